"""Calls as Zalo makes them, for tests: the envelope, its signature, the door it is for."""

import json
from datetime import UTC, datetime
from typing import Any

from connectors.doors import Door
from connectors.messages import Event
from connectors.zalo import webhook
from connectors.zalo.signature import mac

APP, OA, USER = "1000000000000000001", "4000000000000000004", "2000000000000000002"
KEY, STAMP = "test-oa-secret", "1767225600000"
AT = datetime(2026, 1, 1, tzinfo=UTC)
"""When STAMP is."""
NOW = datetime(2026, 1, 1, 0, 0, 5, tzinfo=UTC)
DOOR = Door("zalo", "xa-mau", OA, APP, (KEY,))


def call(event_name: str, **more: Any) -> dict[str, Any]:
    """A call from a person; a field that is given as None is left out."""
    envelope = {
        "app_id": APP,
        "sender": {"id": USER},
        "recipient": {"id": OA},
        "event_name": event_name,
        "timestamp": STAMP,
    }
    return {name: value for name, value in (envelope | more).items() if value is not None}


def echo(event_name: str, *, admin: str = "", **message: Any) -> dict[str, Any]:
    """A call that tells what went out in the account's name."""
    sender = {"id": OA, "admin_id": admin} if admin else {"id": OA}
    return call(event_name, sender=sender, recipient={"id": USER}, message=message)


def signature(body: bytes, *, app: str = APP, stamp: str = STAMP, key: str = KEY) -> dict[str, str]:
    return {"X-ZEvent-Signature": f"mac={mac(app, body, stamp, key)}"}


def heard(value: object, *doors: Door, now: datetime = NOW) -> tuple[Event, ...]:
    """What comes of a call that is signed as its own fields say."""
    body = json.dumps(value).encode()
    stamp = value.get("timestamp", "") if isinstance(value, dict) else ""
    headers = signature(body, stamp=str(stamp) if isinstance(stamp, str | int) else "")
    return webhook.read(body, headers, doors or (DOOR,), now)


def only(value: object, *, now: datetime = NOW) -> Event:
    (event,) = heard(value, now=now)
    return event
