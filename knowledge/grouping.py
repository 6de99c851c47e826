"""Questions without a good answer, put together by meaning.

A group is of the agency that was asked. Every question of kind unknown or unsure is looked at once, in the
order of their numbers; it joins the nearest group, whatever was decided about that, or opens one.
"""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Update, case, distinct, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.database import Database
from knowledge.grouping_circles import Circle, of_group, placed
from knowledge.groups import GroupState, QuestionGroup
from knowledge.library import Library
from knowledge.questions import Question

MOST = 200
"""Questions looked at in one transaction."""
GROUPS = 2_000
"""So many groups of an agency, those asked last, may still be joined."""
LOOKED_AT = 200
"""So many of the last questions of a group tell how it is put."""
LEARNS = timedelta(seconds=10)
"""So long after a decision a question may still have met a process that did not know of it."""
ONE_GROUPER = 4_202_606
"""Key of PostgreSQL's advisory lock that puts groupings in order."""
SETTLED = frozenset({GroupState.ANSWERED, GroupState.SENT})
"""What should have been answered since."""

_WAITING = text("question.grouped_at IS NULL AND question.kind IN ('unknown', 'unsure')")
"""Word for word as in the index, so that it serves."""


async def group_new(database: Database, library: Library, now: datetime, *, most: int = MOST) -> int:
    """Look at the oldest questions that were not looked at, at most `most`; returns how many.

    Safe in two processes at once: each question is counted once, and whoever comes second looks at none. A
    group that was answered or sent is opened again by a question that still found nothing; one that is
    ignored only counts it.
    """
    async with database.reading() as session:
        waiting = await _waiting(session, most)
        if not waiting:
            return 0
        groups = await _groups(session, sorted({each.agency_id for each in waiting}))
    circles = await asyncio.to_thread(placed, library, waiting, groups)
    numbers = [each.id for each in waiting]
    async with database.writing() as session:
        await _one_at_a_time(session)
        if [each.id for each in await _waiting(session, len(waiting), locked=True)] != numbers:
            return 0
        rows = await _rows(session, circles)
        if rows is None:
            return 0
        await session.execute(_of(numbers).values(grouped_at=now))
        for circle, row in zip(circles, rows, strict=True):
            await _keep(session, circle, row)
    return len(waiting)


async def askers(session: AsyncSession, groups: Collection[int], since: datetime) -> dict[int, int]:
    """How many people (talks, by day) asked each of `groups` since then; a group nobody asked is left out."""
    who = case((Question.talk == "", Question.message_id), else_=Question.talk)
    query = (
        select(Question.group_id, func.count(distinct(who)))
        .where(Question.group_id.in_(groups), Question.asked_at >= since)
        .group_by(Question.group_id)
    )
    return {group: count for group, count in await session.execute(query) if group is not None}


async def wordings(session: AsyncSession, group: int, *, most: int = 3) -> list[str]:
    """Different ways in which a group was asked lately, the most frequent first."""
    query = select(Question.asked).where(Question.group_id == group)
    query = query.order_by(Question.asked_at.desc(), Question.id.desc()).limit(LOOKED_AT)
    ways: dict[str, list[str]] = {}
    for asked in await session.scalars(query):
        ways.setdefault(" ".join(asked.casefold().split()), []).append(asked)
    often = sorted(ways.values(), key=len, reverse=True)
    return [each[0] for each in often[:most]]


async def regathered(session: AsyncSession, library: Library, groups: Iterable[int]) -> None:
    """After questions were moved by hand: what these groups are about, from their last questions.

    One that has no question any more is deleted. The caller holds the transaction.
    """
    for number in groups:
        row = await session.get(QuestionGroup, number, populate_existing=True)
        count = await session.scalar(select(func.count()).where(Question.group_id == number)) or 0
        if row is None or not count:
            await session.delete(row) if row else None
            continue
        query = select(Question).where(Question.group_id == number).order_by(Question.asked_at.desc())
        last = (await session.scalars(query.limit(LOOKED_AT))).all()
        circle = Circle(row.agency_id, first_at=row.first_at, last_at=row.last_at)
        for question in reversed(last):
            circle.take(library, question)
        circle.count = count
        _write(circle, row)


async def _waiting(session: AsyncSession, most: int, *, locked: bool = False) -> Sequence[Question]:
    """The oldest; `locked`, without those that an editor has just put into a group."""
    query = select(Question).where(_WAITING).order_by(Question.id).limit(most)
    return (await session.scalars(query.with_for_update() if locked else query)).all()


async def _groups(session: AsyncSession, agencies: Sequence[int]) -> list[Circle]:
    groups: list[QuestionGroup] = []
    for agency in agencies:
        query = select(QuestionGroup).where(QuestionGroup.agency_id == agency)
        order = (QuestionGroup.last_at.desc(), QuestionGroup.id.desc())
        groups.extend(await session.scalars(query.order_by(*order).limit(GROUPS)))
    return [of_group(group) for group in sorted(groups, key=lambda group: group.id)]


async def _one_at_a_time(session: AsyncSession) -> None:
    """On SQLite there is one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_GROUPER})


async def _rows(session: AsyncSession, circles: Sequence[Circle]) -> list[QuestionGroup | None] | None:
    """The rows of what was joined, locked; None when somebody changed one of them meanwhile."""
    numbers = [circle.id for circle in circles if circle.id is not None]
    query = select(QuestionGroup).where(QuestionGroup.id.in_(numbers)).order_by(QuestionGroup.id)
    found = {row.id: row for row in await session.scalars(query.with_for_update())}
    for circle in circles:
        row = None if circle.id is None else found.get(circle.id)
        if circle.id is not None and (row is None or row.count != circle.counted or row.keys != circle.keys):
            return None
    return [None if circle.id is None else found[circle.id] for circle in circles]


async def _keep(session: AsyncSession, circle: Circle, row: QuestionGroup | None) -> None:
    if row is None:
        row = QuestionGroup(agency_id=circle.agency_id, state=GroupState.OPEN)
        session.add(row)
    _write(circle, row)
    await session.flush()
    if _opens_again(circle, row):
        row.state = GroupState.OPEN
    await session.execute(_of([each.id for each in circle.joined]).values(group_id=row.id))


def _write(circle: Circle, row: QuestionGroup) -> None:
    row.title, row.count = circle.title, circle.count
    row.keys, row.candidates = circle.shown_keys, circle.shown_candidates
    row.first_at, row.last_at = circle.first_at, circle.last_at


def _opens_again(circle: Circle, row: QuestionGroup) -> bool:
    if row.state not in SETTLED or row.decided_at is None:
        return False
    since = row.decided_at + LEARNS
    return any(question.asked_at > since for question in circle.joined)


def _of(numbers: Sequence[int]) -> Update:
    statement = update(Question).where(Question.id.in_(numbers))
    return statement.execution_options(synchronize_session=False)
