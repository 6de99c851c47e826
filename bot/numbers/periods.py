"""Runs of Vietnam's days that figures are told for. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 400
"""Days of a run; more is cut at its beginning."""
MONTHS = 3
_QUARTER = re.compile(r"(20\d\d)-([1-4])")


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """As many days, right before."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def each(self) -> list[date]:
        return [self.first + timedelta(days=ahead) for ahead in range(self.days)]


@dataclass(frozen=True, slots=True)
class Quarter:
    year: int
    number: int

    @property
    def period(self) -> Period:
        first = date(self.year, MONTHS * (self.number - 1) + 1, 1)
        return Period(first, self.after().first() - timedelta(days=1))

    def first(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    def after(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def before(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def read_quarter(text: str) -> Quarter | None:
    """`2026-4`; None for anything else."""
    found = _QUARTER.fullmatch(text.strip())
    return Quarter(int(found[1]), int(found[2])) if found else None


def last_days(count: int, today: date) -> Period:
    """Today is the last of them."""
    return Period(today - timedelta(days=count - 1), today)


def read_range(first: str, last: str, today: date) -> Period | None:
    """Two days as a date field gives them, in whichever order; none of them after today. None: no days."""
    try:
        ends = sorted((date.fromisoformat(first), date.fromisoformat(last)))
    except ValueError:
        return None
    last_day = min(ends[1], today)
    first_day = max(min(ends[0], last_day), last_day - timedelta(days=LONGEST - 1))
    return Period(first_day, last_day) if first_day.year > 2000 else None  # noqa: PLR2004 (before all figures)
