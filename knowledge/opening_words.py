"""The words in which opening hours are stated, one after the other: days, times, halves of a day. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from knowledge.vietnamese.folding import fold

LONGEST = 300
EARLIEST_HOUR = 6
"""An hour before it, with no half of the day named, is one of the afternoon."""
NOON_HOUR = 12
LAST_MINUTE = 24 * 60


class Session(Enum):
    MORNING = auto()
    LATER = auto()
    """Afternoon or evening."""


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays, 0 for Monday."""

    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes of the day."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A half of the day, by its name."""

    session: Session


@dataclass(frozen=True, slots=True)
class Closed:
    """That days are closed: those that follow if `forward`, else those before, if they stand right before."""

    forward: bool


Token: TypeAlias = Days | Times | Part | Closed

_WEEK = frozenset(range(7))
_WORKING = frozenset(range(5))
_NUMBERS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "chu nhat": 6, "cn": 6}
_HOUR_FOLLOWS = r"(?!\s*(?:h|g|gio)\b|\s*(?:h|g)\d|:\d|\d)"
_DAY = r"(?:(?:thu|t)\s?\.?\s?(?:hai|ba|tu|nam|sau|bay|[2-7])\b|chu nhat\b|cn\b)"
_AGAIN = rf"(?:{_DAY}|(?:(?:hai|ba|nam|sau|bay|tu(?!\s*\d))\b|[2-7]\b){_HOUR_FOLLOWS})"
_TO = r"\s*(?:-+>?|den(?: het)?|toi)\s*"
_AND = r"\s*(?:,|va|&|\+)\s*"
_DAYS = re.compile(rf"{_DAY}{_HOUR_FOLLOWS}(?:(?:{_TO}|{_AND}){_AGAIN})*")
_ONE_DAY = re.compile(_AGAIN)
_TIME = r"(\d{1,2})(?:\s*(?:gio|h|g|:)\s*(?:(\d{2})(?!\d)(?:\s*(?:phut|p)\b)?)?)?"
_HALF = r"(?:\s*(sang|trua|chieu))?"
_TIMES = re.compile(rf"(?:tu\s+)?(?:luc\s+)?{_TIME}{_HALF}{_TO}(?:luc\s+)?{_TIME}{_HALF}(?![\d/])")
_UNIT = re.compile(r"\d\s*(?:gio|h|g|:)")
_HOLIDAYS = re.compile(
    r"\(?(?:\b(?:tru|nghi|khong lam viec)\s+)?(?:vao\s+)?(?:cac\s+)?(?:ngay\s+)?(?:nghi\s+)?\b(?:le|tet)\b"
    r"(?:\s*(?:,|va|/|-)?\s*(?:ngay\s+)?(?:le|tet)\b)*(?:\s+(?:theo quy dinh|nghi))*\)?"
)
_WORDS: Mapping[str, Token | None] = {
    r"ca tuan|hang ngay|moi ngay|tat ca cac ngay(?: trong tuan)?|cac ngay trong tuan": Days(_WEEK),
    r"(?:cac )?ngay (?:lam viec|thuong|hanh chinh)(?: trong tuan)?": Days(_WORKING),
    r"tru|khong ke|ngoai tru": Closed(forward=True),
    r"nghi|dong cua|khong lam viec": Closed(forward=False),
    r"(?:buoi )?sang": Part(Session.MORNING),
    r"(?:buoi )?(?:chieu|toi)": Part(Session.LATER),
    r"(?:thoi gian|gio|lich) (?:lam viec|mo cua|hanh chinh|tiep (?:cong )?dan|tiep nhan(?: ho so)?)"
    r"|lam viec|mo cua|tiep (?:cong )?dan|tiep nhan(?: ho so)?|hang tuan|trong tuan|moi tuan|tu|va|vao"
    r"|cac ngay|ngay|luc": None,
}
_KNOWN = tuple((re.compile(rf"(?:{pattern})\b"), token) for pattern, token in _WORDS.items())
_BETWEEN = re.compile(r"[\s,;.:()/+&|•*–-]+")


def tokens(text: str) -> list[Token] | None:
    """What `text` states, in order; None when some of it is not understood."""
    if len(text) > LONGEST:
        return None
    plain = fold(unicodedata.normalize("NFC", text)).lower().replace("–", "-").replace("—", "-")
    rest = _HOLIDAYS.sub(" ", plain)
    found: list[Token] = []
    while rest := rest[match.end() :] if (match := _BETWEEN.match(rest)) else rest:
        step = _step(rest, found)
        if step is None:
            return None
        token, length = step
        rest = rest[length:]
        if token is not None:
            found.append(token)
    return found


def _step(rest: str, found: list[Token]) -> tuple[Token | None, int] | None:
    """The next token (None: a word that adds nothing) and its length."""
    if match := _TIMES.match(rest):
        times = _times(match, found)
        return None if times is None else (times, match.end())
    if match := _DAYS.match(rest):
        days = _days(match[0])
        return None if days is None else (days, match.end())
    for pattern, token in _KNOWN:
        if match := pattern.match(rest):
            return token, match.end()
    return None


def _times(match: re.Match[str], found: list[Token]) -> Times | None:
    """None when it is no span of one day, or may be something else than times."""
    if not _UNIT.search(match[0]):
        return None
    half = found[-1].session if found and isinstance(found[-1], Part) else None
    start = _minutes(match[1], match[2], match[3], half)
    end = _minutes(match[4], match[5], match[6] or (match[3] if match[3] != "sang" else None), half)
    if start is None or end is None:
        return None
    return Times(start, end) if start < end <= LAST_MINUTE else None


def _minutes(hour: str, minute: str | None, word: str | None, half: Session | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if hours > 24 or minutes > 59:  # noqa: PLR2004 (a clock's)
        return None
    afternoon = word == "chieu" or (half is Session.LATER and word is None)
    early = hours < EARLIEST_HOUR and word is None and half is None
    if hours < NOON_HOUR and (afternoon or early):
        hours += NOON_HOUR
    return hours * 60 + minutes


def _days(stated: str) -> Days | None:
    """Ranges and single days ("thu 2 - thu 4, thu 6"); None when a range runs backwards."""
    days: set[int] = set()
    place, last = 0, None
    for match in _ONE_DAY.finditer(stated):
        day = _number(match[0])
        between = stated[place : match.start()].strip()
        if last is not None and re.fullmatch(_TO, between):
            if day <= last:
                return None
            days.update(range(last, day))
        days.add(day)
        place, last = match.end(), day
    return Days(frozenset(days))


def _number(word: str) -> int:
    name = re.sub(r"^(?:thu|t)\s?\.?\s?(?=hai|ba|tu|nam|sau|bay|\d)", "", word)
    return int(name) - 2 if name.isdecimal() else _NUMBERS[name]
