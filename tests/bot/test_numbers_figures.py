"""Each figure that is shown is what its definition says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import BIRTH, MARRIAGE, NOW, furnish
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.console.numbers_telling import figures_of
from bot.console.numbers_wording import (
    ANSWERED,
    ASKED_BACK,
    DEFINITIONS,
    KEPT,
    OUTSIDE,
    QUESTIONS,
    QUICK,
    REFUSED,
    ROUTED,
    UNSERVED,
    WRONG,
)
from bot.numbers import counting, figures
from bot.numbers.figures import Sums, Times
from bot.numbers.open_data import LEAST, merged
from bot.numbers.periods import Period, Quarter, last_days, quarter_of, read_quarter, read_range
from connectors.database import Database
from knowledge.agencies import Agency
from knowledge.opening import VIETNAM
from knowledge.questions import Question

TODAY = NOW.astimezone(VIETNAM).date()
MONDAY = NOW - timedelta(days=6)
"""Nine o'clock in Vietnam, a working day."""


def question(number: int, kind: str, **more: object) -> Question:
    values: dict[str, object] = {"agency_id": 2, "channel": "zalo", "asked_at": MONDAY, "codes": []}
    return Question(
        message_id=f"m:{number}", asked="hỏi", kind=kind, facets=[], confidence=1.0, **(values | more)
    )


@pytest.fixture
async def shown(database: Database) -> dict[str, str]:
    """Ten questions and two words to an officer, as the page tells them."""
    await furnish(database)
    async with database.writing() as session:
        hours = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ"
        await session.execute(update(Agency).where(Agency.id == 1).values(hours=hours))
        session.add_all(
            [
                *(question(number, "found", codes=[BIRTH], seconds=5.0) for number in range(4)),
                question(4, "found", codes=[BIRTH], wrong_at=NOW, seconds=5.1),
                question(5, "written", codes=["gio"], asked_at=MONDAY + timedelta(hours=9)),
                question(6, "unsure", codes=[BIRTH, MARRIAGE], wrong_at=NOW),
                question(7, "unknown", wrong_at=NOW),
                question(8, "unknown"),
                question(9, "routed"),
                question(10, "kept"),
                question(11, "kept", wrong_at=NOW, seconds=60.0),
                question(12, "found", codes=[MARRIAGE], asked_at=NOW - timedelta(days=7)),
                question(13, "found", codes=[MARRIAGE], agency_id=1),
            ]
        )
    await counting.count_due(database)

    def read(session: Session) -> dict[str, str]:
        sums = figures.total(figures.by_agency(session, [2, 3], last_days(7, TODAY)))
        return {figure.name: figure.value for figure in figures_of(sums, Sums())}

    return await database.at_once(read, writing=False)


EXPECTED = {
    QUESTIONS: "10",
    ANSWERED: "60%",
    ASKED_BACK: "10%",
    REFUSED: "20%",
    ROUTED: "10%",
    WRONG: "20%",
    UNSERVED: "40%",
    OUTSIDE: "10%",
    QUICK: "80%",
    KEPT: "2",
}


async def test_every_figure_is_what_its_definition_says(shown: dict[str, str]) -> None:
    assert shown == EXPECTED
    assert set(shown) == set(DEFINITIONS)


async def test_what_was_asked_is_told_by_day_hour_and_procedure(database: Database, shown: object) -> None:
    def read(session: Session) -> tuple[object, ...]:
        period = last_days(7, TODAY)
        days = figures.by_day(session, [2], period)
        told = figures.procedures(session, [1, 2], period, period.before())
        return (
            [sums.questions for sums in days.values()],
            figures.by_hour(session, [2], period),
            [(each.code, each.count, each.before) for each in told],
        )

    days, hours, told = await database.at_once(read, writing=False)
    assert days == [10, 0, 0, 0, 0, 0, 0]
    assert hours == [*[0] * 9, 9, *[0] * 8, 1, *[0] * 5]
    assert told == [(BIRTH, 5, 0), (MARRIAGE, 1, 1), ("answer:gio", 1, 0)]


@pytest.mark.parametrize(
    ("count", "before", "rises"),
    [(9, 0, False), (10, 0, True), (10, 6, False), (30, 10, True), (1_000, 800, False), (1_300, 800, True)],
)
def test_small_numbers_do_not_shout(count: int, before: int, rises: bool) -> None:
    assert Times("x", count, before).rises is rises


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 40), max_size=8))
def test_open_data_hold_no_small_count_and_none_that_can_be_reckoned(counts: dict[str, int]) -> None:
    told, whole = merged(counts), sum(counts.values())
    assert all(count >= LEAST for count in told.values())
    assert sum(told.values()) == (whole if whole >= LEAST else 0)


def test_quarters_follow_one_another_and_hold_every_day_once() -> None:
    quarter, days = Quarter(2023, 1), []
    for _ in range(12):
        days += quarter.period.each()
        assert quarter.after().before() == quarter
        assert read_quarter(str(quarter)) == quarter
        quarter = quarter.after()
    assert days == Period(date(2023, 1, 1), date(2025, 12, 31)).each()
    assert quarter_of(date(2026, 11, 22)) == Quarter(2026, 4)


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "2026-0", "1999-1", "2026-4x", "２０２６-4"])
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert read_quarter(text) is None


@given(st.one_of(st.dates().map(str), st.text()), st.one_of(st.dates().map(str), st.text()))
def test_days_of_ones_own_are_a_period_that_is_not_too_long(first: str, last: str) -> None:
    period = read_range(first, last, TODAY)
    if period is not None:
        assert period.first <= period.last <= TODAY
        assert period.days <= 400
