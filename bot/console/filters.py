"""How values are written on pages: times, dates, numbers, in Vietnamese."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bot.console import wording
from knowledge.opening import VIETNAM

LONGEST = 400
LEAST_SHARE = 0.005


def moment(value: datetime | None) -> str:
    """7 giờ 30, 22/11/2026; 7 giờ, 22/11/2026."""
    if value is None:
        return ""
    there = value.astimezone(VIETNAM)
    words = wording.CLOCK if there.minute else wording.HOUR
    clock = words.format(hour=there.hour, minute=f"{there.minute:02}")
    return f"{clock}, {there:%d/%m/%Y}"


def day(value: date | datetime | None) -> str:
    """22/11/2026."""
    if value is None:
        return ""
    there = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    return f"{there:%d/%m/%Y}"


def number(value: float) -> str:
    """1.204; 0,5."""
    whole = float(value).is_integer()
    text = f"{value:,.0f}" if whole else f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,"))


def share(value: float | None) -> str:
    """87%; some is never told as 0%, nor almost all as 100%; a dash where there is nothing to share."""
    if value is None:
        return "–"
    if 0 < value <= LEAST_SHARE:
        return wording.LESS_THAN_ONE
    return wording.ALMOST_ALL if 1 - LEAST_SHARE <= value < 1 else f"{value * 100:.0f}%"


def stamp(value: datetime) -> str:
    """For `datetime` attributes of HTML."""
    return value.isoformat(timespec="seconds")


def packed(sentence: str) -> str:
    """A sentence as a cookie can carry it."""
    return urlsafe_b64encode(sentence[:LONGEST].encode()).decode()


def unpacked(cookie: str) -> str:
    """The same back; empty for anything else."""
    try:
        return urlsafe_b64decode(cookie).decode()[:LONGEST]
    except ValueError:
        return ""


ALL: Mapping[str, Callable[..., Any]] = {
    "moment": moment,
    "day": day,
    "number": number,
    "share": share,
    "stamp": stamp,
}
