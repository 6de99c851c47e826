"""Figures of a period, read from what is counted by day: a few queries, however many questions there were.

Functions take a synchronous session that reads, and the ids of the agencies that are meant.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.numbers.days import BroadcastReach, FollowerDay, HourDay, ProcedureDay, QuestionDay
from bot.numbers.periods import Period
from broadcasts.broadcast import Broadcast, BroadcastItem
from knowledge.articles import Article

STEPS = ("within_1", "within_2", "within_5", "within_10", "within_30", "longer")
MOST_BROADCASTS = 20
RISING_LEAST = 10
"""Times asked, below which nothing is said to rise."""
RISING_TIMES = 1.5
RISING_CHANCE = 2.5
"""Standard deviations: fewer may be chance."""


@dataclass(slots=True)
class Sums:
    """Sums of `QuestionDay`."""

    found: int = 0
    written: int = 0
    unsure: int = 0
    unknown: int = 0
    routed: int = 0
    kept: int = 0
    wrong: int = 0
    inside: int = 0
    outside: int = 0
    within_1: int = 0
    within_2: int = 0
    within_5: int = 0
    within_10: int = 0
    within_30: int = 0
    longer: int = 0

    @property
    def questions(self) -> int:
        """What the assistant was asked; not what was said while a human held the talk."""
        return self.answered + self.unsure + self.unknown + self.routed

    @property
    def answered(self) -> int:
        return self.found + self.written

    @property
    def unserved(self) -> int:
        """Without a good answer: refused, or marked as wrong."""
        return self.unknown + self.wrong

    def of_questions(self, count: int) -> float | None:
        """The share; None where nothing was asked."""
        return count / self.questions if self.questions else None

    @property
    def out_of_hours(self) -> float | None:
        """Of those asked of agencies whose hours are known."""
        known = self.inside + self.outside
        return self.outside / known if known else None

    def within(self) -> list[float] | None:
        """The shares answered within 1, 2, 5, 10 and 30 seconds; None where no time is known."""
        steps: list[int] = [getattr(self, name) for name in STEPS]
        known = sum(steps)
        return [sum(steps[: upto + 1]) / known for upto in range(len(steps) - 1)] if known else None

    def add(self, other: "Sums") -> None:
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


NAMES = tuple(each.name for each in fields(Sums))


@dataclass(frozen=True, slots=True)
class Times:
    """How often a procedure was the answer, in the period and in the one before."""

    code: str
    count: int
    before: int

    @property
    def rises(self) -> bool:
        """Asked clearly more often than before: of small numbers nothing is said."""
        more, both = self.count - self.before, self.count + self.before
        return (
            self.count >= RISING_LEAST
            and self.count >= RISING_TIMES * self.before
            and more >= RISING_CHANCE * both**0.5
        )


@dataclass(frozen=True, slots=True)
class Reached:
    broadcast_id: int
    title: str
    day: date
    audience: int
    reached: int
    posts: int


def by_agency(session: Session, agencies: Sequence[int], period: Period) -> dict[tuple[int, str], Sums]:
    """By agency and channel."""
    query = select(QuestionDay.agency_id, QuestionDay.channel, *_summed()).where(
        *_within(QuestionDay, agencies, period)
    )
    rows = session.execute(query.group_by(QuestionDay.agency_id, QuestionDay.channel))
    return {(row[0], row[1]): Sums(*row[2:]) for row in rows}


def by_day(session: Session, agencies: Sequence[int], period: Period) -> dict[date, Sums]:
    """Each day of the period, also those on which nothing was asked."""
    query = select(QuestionDay.day, *_summed()).where(*_within(QuestionDay, agencies, period))
    found = {row[0]: Sums(*row[1:]) for row in session.execute(query.group_by(QuestionDay.day))}
    return {day: found.get(day, Sums()) for day in period.each()}


def by_hour(session: Session, agencies: Sequence[int], period: Period) -> list[int]:
    """24 counts."""
    query = select(HourDay.hour, func.sum(HourDay.count)).where(*_within(HourDay, agencies, period))
    found = {hour: int(count) for hour, count in session.execute(query.group_by(HourDay.hour))}
    return [found.get(hour, 0) for hour in range(24)]


def procedures(session: Session, agencies: Sequence[int], period: Period, before: Period) -> list[Times]:
    """All that were an answer in the period, the most frequent first."""
    now = func.sum(case((ProcedureDay.day >= period.first, ProcedureDay.count), else_=0))
    whole = Period(before.first, period.last)
    query = select(ProcedureDay.code, now, func.sum(ProcedureDay.count)).where(
        *_within(ProcedureDay, agencies, whole)
    )
    rows = session.execute(query.group_by(ProcedureDay.code).having(now > 0))
    found = [Times(code, int(count), int(both) - int(count)) for code, count, both in rows]
    return sorted(found, key=lambda each: (-each.count, each.code))


def followers(session: Session, agencies: Sequence[int], upto: date) -> list[FollowerDay]:
    """As they were counted last up to that day."""
    newest = select(func.max(FollowerDay.day)).where(FollowerDay.day <= upto).scalar_subquery()
    query = select(FollowerDay).where(FollowerDay.day == newest, FollowerDay.agency_id.in_(agencies))
    return list(session.scalars(query))


def broadcasts(session: Session, agencies: Sequence[int], period: Period) -> list[Reached]:
    """The newest that began in the period."""
    heading = (
        select(Article.title)
        .join(BroadcastItem, BroadcastItem.article_id == Article.id)
        .where(BroadcastItem.broadcast_id == Broadcast.id)
        .order_by(BroadcastItem.position)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(BroadcastReach, func.coalesce(func.nullif(Broadcast.title, ""), heading, ""))
        .join(Broadcast, Broadcast.id == BroadcastReach.broadcast_id)
        .where(*_within(BroadcastReach, agencies, period))
        .order_by(BroadcastReach.day.desc(), BroadcastReach.broadcast_id.desc())
        .limit(MOST_BROADCASTS)
    )
    return [
        Reached(row.broadcast_id, title, row.day, row.audience, row.reached, row.posts)
        for row, title in session.execute(query)
    ]


def reach(session: Session, agencies: Sequence[int], period: Period) -> tuple[int, int, int]:
    """How many broadcasts began, how many messages of them arrived, how many publications were made."""
    query = select(func.count(), func.sum(BroadcastReach.reached), func.sum(BroadcastReach.posts)).where(
        *_within(BroadcastReach, agencies, period)
    )
    count, reached, posts = session.execute(query).one()
    return count, int(reached or 0), int(posts or 0)


def grouped(sums: Mapping[tuple[int, str], Sums], place: int) -> dict[Any, Sums]:
    """Added up by the agency (0) or the channel (1)."""
    found: dict[Any, Sums] = defaultdict(Sums)
    for key, each in sums.items():
        found[key[place]].add(each)
    return found


def total(sums: Mapping[Any, Sums]) -> Sums:
    whole = Sums()
    for each in sums.values():
        whole.add(each)
    return whole


def _summed() -> list[ColumnElement[int]]:
    columns: list[InstrumentedAttribute[int]] = [getattr(QuestionDay, name) for name in NAMES]
    return [func.sum(column) for column in columns]


def _within(table: Any, agencies: Sequence[int], period: Period) -> tuple[ColumnElement[bool], ...]:
    return table.day.between(period.first, period.last), table.agency_id.in_(agencies)
