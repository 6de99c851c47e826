"""Every question is counted once, whatever order questions and marks come in: held against a plain count."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from known import furnish
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from bot.numbers import counting
from bot.numbers.days import HourDay, ProcedureDay, QuestionDay
from bot.numbers.figures import NAMES, STEPS
from connectors.database import Database
from knowledge.agencies import Agency
from knowledge.opening import VIETNAM
from knowledge.questions import Question

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
NUMBERS = count(1)
ASKED = st.builds(
    dict,
    agency_id=st.sampled_from([1, 2]),
    channel=st.sampled_from(["zalo", "webchat"]),
    kind=st.sampled_from(counting.KINDS),
    codes=st.lists(st.sampled_from(["1.001193", "1.000894"]), max_size=2),
    asked_at=st.integers(-4_000, 4_000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    seconds=st.sampled_from([None, 0.0, 1.0, 1.1, 5.0, 29.9, 31.0]),
)
COUNT = ("count", None)
ACTS = st.lists(
    st.one_of(
        ASKED.map(lambda values: ("ask", values)),
        st.integers(0, 3).map(lambda place: ("mark", place)),
        st.integers(0, 3).map(lambda place: ("unmark", place)),
        st.just(COUNT),
    ),
    max_size=25,
)


def plainly(questions: list[Question]) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    """What the tables must say, counted with nothing but a loop."""
    days, hours, codes = Counter[Any](), Counter[Any](), Counter[Any]()
    for each in questions:
        there = each.asked_at.astimezone(VIETNAM)
        key = (there.date(), each.agency_id, each.channel)
        days[*key, each.kind] += 1
        if each.kind == "kept":
            continue
        days[*key, "wrong"] += each.wrong_at is not None and each.kind != "unknown"
        if each.seconds is not None:
            places = zip((1, 2, 5, 10, 30, float("inf")), STEPS, strict=True)
            days[*key, next(name for most, name in places if each.seconds <= most)] += 1
        open_then = there.weekday() < 5 and 7.5 <= there.hour + there.minute / 60 < 17
        days[*key, "inside" if open_then else "outside"] += 1
        hours[there.date(), each.agency_id, there.hour] += 1
        prefix = {"found": "", "written": "answer:"}.get(each.kind)
        if prefix is not None:
            codes.update((there.date(), each.agency_id, f"{prefix}{code}") for code in set(each.codes))
    return +days, hours, codes


def told(session: Session) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    days = Counter[Any]()
    for row in session.scalars(select(QuestionDay)):
        days.update({(row.day, row.agency_id, row.channel, name): getattr(row, name) for name in NAMES})
    hours = Counter(
        {(row.day, row.agency_id, row.hour): row.count for row in session.scalars(select(HourDay))}
    )
    rows = session.scalars(select(ProcedureDay))
    return +days, hours, Counter({(row.day, row.agency_id, row.code): row.count for row in rows})


def act(session: Session, what: str, values: Any) -> None:
    if what == "ask":
        more = {"message_id": f"m:{next(NUMBERS)}", "asked": "hỏi", "facets": [], "confidence": 1.0}
        session.add(Question(**values, **more))
    elif what == "count":
        counting.count_some(session, most=3)
    else:
        ids = session.scalars(select(Question.id).order_by(Question.id)).all()
        chosen = ids[values % len(ids)] if ids else 0
        marked = NOON if what == "mark" else None
        session.execute(update(Question).where(Question.id == chosen).values(wrong_at=marked))


async def begun(database: Database) -> None:
    await furnish(database)
    hours = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ"
    async with database.writing() as session:
        await session.execute(update(Agency).where(Agency.id == 1).values(hours=hours))


async def test_the_figures_are_those_of_a_plain_count_in_whatever_order_things_come(
    database: Database,
) -> None:
    await begun(database)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ACTS)
    @example([("ask", _question(1)), COUNT, ("mark", 0), COUNT, ("unmark", 0), COUNT, ("mark", 0)])
    def holds(acts: list[tuple[str, Any]]) -> None:
        with Session(database.direct.execution_options(writing=True)) as session:
            for what, values in acts:
                act(session, what, values)
                session.flush()
            while counting.count_some(session):
                pass
            session.expire_all()
            assert told(session) == plainly(list(session.scalars(select(Question))))
            session.rollback()

    await asyncio.to_thread(holds)


async def test_many_who_count_at_once_count_nothing_twice(database: Database) -> None:
    await begun(database)
    async with database.writing() as session:
        for number in range(600):
            await session.run_sync(act, "ask", _question(number))
    await asyncio.gather(*(database.at_once(lambda each: counting.count_some(each, 50)) for _ in range(16)))
    await counting.count_due(database)
    async with database.reading() as session:
        figures = await session.run_sync(told)
        everything = list(await session.scalars(select(Question)))
    assert figures == plainly(everything)
    assert sum(figures[1].values()) == 600


def _question(number: int) -> dict[str, Any]:
    at = NOON - timedelta(minutes=number)
    return {
        "agency_id": 1,
        "channel": "zalo",
        "kind": "found",
        "codes": ["1.001193"],
        "asked_at": at,
        "seconds": 1.0,
    }


async def test_questions_that_are_forgotten_stay_in_the_figures(database: Database) -> None:
    await begun(database)
    async with database.writing() as session:
        await session.run_sync(act, "ask", _question(1))
    await counting.count_due(database)
    async with database.writing() as session:
        await session.execute(delete(Question))
        await session.run_sync(act, "ask", _question(2))
    await counting.count_due(database)
    async with database.reading() as session:
        _, hours, _ = await session.run_sync(told)
    assert sum(hours.values()) == 2


async def test_what_is_to_be_counted_is_found_by_its_own_index(database: Database) -> None:
    """A million questions that are counted cost a tick nothing."""
    query = f"SELECT id FROM question WHERE {counting.UNCOUNTED.text} ORDER BY id LIMIT 10"
    async with database.reading() as session:
        if database.is_sqlite:
            plan = (await session.execute(text(f"EXPLAIN QUERY PLAN {query}"))).all()
        else:
            await session.execute(text("SET enable_seqscan = off"))
            plan = (await session.execute(text(f"EXPLAIN {query}"))).all()
    assert "ix_question_uncounted" in str(plan)
