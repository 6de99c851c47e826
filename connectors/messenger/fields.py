"""How single values of the Graph API's answers are read."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from connectors.cleaning import cleaned

_IDENT = re.compile(r"[\x21-\x7e]{1,300}")
_LATEST = 32_503_680_000
"""The year 3000, in seconds since 1970: later is no time."""


def _ident(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and _IDENT.fullmatch(value) else ""


def _words(value: object) -> str:
    return cleaned(value) if isinstance(value, str) else ""


def _time(value: object) -> datetime | None:
    if isinstance(value, str) and "T" in value:
        return _iso(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < _LATEST:
        return None
    return datetime.fromtimestamp(value, UTC)


def _iso(value: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(value[:40])
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


Ident = Annotated[str, BeforeValidator(_ident), Field(min_length=1)]
"""An id, a string or a number in JSON. An answer without it is not understood."""
OptionalIdent = Annotated[str, BeforeValidator(_ident)]
"""An id; empty where there is none."""
Token = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,4000}$")]
"""An access token: fit to stand in a header."""
Words = Annotated[str, BeforeValidator(_words)]
"""Text of any kind, cleaned; empty where it is none."""
Time = Annotated[datetime | None, BeforeValidator(_time)]
"""`2026-11-22T05:00:00+0000` or seconds since 1970; None where it is neither. 0 stands for never."""
