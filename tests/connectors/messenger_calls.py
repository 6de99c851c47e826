"""Calls as Facebook makes them, signed as Facebook signs them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from connectors.doors import Door
from connectors.messages import Event
from connectors.messenger.signature import signature
from connectors.messenger.webhook import read

NOW = datetime(2026, 11, 22, 8, 0, 5, tzinfo=UTC)
AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
STAMP = int(AT.timestamp()) * 1000
PAGE, PERSON, APP = "104", "7001", "555"
DOOR = Door("messenger", "xa-mau", PAGE, APP, ("sesame",))


def item(**parts: object) -> dict[str, Any]:
    """An element of `messaging`."""
    return {"sender": {"id": PERSON}, "recipient": {"id": PAGE}, "timestamp": STAMP, **parts}


def words(mid: str, text: str = "Xin chào", **parts: object) -> dict[str, Any]:
    return item(message={"mid": mid, "text": text, **parts})


def entry(*items: object, name: str = "messaging", page: object = PAGE) -> dict[str, Any]:
    return {"id": page, "time": STAMP, name: list(items)}


def call(*entries: object) -> bytes:
    """A body as it goes over the wire: ASCII, with slashes escaped."""
    told = json.dumps({"object": "page", "entry": entries}, separators=(",", ":"))
    return told.replace("/", "\\/").encode()


def signed(body: bytes, secret: str = "sesame") -> dict[str, str]:
    return {"Content-Type": "application/json", "X-Hub-Signature-256": signature(body, secret)}


def heard(body: bytes, doors: Sequence[Door] = (DOOR,), now: datetime = NOW) -> tuple[Event, ...]:
    return read(body, signed(body), doors, now)


def heard_all(*items: object, name: str = "messaging") -> tuple[Event, ...]:
    return heard(call(entry(*items, name=name)))


def heard_one(raw: object, name: str = "messaging") -> Event:
    (event,) = heard_all(raw, name=name)
    return event
