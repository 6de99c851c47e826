"""People in the app: they write, tap, react, and come by a link.

Every act names a person by `psid`; one nobody has yet is a new person. `page_id`: the Page; "": the first.
Each act opens the 24 hours in which the Page may write, unless it says otherwise.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.platforms.messenger import events, receipts
from bot.rehearsal.platforms.messenger.graph import Graph
from bot.rehearsal.platforms.messenger.state import Page, Person

CDN = "https://scontent.example"
PAYLOADS: Mapping[str, Mapping[str, Any]] = {
    "image": {"url": f"{CDN}/a.jpg?oh=1&oe=2"},
    "audio": {"url": f"{CDN}/a.mp4"},
    "video": {"url": f"{CDN}/v.mp4"},
    "file": {"url": f"{CDN}/don.pdf"},
    "sticker": {"url": f"{CDN}/s.png", "sticker_id": 369239263222822},
    "location": {"coordinates": {"lat": 16.047079, "long": 108.20623}},
    "fallback": {"url": "https://example.com/tin", "title": "Một trang"},
    "template": {"product": {"elements": [{"id": "1", "title": "Một món"}]}},
    "reel": {"url": "/reel/1/", "reel_video_id": 1},
}
LIKE = {"url": f"{CDN}/like.png", "sticker_id": 369239263222822}


class Citizens:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def say(self, psid: str, text: str, *, page_id: str = "", reply_to: str = "") -> str:
        """Write to the Page; gives the mid."""
        quoted = {"reply_to": {"mid": reply_to}} if reply_to else {}
        return self._message(psid, page_id, {"text": text, **quoted})

    def send(self, psid: str, kind: str, *, page_id: str = "", text: str = "") -> str:
        """Send a picture, a file or the like (a key of `PAYLOADS`); gives the mid."""
        attached = {"attachments": [{"type": kind, "payload": PAYLOADS[kind]}]}
        return self._message(psid, page_id, {**attached, **({"text": text} if text else {})})

    def sticker(self, psid: str, *, page_id: str = "") -> str:
        return self.send(psid, "sticker", page_id=page_id)

    def like(self, psid: str, *, page_id: str = "") -> str:
        """The thumb, as it came until August 2026: a sticker and the same as an image."""
        attached = [{"type": "sticker", "payload": LIKE}, {"type": "image", "payload": LIKE}]
        return self._message(psid, page_id, {"attachments": attached})

    def quick(self, psid: str, payload: str, title: str, *, page_id: str = "") -> str:
        """Tap a quick reply; gives the mid."""
        return self._message(psid, page_id, {"text": title, "quick_reply": {"payload": payload}})

    def tap(self, psid: str, message_id: str, number: int, *, page_id: str = "") -> str:
        """Tap a quick reply or else a button of a message, 0 the first; gives the mid, "" for a link."""
        sent = next(sent for sent in self._graph.world.outbox.to(psid) if sent.id == message_id)
        message = sent.body["message"]
        if message.get("quick_replies"):
            reply = message["quick_replies"][number]
            return self.quick(psid, reply["payload"], reply["title"], page_id=page_id)
        button = message["attachment"]["payload"]["buttons"][number]
        if button["type"] != "postback":
            return ""
        return self.press(psid, button["payload"], button["title"], page_id=page_id)

    def press(
        self, psid: str, payload: str, title: str, *, page_id: str = "", ref: str = "", older: bool = False
    ) -> str:
        """Press a button, the menu or an ice breaker; gives the mid. `older`: an event without one."""
        mid = self._graph.world.mid()
        postback: dict[str, Any] = {"title": title, "payload": payload}
        if ref:
            postback["referral"] = {"ref": ref, "source": "SHORTLINK", "type": "OPEN_THREAD"}
        named = postback if older else {"mid": mid, **postback}
        self._act(psid, page_id, "messaging_postbacks", mid, "postback", named)
        return mid

    def start(self, psid: str, *, page_id: str = "", ref: str = "") -> str:
        """Press "get started", with the payload that the profile says; gives the mid."""
        profile = self._graph.world.page(page_id).profile
        payload = profile.get("get_started", {}).get("payload", "GET_STARTED")
        return self.press(psid, payload, "Bắt đầu", page_id=page_id, ref=ref)

    def refer(self, psid: str, ref: str, *, page_id: str = "") -> None:
        """Open an existing thread by a link."""
        value = {"ref": ref, "source": "SHORTLINK", "type": "OPEN_THREAD"}
        self._act(psid, page_id, "messaging_referrals", f"referral {psid} {ref}", "referral", value)

    def opt_in(self, psid: str, ref: str, user_ref: str, *, page_id: str = "") -> None:
        """Tick the box of a plugin: the Page may write to `user_ref`; no window opens."""
        page = self._graph.world.page(page_id)
        person = self._graph.world.person(page, psid)
        self._graph.world.user_refs[user_ref] = psid
        element = events.from_person(person, self._graph.emitter.moment(), "optin", {"ref": ref})
        element["sender"] = {"user_ref": user_ref}
        element["optin"]["user_ref"] = user_ref
        self._graph.emitter.tell(page, person, "messaging_optins", f"optin {user_ref}", element)

    def react(self, psid: str, mid: str, reaction: str = "love", *, page_id: str = "") -> None:
        value = {"mid": mid, "action": "react", "emoji": "❤", "reaction": reaction}
        self._act(psid, page_id, "message_reactions", f"reaction {mid}", "reaction", value)

    def unreact(self, psid: str, mid: str, *, page_id: str = "") -> None:
        value = {"mid": mid, "action": "unreact"}
        self._act(psid, page_id, "message_reactions", f"unreact {mid}", "reaction", value)

    def edit(self, psid: str, mid: str, text: str, number: int = 1, *, page_id: str = "") -> None:
        value = {"mid": mid, "text": text, "num_edit": number}
        self._act(psid, page_id, "message_edits", f"edit {mid} {number}", "message_edit", value)

    def unsend(self, psid: str, mid: str, *, page_id: str = "") -> None:
        """Take a message back."""
        value = {"mid": mid, "is_deleted": True}
        self._act(psid, page_id, "messages", f"unsent {mid}", "message", value)

    def read(self, psid: str, *, page_id: str = "") -> None:
        """Read everything up to now; no window opens."""
        page = self._graph.world.page(page_id)
        receipts.read(self._graph, page, self._graph.world.person(page, psid))

    def acts(self) -> dict[str, Callable[..., Any]]:
        """Every act by its name, for driving from outside."""
        names = (
            *("say", "send", "sticker", "like", "quick", "tap", "press", "start", "refer", "opt_in"),
            *("react", "unreact", "edit", "unsend", "read"),
        )
        return {name: getattr(self, name) for name in names}

    def _message(self, psid: str, page_id: str, content: Mapping[str, Any]) -> str:
        mid = self._graph.world.mid()
        self._act(psid, page_id, "messages", mid, "message", {"mid": mid, **content})
        return mid

    def _act(self, psid: str, page_id: str, field: str, key: str, kind: str, value: Any) -> None:
        page, person = self._acting(psid, page_id)
        element = events.from_person(person, self._graph.emitter.moment(), kind, value)
        self._graph.emitter.tell(page, person, field, key, element)

    def _acting(self, psid: str, page_id: str) -> tuple[Page, Person]:
        page = self._graph.world.page(page_id)
        person = self._graph.world.person(page, psid)
        person.acted_at = self._graph.world.now()
        return page, person
