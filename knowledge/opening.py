"""When an agency is open, read from the words in which it states its hours. Pure.

`weekly` reads what it surely understands and nothing else: half understood, one would say wrong things.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from knowledge.opening_words import Closed, Days, Part, Session, Times, Token, tokens

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""No summer time since 1975."""
HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
"""Month and day. Those by the moon, and days given in exchange, are announced each year: unknown here."""
NOON = 12 * 60
DAY = 24 * 60
AHEAD = 15
"""Days looked ahead for the next opening."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open on one weekday (0: Monday) from minute `start` of the day to minute `end`."""

    day: int
    start: int
    end: int


@dataclass(slots=True)
class _Group:
    """Days that share their times. `session`: only that part of the times of the days before."""

    days: frozenset[int]
    times: list[tuple[int, int]]
    session: Session | None = None


def weekly(text: str) -> tuple[Span, ...] | None:
    """The spans of a week that "Thứ Hai – Thứ Sáu, 7 giờ 30 – 17 giờ" and its like state; None if unsure."""
    read = tokens(text)
    if read is None:
        return None
    groups = _grouped(read)
    if groups is None:
        return None
    shut = frozenset().union(*(token.days for token in _closed(read)))
    spans = [
        Span(day, start, end) for group in groups for day in group.days - shut for start, end in group.times
    ]
    return _merged(spans) or None


def open_at(spans: Sequence[Span], now: datetime) -> bool:
    """Whether the agency is open at `now`, as far as weekly hours and fixed holidays tell."""
    return closing(spans, now) is not None


def closing(spans: Sequence[Span], now: datetime) -> datetime | None:
    """When the span that holds at `now` ends, in Vietnam's time; None when it is closed."""
    local = now.astimezone(VIETNAM)
    ends = (end for start, end in _of(spans, local.date()) if start <= local < end)
    return next(ends, None)


def next_opening(spans: Sequence[Span], now: datetime) -> datetime | None:
    """When the next span begins after `now`, in Vietnam's time; None when there is none within two weeks."""
    local = now.astimezone(VIETNAM)
    days = (local.date() + timedelta(days=ahead) for ahead in range(AHEAD))
    starts = (start for day in days for start, _ in _of(spans, day) if start > local)
    return next(starts, None)


def _of(spans: Iterable[Span], day: date) -> Iterator[tuple[datetime, datetime]]:
    """The spans of a date, the earliest first."""
    if (day.month, day.day) in HOLIDAYS:
        return
    midnight = datetime.combine(day, time(), VIETNAM)
    for span in sorted(spans):
        if span.day == day.weekday():
            yield midnight + timedelta(minutes=span.start), midnight + timedelta(minutes=span.end)


def _closed(read: Sequence[Token]) -> Iterator[Days]:
    """The days that are said to be closed: those after "trừ" and "nghỉ", or before "nghỉ"."""
    for number, token in enumerate(read):
        if isinstance(token, Closed) and (named := _named_by(read, number)) is not None:
            days = read[named]
            assert isinstance(days, Days)
            yield days


def _named_by(read: Sequence[Token], number: int) -> int | None:
    closed = read[number]
    assert isinstance(closed, Closed)
    if not closed.forward and number > 0 and isinstance(read[number - 1], Days):
        return number - 1
    return number + 1 if number + 1 < len(read) and isinstance(read[number + 1], Days) else None


def _grouped(read: Sequence[Token]) -> list[_Group] | None:
    """Days with their times, whichever of the two stand first; None where some have no counterpart."""
    closing = [number for number, token in enumerate(read) if isinstance(token, Closed)]
    named = [_named_by(read, number) for number in closing]
    if any(each is None for each in named):
        return None
    left_out = {*closing, *named}
    rest = [token for number, token in enumerate(read) if number not in left_out]
    stated = [token for token in rest if isinstance(token, Days | Times)]
    if not stated:
        return None
    if isinstance(stated[0], Times):
        return _times_first(stated)
    return _days_first(rest)


def _times_first(stated: Sequence[Days | Times]) -> list[_Group] | None:
    groups: list[_Group] = []
    waiting: list[tuple[int, int]] = []
    before: Token | None = None
    for token in stated:
        if isinstance(token, Times):
            waiting.append((token.start, token.end))
        elif isinstance(before, Days):
            groups[-1].days |= token.days
        else:
            groups.append(_Group(token.days, waiting))
            waiting = []
        before = token
    return None if waiting else groups


def _days_first(rest: Sequence[Token]) -> list[_Group] | None:
    groups: list[_Group] = []
    session: Session | None = None
    before: Token | None = None
    for token in rest:
        match token:
            case Part():
                session = token.session
            case Times():
                groups[-1].times.append((token.start, token.end))
                session = None
            case Days() if isinstance(before, Days) and session is None:
                groups[-1].days |= token.days
            case Days():
                groups.append(_Group(token.days, [], session))
                session = None
        if isinstance(token, Part) and isinstance(before, Days):
            groups[-1].session = token.session
        before = token
    return _filled(groups)


def _filled(groups: Sequence[_Group]) -> list[_Group] | None:
    """Days of which only a part of the day is named take that part of the times stated before."""
    told: list[tuple[int, int]] = []
    for group in groups:
        if group.times:
            told = told or group.times
        elif group.session is None:
            return None
        else:
            group.times = [span for span in told if _in(group.session, span)]
            if not group.times:
                return None
    return list(groups)


def _in(session: Session, span: tuple[int, int]) -> bool:
    """A day without a break has no half that could be told from it."""
    start, end = span
    return end <= NOON + 60 if session is Session.MORNING else start >= NOON - 60


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if merged and merged[-1].day == span.day and span.start <= merged[-1].end:
            merged[-1] = Span(span.day, merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
