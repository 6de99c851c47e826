"""Dates as files give them: a year, a month or a day; and which of two is newer."""

import re
from datetime import date

WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
SPOKEN = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")


def normal(text: str) -> str:
    """From what people write ("15/7/2026", "7/2026"): "2026-07-15", "2026-07", "2026" or "".

    Raises ValueError for anything else, or a day that is in no calendar.
    """
    if not text:
        return ""
    if written := WRITTEN.fullmatch(text):
        year, month, day = written.groups()
    elif spoken := SPOKEN.fullmatch(text):
        day, month, year = spoken.groups()
    else:
        raise ValueError(f"not a date: {text}")
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"not a date: {text}") from None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def order(text: str) -> tuple[int, ...]:
    """Sorts what `normal` gives, oldest first.

    A month counts as its beginning, so "2026-07-15" is newer than "2026-07"; no date is the oldest.
    """
    return tuple(int(part) for part in text.split("-")) if text else ()
