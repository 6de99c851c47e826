"""The envelope of a webhook call, and the forms it may take. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.platforms.messenger.events import Element

_encoded = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_IDS = frozenset({"id", "app_id"})


@dataclass(frozen=True, slots=True)
class Told:
    """One element with where it belongs: `container` is messaging, standby or changes.

    `key` is the event's own id; `person` the one whose order it belongs to; `time` in milliseconds.
    """

    key: str
    person: str
    page: str
    container: str
    element: Element
    time: int


def enveloped(told: Sequence[Told], *, entries: bool) -> dict[str, Any]:
    """All of them in one call: each in an entry of its own, or together where Page and container allow it."""
    made: list[dict[str, Any]] = []
    for one in told:
        last = made[-1] if made else None
        if not entries and last is not None and last["id"] == one.page and one.container in last:
            last[one.container].append(one.element)
        else:
            time = one.time // 1000 if one.container == "changes" else one.time
            made.append({"id": one.page, "time": time, one.container: [one.element]})
    return {"object": "page", "entry": made}


def written(call: dict[str, Any], *, escape_slashes: bool) -> bytes:
    """ASCII, every other letter escaped."""
    text = _encoded(call)
    return (text.replace("/", "\\/") if escape_slashes else text).encode()


def in_seconds(element: Element) -> Element:
    """The same with a timestamp of ten digits."""
    return element | {"timestamp": element["timestamp"] // 1000} if "timestamp" in element else element


def numbered(value: Any) -> Any:
    """The same with every id that is made of digits as a number."""
    if isinstance(value, list):
        return [numbered(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: int(one) if key in _IDS and isinstance(one, str) and one.isdecimal() else numbered(one)
        for key, one in value.items()
    }
