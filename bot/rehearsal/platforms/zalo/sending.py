"""The two endpoints that take messages: `/v3.0/oa/message/cs` and `/v2.0/oa/message`."""

from collections.abc import Mapping
from typing import Any

from bot.rehearsal.platforms.outbox import Sent
from bot.rehearsal.platforms.zalo import bodies, windows
from bot.rehearsal.platforms.zalo.answers import Wrong, mapping, need, text
from bot.rehearsal.platforms.zalo.events import Events
from bot.rehearsal.platforms.zalo.world import Broadcast, Office, Person, World

V3, V2 = "/v3.0/oa/message/cs", "/v2.0/oa/message"
GOVERNMENT = 4
MOST_REPLIES = 8
MOST_ARTICLES = 5
ICONS = (":>", "--b", ":-((", "/-strong", "/-heart", ":-h", ":o", "/-remove")
FILTERS = {"ages", "gender", "locations", "cities", "platform", "platforms", "telcos"}


class Sending:
    def __init__(self, world: World, events: Events) -> None:
        self._world, self._events = world, events

    def take(self, office: Office, body: Mapping[str, Any], path: str) -> tuple[dict[str, Any], Sent | None]:
        """The data of the answer, and what reached somebody (None for broadcasts and reactions)."""
        self._require_open(office, path)
        recipient, message = mapping(body, "recipient"), mapping(body, "message")
        if path == V2 and "target" in recipient:
            return self._broadcast(office, mapping(recipient, "target"), message), None
        if path == V2 and "sender_action" in body:
            return self._reaction(office, text(recipient, "user_id"), mapping(body, "sender_action")), None
        if path == V2 and "group_id" in recipient:
            return self._to_group(office, text(recipient, "group_id"), message, path)
        if "anonymous_id" in recipient:
            return self._to_visitor(office, recipient, message, path)
        return self._to_person(office, self._person(office, recipient), message, path)

    def _require_open(self, office: Office, path: str) -> None:
        doubts = self._world.doubts
        if path == V3 and office.account.oa_type == GOVERNMENT and doubts.cs_closed_to_government:
            raise Wrong(-235)
        if path == V2 and doubts.v2_shut:
            raise Wrong(-240)
        if path == V3 and doubts.cs_sleeps:
            windows.require_day(self._world)

    def _person(self, office: Office, recipient: Mapping[str, Any]) -> Person:
        name = text(recipient, "message_id")
        if not name:
            need(text(recipient, "user_id"), "user_id is invalid")
            return self._world.known(office, text(recipient, "user_id"))
        found = next((person for person in office.people.values() if name in person.said), None)
        need(found is not None, "message_id is invalid")
        assert found is not None
        found.replied[name] = found.replied.get(name, 0) + 1
        need(found.replied[name] <= MOST_REPLIES, "", -211)
        return found

    def _to_person(
        self, office: Office, person: Person, message: Mapping[str, Any], path: str
    ) -> tuple[dict[str, Any], Sent]:
        content = bodies.read(self._world, office, message, v3=path == V3)
        bodies.require_quotable(self._world, person, message)
        quota = windows.quota(self._world, office, person)
        sent = self._sent(person.user_id, content.text, path, message)
        self._keep(person, sent, content)
        self._echo(office, person, sent, content)
        data: dict[str, Any] = {"message_id": sent.id, "user_id": person.user_id}
        if path == V3:
            data["sent_time"] = str(self._world.clock.milliseconds())
            data |= {} if quota is None else {"quota": quota}
        return data, sent

    def _keep(self, person: Person, sent: Sent, content: bodies.Content) -> None:
        now = self._world.clock.now()
        person.said[sent.id] = now
        told = {"src": 0, "time": int(now.timestamp() * 1000), "message": sent.text, "message_id": sent.id}
        person.talk.append({**told, "buttons": list(content.buttons)})

    def _echo(self, office: Office, person: Person, sent: Sent, content: bodies.Content) -> None:
        if not self._world.doubts.echoes:
            return
        msg_id = self._world.name() if self._world.doubts.echo_other_id else sent.id
        message: dict[str, Any] = {"text": content.text, "msg_id": msg_id}
        if content.attachments:
            message["attachments"] = list(content.attachments)
        self._events.echo(office, person, f"oa_send_{content.kind}", message)
        self._events.receipts(office, person, msg_id)

    def _to_visitor(
        self, office: Office, recipient: Mapping[str, Any], message: Mapping[str, Any], path: str
    ) -> tuple[dict[str, Any], Sent]:
        name, talk = text(recipient, "anonymous_id"), text(recipient, "conversation_id")
        need((name, talk) in office.visitors, "anonymous_id is invalid")
        content = bodies.read(self._world, office, message, v3=path == V3)
        sent = self._sent(name, content.text, path, message)
        fields = {
            "sender": {"id": office.id},
            "recipient": {"id": name},
            "event_name": f"oa_send_anonymous_{content.kind}",
            "message": {"text": content.text, "msg_id": sent.id, "conversation_id": talk},
        }
        self._events.emit(office, name, fields)
        return {"message_id": sent.id}, sent

    def _to_group(
        self, office: Office, group: str, message: Mapping[str, Any], path: str
    ) -> tuple[dict[str, Any], Sent]:
        need(group in office.groups, "", -403)
        content = bodies.read(self._world, office, message, v3=False)
        sent = self._sent(group, content.text, path, message)
        return {"message_id": sent.id, "group_id": group}, sent

    def _reaction(self, office: Office, user_id: str, action: Mapping[str, Any]) -> dict[str, Any]:
        person = self._world.known(office, user_id)
        name = text(action, "react_message_id")
        need(text(action, "react_icon") in ICONS, "react_icon is invalid")
        need(name in person.said, "react_message_id is invalid")
        return {"message_id": name, "user_id": user_id}

    def _broadcast(
        self, office: Office, target: Mapping[str, Any], message: Mapping[str, Any]
    ) -> dict[str, Any]:
        windows.require_day(self._world)
        need(target.keys() <= FILTERS, "target is invalid")
        need(all(isinstance(value, str) for value in target.values()), "target is invalid")
        articles = self._articles(office, mapping(mapping(message, "attachment"), "payload"))
        need(len(office.broadcasts) < office.account.broadcasts, "", -211)
        audience = sum(person.follower for person in office.people.values())
        through = self._world.clock.planned() + self._world.doubts.moderation
        name = self._world.name()
        office.broadcasts.append(Broadcast(name, articles, dict(target), audience, through))
        return {"message_id": name}

    def _articles(self, office: Office, payload: Mapping[str, Any]) -> tuple[str, ...]:
        elements = payload.get("elements")
        need(text(payload, "template_type") == "media", "template_type is invalid")
        need(isinstance(elements, list) and 0 < len(elements) <= MOST_ARTICLES, "elements is invalid")
        assert isinstance(elements, list)
        for element in elements:
            need(isinstance(element, Mapping) and text(element, "media_type") == "article", "", -233)
            need(text(element, "attachment_id") in office.articles, "attachment_id is invalid")
        return tuple(text(element, "attachment_id") for element in elements)

    def _sent(self, to: str, told: str, path: str, message: Mapping[str, Any]) -> Sent:
        return self._world.outbox.take(self._world.name(), to, told, path, message)
