"""Days and hours as Vietnamese portals write them. Pure; a time without a zone is Vietnam's."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
OLDEST = date(1990, 1, 1)
AHEAD = timedelta(days=2)
_LONGEST = 400
_NOON = 12
_CENTURY = 100

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[t ]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(z|[+-]\d{2}:?\d{2})?)?(?![\d-])"
)
_COMPACT = re.compile(r"(?<![\d.])((?:19|20)\d{2})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?z?)?(?!\d)")
_MAIL = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*,?\s+)?(\d{1,2})[ -]"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -](\d{2,4})[ ,]+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s*(?:[+-]\d{4}|gmt|utc|ut|z)\b)?(?!\s*[ap]\.?m)"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")
_ENGLISH_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})[a-z]*\.?,?\s+(\d{{4}})\b"
)
_SPOKEN = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:,\s*)?tháng\s*(\d{1,2}|[^\W\d_]+(?:\s(?:một|hai))?)\s*(?:,|/|-)?\s*(?:năm)?\s*(\d{4})(?!\d)"
)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/]|[.-]\d)")
_YEAR_FIRST = re.compile(r"(?<![\d/.])(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?![\d/])")
_CLOCK = re.compile(
    r"(?<![\d/.:,-])(\d{1,2})\s*(?::|h|giờ|g)\s*(\d{2})?(?:\s*(?::|phút|p)\s*(\d{2})?)?(?![\d/])"
    r"\s*(am|pm|sa|ch|a\.m|p\.m|sáng|chiều|tối)?(?![a-z])"
)
_ZONE = re.compile(r"(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)|\b(?:z|utc|gmt)\b")
_AGO = re.compile(r"(\d{1,4})\s*(giây|phút|giờ|tiếng|ngày|tuần)\s*trước")
_UNITS = {"giây": 1, "phút": 60, "giờ": 3_600, "tiếng": 3_600, "ngày": 86_400, "tuần": 604_800}
_NUMBERS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_POSTED = re.compile(
    r"ngày đăng|đăng (?:ngày|lúc)|ngày xuất bản|xuất bản(?: ngày| lúc)?|ngày viết"
    r"|posted(?: on)?|published(?: on)?"
)
_NEAR = 30
"""A time belongs to a day when no more characters stand between."""


def parse(text: str, today: date, now: datetime | None = None) -> datetime | None:
    """The day, and the hour if it is told, in Vietnam's zone; a day alone is its midnight. Never raises.

    Of several the one that is called the day of posting, else the first. None: there is none, it is in no
    calendar, before 1990 or more than two days ahead of `today`. "2 giờ trước" needs `now`.
    """
    text = _lowered(text)
    found = _found(text, today)
    return found[0] if found else _ago(text, today, now)


def within(text: str, today: date) -> tuple[datetime, str] | None:
    """What `parse` finds in a line, and what is left of the line, in lower case, without day and hour."""
    text = _lowered(text)
    found = _found(text, today)
    if found is None:
        return None
    moment, start, end = found
    return moment, _CLOCK.sub(" ", f"{text[:start]} {text[end:]}", count=1)


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text[:_LONGEST]).lower().replace("\xa0", " ")


def _found(text: str, today: date) -> tuple[datetime, int, int] | None:
    posted = _POSTED.search(text)
    possible = [each for each in _moments(text) if _possible(each[0], today)]
    named = [each for each in possible if posted and each[1] >= posted.end()]
    if not possible:
        return None
    moment, start, end = min(named or possible, key=lambda each: each[1])
    return moment.astimezone(VIETNAM), start, end


def _possible(moment: datetime, today: date) -> bool:
    return OLDEST <= moment.date() <= today + AHEAD


def _moments(text: str) -> Iterator[tuple[datetime, int, int]]:
    """Whatever reads as a day, and where it begins and ends."""
    for shape in (_mails, _isos, _spoken, _figures, _years_first, _english, _compact):
        yield from shape(text)


def _mails(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _MAIL.finditer(text):
        try:
            moment = parsedate_to_datetime(match[0])
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
        yield moment, match.start(), match.end()


def _isos(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _ISO.finditer(text):
        year, month, day, hour, minute, second, zone = match.groups()
        if hour is None:
            yield from _dated(text, match, year, month, day)
            continue
        moment = _moment(year, month, day, (hour, minute, second), _offset(zone))
        if moment is not None:
            yield moment, match.start(), match.end()


def _compact(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _COMPACT.finditer(text):
        year, month, day, *clock = match.groups()
        moment = _moment(year, month, day, tuple(clock) if clock[0] else (), VIETNAM)
        if moment is not None:
            yield moment, match.start(), match.end()


def _spoken(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _SPOKEN.finditer(text):
        month = match[2] if match[2].isdecimal() else str(_NUMBERS.get(match[2], 0))
        yield from _dated(text, match, match[3], month, match[1])


def _figures(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _FIGURES.finditer(text):
        day, _, month, year = match.groups()
        if len(year) == len("26"):
            year = f"20{year}" if int(year) < _CENTURY - 30 else f"19{year}"
        american = int(month) > _NOON and re.search(r"\b[ap]m\b", text)
        yield from _dated(text, match, year, day if american else month, month if american else day)


def _years_first(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _YEAR_FIRST.finditer(text):
        yield from _dated(text, match, match[1], match[3], match[4])


def _english(text: str) -> Iterator[tuple[datetime, int, int]]:
    for match in _ENGLISH.finditer(text):
        yield from _dated(text, match, match[3], str(_MONTHS.index(match[1]) + 1), match[2])
    for match in _ENGLISH_DAY_FIRST.finditer(text):
        yield from _dated(text, match, match[3], str(_MONTHS.index(match[2]) + 1), match[1])


def _dated(
    text: str, match: re.Match[str], year: str, month: str, day: str
) -> Iterator[tuple[datetime, int, int]]:
    moment = _moment(year, month, day, *_clock_near(text, match))
    if moment is not None:
        yield moment, match.start(), match.end()


def _clock_near(text: str, day: re.Match[str]) -> tuple[tuple[str | None, ...], ZoneInfo | timezone]:
    """The hour that stands beside a day, behind it or in front, and its zone."""
    behind = _CLOCK.search(text, day.end(), min(len(text), day.end() + _NEAR + 12))
    if (
        behind
        and behind.start() - day.end() <= _NEAR
        and not _FIGURES.search(text[day.end() : behind.start()])
    ):
        zone = _ZONE.match(text[behind.end() :].lstrip(" ,(").removeprefix("giờ").lstrip())
        return _hours(behind), _offset(zone[0]) if zone else VIETNAM
    ahead = [*_CLOCK.finditer(text, max(0, day.start() - _NEAR - 12), day.start())]
    return (_hours(ahead[-1]), VIETNAM) if ahead else ((), VIETNAM)


def _hours(match: re.Match[str]) -> tuple[str | None, ...]:
    hour, minute, second, half = match.groups()
    if half and half[0] in "pct" and int(hour) < _NOON:
        hour = str(int(hour) + _NOON)
    elif half and half[0] in "as" and int(hour) == _NOON:
        hour = "0"
    return hour, minute, second


def _offset(zone: str | None) -> ZoneInfo | timezone:
    """What "+07:00", "GMT+7" or "Z" stand for; Vietnam's where nothing is said."""
    if not zone:
        return VIETNAM
    match = _ZONE.search(zone)
    if not match or not match[1]:
        return UTC
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (
        timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
        if minutes < 15 * 60
        else VIETNAM
    )


def _moment(
    year: str, month: str, day: str, clock: tuple[str | None, ...], zone: ZoneInfo | timezone
) -> datetime | None:
    try:
        hours, minutes, seconds = (*(int(part or 0) for part in clock), 0, 0, 0)[:3]
        hour = time(hours, minutes, seconds)
    except ValueError:
        hour = time()
    try:
        return datetime.combine(date(int(year), int(month), int(day)), hour, zone)
    except ValueError:
        return None


def _ago(text: str, today: date, now: datetime | None) -> datetime | None:
    match = _AGO.search(text)
    if match is None or now is None:
        return None
    moment = now - timedelta(seconds=int(match[1]) * _UNITS[match[2]])
    return moment.astimezone(VIETNAM) if _possible(moment, today) else None
