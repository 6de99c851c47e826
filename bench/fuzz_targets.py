"""The two ways in that fuzz_webhooks tries: how each is called rightly, and with what calls to begin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from connectors.doors import Door

NOW = datetime(2026, 1, 1, 0, 0, 5, tzinfo=UTC)
STAMP = 1767225600000
APP, ACCOUNT, PERSON, KEY = "1000000000000000001", "4000000000000000004", "2000000000000000002", "test-key"


@dataclass(frozen=True)
class Target:
    """One way in. `sign`: the headers that make a body believed. `words`: names of fields and of events."""

    read: Callable[..., tuple[Any, ...]]
    sign: Callable[[bytes], dict[str, str]]
    calls: tuple[dict[str, Any], ...]
    words: tuple[str, ...]
    door: Door
    header: str


def zalo() -> Target:
    webhook, shapes = import_module("connectors.zalo.webhook"), import_module("connectors.zalo.shapes")
    signature, events = import_module("connectors.zalo.signature"), import_module("connectors.zalo.events")

    def sign(body: bytes) -> dict[str, str]:
        try:
            call = shapes.parsed(body) or {}
        except ValueError:
            call = {}
        stamp = shapes.written(call.get("timestamp"))
        return {"X-ZEvent-Signature": signature.mac(APP, body, stamp, KEY)}

    names = (*events._KINDS, "oa_send_text", "oa_send_list", "user_send_group_text", "tomorrow")  # noqa: SLF001 (each known kind is to be tried)
    calls = tuple(_zalo_call(name) for name in names)
    return Target(webhook.read, sign, calls, (*_words(calls), *names), _door("zalo"), "X-ZEvent-Signature")


def _zalo_call(name: str) -> dict[str, Any]:
    sides = ({"id": ACCOUNT, "admin_id": "7"}, {"id": PERSON})
    sender, recipient = sides if name.startswith("oa_") else sides[::-1]
    attachment = {"type": "link", "payload": {"url": "https://a.vn", "text": "a", "description": "{}"}}
    message = {
        "msg_id": "m1",
        "msg_ids": ["m1"],
        "text": "#chon a~b",
        "react_icon": ":)",
        "conversation_id": "c",
    }
    info = {"name": "A", "phone": 84900000000, "full_address": {"user_city": "A", "user_ward": "B"}}
    return {
        "app_id": APP,
        "oa_id": ACCOUNT,
        "event_name": name,
        "timestamp": str(STAMP),
        "user_id": PERSON,
        "sender": sender,
        "recipient": recipient,
        "follower": {"id": PERSON},
        "info": info,
        "message": {**message, "attachments": [attachment]},
    }


def messenger() -> Target:
    webhook = import_module("connectors.messenger.webhook")
    signature = import_module("connectors.messenger.signature")
    said = {
        "mid": "m1",
        "text": "a",
        "quick_reply": {"payload": "p"},
        "is_echo": True,
        "app_id": 1,
        "metadata": "t",
    }
    inner: dict[str, Any] = {
        "message": {**said, "attachments": [{"type": "image", "payload": {"sticker_id": 1, "url": "u"}}]},
        "postback": {"mid": "m1", "title": "a", "payload": "p", "referral": {"ref": "r"}},
        "referral": {"ref": "r", "source": "SHORTLINK", "type": "OPEN_THREAD"},
        "optin": {"type": "one_time_notif_req", "ref": "r", "payload": "p"},
        "delivery": {"mids": ["m1"], "watermark": STAMP},
        "read": {"watermark": STAMP},
        "reaction": {"mid": "m1", "action": "react", "emoji": "\u2764", "reaction": "love"},
        "message_edit": {"mid": "m1", "text": "a", "num_edit": 1},
        "policy_enforcement": {"action": "block", "reason": "a"},
        "app_roles": {APP: ["primary_receiver"]},
    }
    said_there = {"item": "comment", "verb": "add", "comment_id": "1_2", "post_id": "1_1", "message": "a"}
    change = {"field": "feed", "value": {**said_there, "from": {"id": PERSON}, "created_time": STAMP // 1000}}
    calls = (
        *(_graph_call(messaging=[_graph_item(kind, what)]) for kind, what in inner.items()),
        _graph_call(messaging=[_graph_item(kind, what) for kind, what in inner.items()]),
        _graph_call(standby=[_graph_item(kind, what) for kind, what in inner.items()]),
        _graph_call(changes=[change]),
    )
    words = (*_words(calls), "pass_thread_control", "is_deleted", "is_unsupported", "account_linking")

    def sign(body: bytes) -> dict[str, str]:
        return {"X-Hub-Signature-256": signature.signature(body, KEY)}

    return Target(webhook.read, sign, calls, words, _door("messenger"), "X-Hub-Signature-256")


TARGETS: Mapping[str, Callable[[], Target]] = {"zalo": zalo, "messenger": messenger}


def _graph_call(**lists: Any) -> dict[str, Any]:
    return {"object": "page", "entry": [{"id": ACCOUNT, "time": STAMP, **lists}]}


def _graph_item(kind: str, what: object) -> dict[str, Any]:
    return {"sender": {"id": PERSON}, "recipient": {"id": ACCOUNT}, "timestamp": STAMP, kind: what}


def _door(channel: str) -> Door:
    return Door(channel, "xa-mau", ACCOUNT, APP, (KEY,))


def _words(value: object) -> tuple[str, ...]:
    """Every name of a field in it, once."""
    if isinstance(value, dict):
        inner = (word for key, each in value.items() for word in (key, *_words(each)))
        return tuple(dict.fromkeys(inner))
    several = value if isinstance(value, list | tuple) else ()
    return tuple(dict.fromkeys(word for each in several for word in _words(each)))
