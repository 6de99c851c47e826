"""The way in: a call of Zalo, believed only when its signature is right."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from connectors.doors import LARGEST_BODY, Door, Reason, Rejected
from connectors.messages import Event
from connectors.zalo.events import Heard
from connectors.zalo.names import CHANNEL
from connectors.zalo.shapes import Call, named, parsed, written
from connectors.zalo.signature import HEADER, is_signed


def read(body: bytes, headers: Mapping[str, str], doors: Sequence[Door], now: datetime) -> tuple[Event, ...]:
    """Every event of a call; Zalo sends one at a time, so there is one for the account it is for.

    A call that names no account at all (as a withdrawal of consent may) is for every account of its app whose
    key signed it. The same call gives events of the same ids whenever it is read.

    Raises:
        Rejected: nothing of it is to be believed. Before the signature only what finds the key is read, and
            only its faults are told apart; to whoever called, all reasons should look alike.
    """
    if len(body) > LARGEST_BODY:
        raise Rejected(Reason.TOO_LARGE)
    signature = _signature(headers)
    raw = _object(body)
    app_id, timestamp = written(raw.get("app_id")), written(raw.get("timestamp"))
    if not app_id:
        raise Rejected(Reason.WRONG_SHAPE)
    meant = _meant(named(raw), app_id, doors)
    signed = [door for door in meant if is_signed(signature, app_id, body, timestamp, door.secrets)]
    if not signed:
        raise Rejected(Reason.WRONG_SIGNATURE)
    call = Call.model_validate(raw)
    return tuple(Heard.of(call, door, body, now).event() for door in signed)


def _signature(headers: Mapping[str, str]) -> str:
    found = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    if not found.strip():
        raise Rejected(Reason.UNSIGNED)
    return found


def _object(body: bytes) -> dict[str, Any]:
    try:
        raw = parsed(body)
    except ValueError:
        raise Rejected(Reason.NOT_JSON) from None  # an error of the parser holds the body
    if raw is None:
        raise Rejected(Reason.WRONG_SHAPE)
    return raw


def _meant(names: Sequence[str], app_id: str, doors: Sequence[Door]) -> list[Door]:
    """The doors of the account that a call is for, by what it names: the account itself, else who got it."""
    of_app = [door for door in doors if door.channel == CHANNEL and door.app_id == app_id]
    found = ([door for door in of_app if door.account == each] for each in names)
    meant = next(filter(None, found), []) if names else of_app
    if not meant:
        raise Rejected(Reason.WRONG_ACCOUNT)
    return meant
