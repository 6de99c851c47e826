"""What a webhook tells: one element of `messaging` or `changes` for each thing that happens. Pure.

Times are milliseconds, those of `changes` seconds; ids are strings.
"""

from collections.abc import Sequence
from typing import Any

from bot.rehearsal.platforms.messenger.state import Comment, Person, Post

Element = dict[str, Any]


def from_person(person: Person, at: int, kind: str, value: Any) -> Element:
    """Something a person did: `kind` is the key by which a receiver tells what."""
    return {"sender": {"id": person.psid}, "recipient": {"id": person.page}, "timestamp": at, kind: value}


def echo(person: Person, at: int, mid: str, app: str, message: Element) -> Element:
    """The copy of what the Page sent; `message` as it was sent, or only a text."""
    shown: Element = {"is_echo": True, "app_id": int(app), "mid": mid}
    shown |= {key: message[key] for key in ("text", "metadata") if message.get(key)}
    if message.get("attachment"):
        shown["attachments"] = [_shown(message["attachment"])]
    return {
        "sender": {"id": person.page},
        "recipient": {"id": person.psid},
        "timestamp": at,
        "message": shown,
    }


def _shown(attachment: Element) -> Element:
    payload = attachment.get("payload") or {}
    if attachment["type"] == "template":
        return {"title": payload.get("text", ""), "url": None, "type": "template", "payload": payload}
    url = payload.get("url") or "https://cdn.example/" + str(payload.get("attachment_id", "upload"))
    return {"type": attachment["type"], "payload": {"url": url}}


def delivery(person: Person, at: int, mids: Sequence[str]) -> Element:
    """As in the samples, without a timestamp of its own."""
    return {
        "sender": {"id": person.psid},
        "recipient": {"id": person.page},
        "delivery": {"mids": list(mids), "watermark": at},
    }


def policy(page: str, at: int, action: str, reason: str) -> Element:
    value = {"action": action, "reason": reason}
    return {"recipient": {"id": page}, "timestamp": at, "policy-enforcement": value}


def comment(made: Comment, name: str, verb: str) -> Element:
    """The value of a change of `feed`."""
    value: Element = {
        "item": "comment",
        "verb": verb,
        "comment_id": made.id,
        "post_id": made.post,
        "parent_id": made.parent,
        "from": {"id": made.author, "name": name},
        "created_time": int(made.at),
    }
    return value if verb == "remove" else value | {"message": made.message}


def post(made: Post, name: str, verb: str) -> Element:
    """The value of a change of `feed`: the Page's own publications come back this way, too."""
    value: Element = {
        "item": made.values.get("item", "status"),
        "verb": verb,
        "from": {"id": made.author, "name": name},
        "post_id": made.id,
        "published": 1,
        "created_time": int(made.at),
    }
    told = {key: made.values[key] for key in ("message", "link") if made.values.get(key)}
    return value if verb == "remove" else value | told
