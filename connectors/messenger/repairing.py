"""Values of Facebook's JSON, of whatever type they come: what is unfit reads as empty, and nothing fails."""

import re
from datetime import UTC, datetime
from typing import Any

from connectors.cleaning import cleaned, unaltered

LONGEST_PAYLOAD = 1_000
_LONGEST_REF = 2_083
_IDENT = re.compile(r"[\x21-\x7e]{1,300}")
_PERSON = re.compile(r"[0-9A-Za-z_.-]{1,100}")
_MILLISECONDS = 1e12
_DIGITS = 24


def ident(value: object) -> str:
    """An id of Facebook's; empty where it is none."""
    return value if isinstance(value, str) and _IDENT.fullmatch(value) else ""


def person(value: object) -> str:
    """An id that may stand in an address."""
    told = ident(value)
    return told if _PERSON.fullmatch(told) else ""


def moment(value: object) -> datetime | None:
    """Milliseconds or seconds since 1970, told apart by their size; None where it is no time."""
    if not isinstance(value, str | float) or len(str(value)) > _DIGITS:
        return None
    try:
        seconds = float(value)
        return _time(seconds / 1000 if seconds >= _MILLISECONDS else seconds)
    except (ValueError, OverflowError, OSError):
        return None


def words(value: object) -> str:
    """What a person reads or wrote."""
    return cleaned(value) if isinstance(value, str) else ""


def payload(value: object) -> str:
    """What a button carries, as it was given to it; empty where it is too long to be ours."""
    if not isinstance(value, str) or len(value) > LONGEST_PAYLOAD:
        return ""
    return unaltered(value)


def ref(value: object) -> str:
    return words(value)[:_LONGEST_REF]


def true(value: object) -> bool:
    return value is True


def mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def idents(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(ident, value))) if isinstance(value, list) else ()


def _time(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
