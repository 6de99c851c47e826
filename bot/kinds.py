"""An event as a row of the inbox, and back. Stored by value: rows outlive the program that wrote them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Enum

from connectors.messages import (
    Address,
    Commented,
    Event,
    Followed,
    Form,
    Message,
    Odd,
    Opened,
    Overheard,
    Submitted,
    Unfollowed,
    Warned,
    Withdrew,
)


class EventKind(StrEnum):
    MESSAGE = "message"
    FOLLOWED = "followed"
    UNFOLLOWED = "unfollowed"
    OPENED = "opened"
    SUBMITTED = "submitted"
    WITHDREW = "withdrew"
    COMMENTED = "commented"
    OVERHEARD = "overheard"
    WARNED = "warned"
    ODD = "odd"


Kept: TypeAlias = (
    Message | Followed | Unfollowed | Opened | Submitted | Withdrew | Commented | Overheard | Warned | Odd
)
"""Events that become rows; the others take effect when they come in."""

_KINDS: Mapping[type[Any], EventKind] = {
    Message: EventKind.MESSAGE,
    Followed: EventKind.FOLLOWED,
    Unfollowed: EventKind.UNFOLLOWED,
    Opened: EventKind.OPENED,
    Submitted: EventKind.SUBMITTED,
    Withdrew: EventKind.WITHDREW,
    Commented: EventKind.COMMENTED,
    Overheard: EventKind.OVERHEARD,
    Warned: EventKind.WARNED,
    Odd: EventKind.ODD,
}
_TYPES = {kind: event for event, kind in _KINDS.items()}


def kind_type() -> Enum:
    return Enum(
        EventKind, native_enum=False, length=16, values_callable=lambda kinds: [k.value for k in kinds]
    )


def kind_of(event: Event) -> EventKind | None:
    """None for what is no row: echoes, receipts, signs, and what humans answer."""
    return _KINDS.get(type(event))


def words_of(event: Event) -> tuple[str, str | None]:
    """The text and the payload of an event."""
    match event:
        case Message(text=text, payload=payload):
            return text, payload
        case Commented(text=text) | Overheard(text=text) | Warned(text=text):
            return text, None
    return "", None


def about(event: Event) -> dict[str, Any] | None:
    """What the columns do not say; None when that is nothing."""
    match event:
        case Message(form=form):
            return None if form is Form.TEXT else {"form": form.value}
        case Opened(ref=ref):
            return {"ref": ref} if ref else None
        case Submitted(info=info):
            return {"info": dict(info)}
        case Odd(name=name):
            return {"name": name}
    return None


def event_of(  # noqa: PLR0911 (one for each kind)
    kind: EventKind,
    name: str,
    address: Address,
    at: datetime,
    text: str,
    payload: str | None,
    about: Mapping[str, Any],
) -> Kept:
    """The event of a row; of a row that was wiped an event without words."""
    match kind:
        case EventKind.MESSAGE:
            return Message(name, address, text, at, payload, Form(about.get("form", Form.TEXT)))
        case EventKind.COMMENTED:
            return Commented(name, address, text, at)
        case EventKind.OVERHEARD:
            return Overheard(name, address, text, at)
        case EventKind.OPENED:
            return Opened(name, address, at, str(about.get("ref", "")))
        case EventKind.SUBMITTED:
            return Submitted(name, address, at, dict(about.get("info", {})))
        case EventKind.WARNED:
            return Warned(name, address, at, text)
        case EventKind.ODD:
            return Odd(name, address, at, str(about.get("name", "")))
    event: Kept = _TYPES[kind](name, address, at)
    return event
