"""People in the app: they write, follow, tap and leave, and somebody of the office answers by hand.

Every act names a person by `user_id`; an unknown one is a new person. `oa_id`: the account ("": the first).
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.platforms.zalo.events import Events
from bot.rehearsal.platforms.zalo.world import Office, Person, World

CDN = "https://f.zdn.vn"
PAYLOADS: Mapping[str, Mapping[str, Any]] = {
    "image": {"thumbnail": f"{CDN}/t.jpg", "url": f"{CDN}/a.jpg"},
    "gif": {"thumbnail": f"{CDN}/t.gif", "url": f"{CDN}/a.gif"},
    "sticker": {"id": "46127", "url": f"{CDN}/sticker.png"},
    "location": {"coordinates": {"latitude": "16.047079", "longitude": "108.206230"}},
    "file": {
        "url": f"{CDN}/don.pdf",
        "name": "đơn.pdf",
        "size": "120345",
        "checksum": "0cc175b9c0f1b6a831c399e269772661",
        "type": "pdf",
    },
    "audio": {"url": f"{CDN}/voice.m4a"},
    "video": {"url": f"{CDN}/v.mp4", "thumbnail": f"{CDN}/v.jpg"},
    "link": {"url": "https://example.com/", "thumbnail": f"{CDN}/l.jpg", "description": "Một trang"},
}
CARD = {
    "url": "https://zalo.me/1",
    "thumbnail": f"{CDN}/card.jpg",
    "description": json.dumps({"phone": "84900000000", "qrCodeUrl": f"{CDN}/qr.png"}),
}


class Citizens:
    def __init__(self, world: World, events: Events) -> None:
        self._world, self._events = world, events

    def say(self, user_id: str, text: str, *, oa_id: str = "", quote: str = "") -> str:
        """Write to the account; gives the msg_id."""
        quoted = {"quote_msg_id": quote} if quote else {}
        return self._send(user_id, oa_id, "user_send_text", {"text": text, **quoted})

    def send(self, user_id: str, kind: str, *, oa_id: str = "", text: str = "") -> str:
        """Send a picture, a file or the like (a key of `PAYLOADS`); gives the msg_id."""
        attached: dict[str, Any] = {"attachments": [{"type": kind, "payload": PAYLOADS[kind]}]}
        with_text = {"text": text} if text or kind == "link" else {}
        return self._send(user_id, oa_id, f"user_send_{kind}", {**attached, **with_text})

    def sticker(self, user_id: str, *, oa_id: str = "") -> str:
        return self.send(user_id, "sticker", oa_id=oa_id)

    def card(self, user_id: str, *, oa_id: str = "") -> str:
        """Send somebody's contact; gives the msg_id."""
        attached = {"attachments": [{"type": "link", "payload": CARD}]}
        return self._send(user_id, oa_id, "user_send_business_card", attached)

    def tap(self, user_id: str, message_id: str, number: int, *, oa_id: str = "") -> str:
        """Tap a button, 0 the first; gives the msg_id of the text that comes of it, "" where none does."""
        office = self._world.office(oa_id)
        person = self._world.known(office, user_id)
        talk = next(line for line in person.talk if line["message_id"] == message_id)
        button = talk["buttons"][number]
        if not button["type"].startswith("oa.query"):
            return ""
        return self.say(user_id, button["payload"], oa_id=oa_id)

    def react(self, user_id: str, message_id: str, icon: str = "/-heart", *, oa_id: str = "") -> None:
        office, person = self._acting(user_id, oa_id)
        reaction = {"msg_id": message_id, "react_icon": icon}
        self._events.message(office, person, "user_reacted_message", reaction)

    def follow(self, user_id: str, *, oa_id: str = "") -> str:
        """Begin to follow; gives the user_id."""
        office, person = self._acting(user_id, oa_id)
        person.follower = True
        self._about(office, person, {"event_name": "follow", "source": "oa_profile"})
        return person.user_id

    def unfollow(self, user_id: str, *, oa_id: str = "") -> None:
        """Leave: nothing can be sent until this person writes or follows again."""
        office = self._world.office(oa_id)
        person = self._world.person(office, user_id)
        person.follower, person.left = False, True
        self._about(office, person, {"event_name": "unfollow"})

    def chat_now(self, user_id: str, *, oa_id: str = "") -> None:
        """Press the button that opens the talk, before a first message."""
        self._alone(user_id, oa_id, "user_click_chatnow")

    def withdraw(self, user_id: str, *, oa_id: str = "") -> None:
        """Take the consent back: what is stored must be erased."""
        self._alone(user_id, oa_id, "user_withdraw")

    def submit(self, user_id: str, *, oa_id: str = "", older: bool = False) -> None:
        """Answer a request for information; `older`: in the shape of earlier years, the phone a number."""
        office, person = self._acting(user_id, oa_id)
        info = _older(person.name) if older else _newer(person.name)
        fields = {
            "sender": {"id": person.user_id},
            "recipient": {"id": office.id},
            "event_name": "user_submit_info",
            "info": info,
        }
        person.shared = info
        self._events.emit(office, person.user_id, fields)

    def staff_reply(self, user_id: str, text: str, *, oa_id: str = "", admin_id: str = "7") -> str:
        """Somebody of the office answers in OA Manager; gives the msg_id."""
        office = self._world.office(oa_id)
        person, msg_id = self._world.person(office, user_id), self._world.name()
        message = {"text": text, "msg_id": msg_id}
        self._events.echo(office, person, "oa_send_text", message, admin_id=admin_id)
        return msg_id

    def visit(self, anonymous_id: str, conversation_id: str, text: str, *, oa_id: str = "") -> str:
        """Write from the chat box of a page, without a Zalo account; gives the msg_id."""
        office, msg_id = self._world.office(oa_id), self._world.name()
        office.visitors.add((anonymous_id, conversation_id))
        fields = {
            "sender": {"id": anonymous_id},
            "recipient": {"id": office.id},
            "event_name": "anonymous_send_text",
            "message": {"text": text, "msg_id": msg_id, "conversation_id": conversation_id},
        }
        self._events.emit(office, anonymous_id, fields)
        return msg_id

    def event(self, fields: dict[str, Any], *, oa_id: str = "") -> str:
        """Post any event, rightly signed; `app_id` and `timestamp` are added. Gives the key of its fate."""
        return self._events.emit(self._world.office(oa_id), "", fields)

    def acts(self) -> dict[str, Callable[..., Any]]:
        """Every act by its name, for driving from outside."""
        names = (
            *("say", "send", "sticker", "card", "tap", "react", "follow", "unfollow", "chat_now"),
            *("withdraw", "submit", "staff_reply", "visit", "event"),
        )
        return {name: getattr(self, name) for name in names}

    def _acting(self, user_id: str, oa_id: str) -> tuple[Office, Person]:
        office = self._world.office(oa_id)
        person = self._world.person(office, user_id)
        person.acted, person.left = self._world.clock.now(), False
        return office, person

    def _send(self, user_id: str, oa_id: str, name: str, content: Mapping[str, Any]) -> str:
        office, person = self._acting(user_id, oa_id)
        msg_id = self._world.name()
        now = self._world.clock.now()
        person.said[msg_id] = now
        text = content.get("text", "")
        person.talk.append(
            {"src": 1, "time": int(now.timestamp() * 1000), "message": text, "message_id": msg_id}
        )
        self._events.message(office, person, name, {**content, "msg_id": msg_id})
        return msg_id

    def _about(self, office: Office, person: Person, fields: Mapping[str, Any]) -> None:
        about = {"oa_id": office.id, "follower": {"id": person.user_id}, "user_id_by_app": person.by_app}
        self._events.emit(office, person.user_id, {**about, **fields})

    def _alone(self, user_id: str, oa_id: str, name: str) -> None:
        office, person = self._acting(user_id, oa_id)
        about = {"oa_id": office.id, "user_id": person.user_id, "user_id_by_app": person.by_app}
        self._events.emit(office, person.user_id, {**about, "event_name": name})


def _newer(name: str) -> dict[str, Any]:
    place = {"user_city": "Đà Nẵng", "user_ward": "Xã Mẫu", "user_address": "1 Đường Mẫu"}
    person = {"name": name, "phone": "84900000000", "user_dob": "30/10/1999", "gender": "Nam"}
    return {**person, "full_address": place}


def _older(name: str) -> dict[str, Any]:
    place = {"address": "1 Đường Mẫu", "city": "Đà Nẵng", "district": "", "ward": "Xã Mẫu"}
    return {"name": name, "phone": 84900000000, **place}
