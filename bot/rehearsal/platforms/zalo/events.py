"""What Zalo calls the webhook with: bodies in every spelling, signed as they leave."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.rehearsal.platforms.faults import HOOK, Fault
from bot.rehearsal.platforms.hooks import Call, Hooks, Schedule
from bot.rehearsal.platforms.zalo.answers import mapping
from bot.rehearsal.platforms.zalo.world import Office, Person, World

SCHEDULE = Schedule(again=(30, 300, 900, 1800, 3600), patience=2.0, numbered="num_retry")
UNKNOWN_KINDS = ("widget_interaction_accepted", "extension_purchased", "user_did_what_nobody_documented")
SPELLINGS = ("plain", "slashes", "unicode")
RECEIVED_SECONDS, SEEN_SECONDS = 0.3, 1.0


def mac_of(first: str, body: bytes, timestamp: str, secret: str) -> str:
    """The signature of a body: SHA-256 of four texts, one after the other."""
    return hashlib.sha256(first.encode() + body + timestamp.encode() + secret.encode()).hexdigest()


def spelled(fields: Mapping[str, Any], spelling: str) -> bytes:
    """The body as JSON: letters as they are or escaped, slashes as they are or behind a backslash."""
    body = json.dumps(fields, ensure_ascii=spelling == "unicode", separators=(",", ":"))
    return (body if spelling == "plain" else body.replace("/", "\\/")).encode()


class Events:
    def __init__(self, world: World, hooks: Hooks) -> None:
        self._world, self._hooks = world, hooks

    def message(self, office: Office, person: Person, name: str, message: Mapping[str, Any]) -> None:
        """An act of a person in the talk; `message` holds the `msg_id`."""
        fields = {
            "sender": {"id": person.user_id},
            "user_id_by_app": person.by_app,
            "recipient": {"id": office.id},
            "event_name": name,
            "message": message,
        }
        self.emit(office, person.user_id, fields)

    def echo(
        self, office: Office, person: Person, name: str, message: Mapping[str, Any], *, admin_id: str = ""
    ) -> None:
        """A message of the account; `admin_id` where somebody typed it in OA Manager."""
        sender = {"id": office.id, "admin_id": admin_id} if admin_id else {"id": office.id}
        fields = {
            "sender": sender,
            "user_id_by_app": person.by_app,
            "recipient": {"id": person.user_id},
            "event_name": name,
            "message": message,
        }
        self.emit(office, person.user_id, fields)

    def receipts(self, office: Office, person: Person, msg_id: str) -> None:
        """A moment later it is received, and then seen."""
        if not self._world.doubts.receipts:
            return
        seen = {"msg_ids": [msg_id]} if self._world.doubts.seen_as == "msg_ids" else {"msg_id": msg_id}
        for seconds, name, message in (
            (RECEIVED_SECONDS, "user_received_message", {"msg_id": msg_id}),
            (SEEN_SECONDS, "user_seen_message", seen),
        ):
            self._hooks.later(seconds, lambda n=name, m=message: self._receipt(office, person, n, m))  # type: ignore[misc]

    def emit(self, office: Office, person: str, fields: Mapping[str, Any]) -> str:
        """Sign and post one event; gives the key of its fate: the msg_id, or kind, person and time."""
        whole = self._whole(fields)
        self._hooks.post(self._call(office, whole, person))
        if self._world.faults.strikes(Fault.FORGED, HOOK):
            self._hooks.post(self._call(office, self._altered(whole), person, label="forged"))
        if self._world.faults.strikes(Fault.UNKNOWN, HOOK):
            strange = {**whole, "event_name": UNKNOWN_KINDS[int(self._world.chance() * len(UNKNOWN_KINDS))]}
            self._hooks.post(self._call(office, self._renamed(strange), person))
        return _key(whole)

    def _receipt(self, office: Office, person: Person, name: str, message: Mapping[str, Any]) -> None:
        if self._world.doubts.receipts_from == "user":
            self.message(office, person, name, message)
        else:
            self.echo(office, person, name, message)

    def _whole(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "app_id": self._world.setup.app_id,
            **fields,
            "timestamp": str(self._world.clock.milliseconds()),
        }

    def _call(self, office: Office, whole: Mapping[str, Any], person: str, *, label: str = "") -> Call:
        doubts, setup = self._world.doubts, self._world.setup
        body = spelled(whole, self._one_of(doubts.escapes, SPELLINGS))
        secret = setup.oa_secret if doubts.signed_with == "oa secret" else setup.app_secret
        first = setup.app_id if doubts.signature_first == "app_id" else office.id
        mac = mac_of(first, body, whole["timestamp"], f"not {secret}" if label else secret)
        prefix = "mac=" if self._one_of(doubts.signature, ("mac", "bare")) == "mac" else ""
        headers = {"Content-Type": "application/json", "X-ZEvent-Signature": f"{prefix}{mac}"}
        return Call((_key(whole),), person, body, headers, label)

    def _one_of(self, chosen: str, all_of_them: tuple[str, ...]) -> str:
        if chosen != "mixed":
            return chosen
        return all_of_them[int(self._world.chance() * len(all_of_them))]

    def _altered(self, whole: Mapping[str, Any]) -> dict[str, Any]:
        """What an attacker would send: a new message with another text, so that accepting it would show."""
        renamed = self._renamed(whole)
        if isinstance(renamed.get("message"), dict):
            renamed["message"] = {**renamed["message"], "text": "giả mạo"}
        return renamed

    def _renamed(self, whole: Mapping[str, Any]) -> dict[str, Any]:
        message = whole.get("message")
        if not isinstance(message, Mapping) or "msg_id" not in message:
            return {**whole, "timestamp": str(int(whole["timestamp"]) + 1)}
        return {**whole, "message": {**message, "msg_id": self._world.name()}}


def _key(whole: Mapping[str, Any]) -> str:
    """Messages by their id; receipts, which carry that of another, and the rest by kind, person, time."""
    message = mapping(whole, "message")
    kind = str(whole["event_name"])
    if "msg_id" in message and not kind.startswith(("user_received", "user_seen", "user_reacted")):
        return str(message["msg_id"])
    person = whole.get("follower") or whole.get("sender") or {"id": whole.get("user_id", "")}
    return f"{kind} {person['id']} {whole['timestamp']}"
