"""Groups taken apart and put together by hand, where the sorting erred."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import groups_wording as wording
from bot.console.groups_deciding import note
from bot.console.refusing import SaidError
from bot.console.rights import Right
from bot.console.visit import Visit
from knowledge.drafts import Draft
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question


async def split(
    session: AsyncSession, visit: Visit, group: QuestionGroup, asked: Sequence[str]
) -> QuestionGroup:
    """Questions of these wordings become a group of their own. Raises SaidError: none of them, or all."""
    of_them = (Question.group_id == group.id, Question.asked.in_(asked))
    count, first_at, last_at = await _extent(session, *of_them)
    whole, _, _ = await _extent(session, Question.group_id == group.id)
    if not 0 < count < whole:
        raise SaidError(wording.SPLIT_NONE)
    other = QuestionGroup(
        agency_id=group.agency_id,
        title=asked[0],
        keys=[],
        candidates=list(group.candidates),
        count=count,
        first_at=first_at,
        last_at=last_at,
    )
    session.add(other)
    await session.flush()
    await session.execute(update(Question).where(*of_them).values(group_id=other.id))
    await _measured(session, group)
    what = wording.SPLIT.format(title=group.title)
    after = {"count": group.count, "wordings": list(asked), "group": other.id}
    note(session, visit, group, what, {"count": whole}, after)
    return other


async def merge(session: AsyncSession, visit: Visit, group: QuestionGroup, number: int | None) -> None:
    """Questions of group `number` move into this one. Raises SaidError: it is none of the same agency."""
    other = None if number is None else await session.get(QuestionGroup, number, with_for_update=True)
    same = other is not None and other.agency_id == group.agency_id and other.state is GroupState.OPEN
    if other is None or not same or other.id == group.id:
        raise SaidError(wording.MERGE_NONE)
    visit.own(other.agency_id, Right.EDIT)
    for table in (Question, Draft):
        moved = update(table).where(table.group_id == other.id)
        await session.execute(moved.values(group_id=group.id))
    what = wording.MERGED.format(title=group.title, other=other.title)
    before = {"count": group.count, "group": other.id, "title": other.title}
    note(session, visit, group, what, before, {"count": group.count + other.count, "group": group.id})
    group.candidates = group.candidates or other.candidates
    group.count += other.count
    group.first_at, group.last_at = min(group.first_at, other.first_at), max(group.last_at, other.last_at)
    await session.delete(other)
    await session.flush()


async def _measured(session: AsyncSession, group: QuestionGroup) -> None:
    """Count, times and title as its questions are."""
    group.count, group.first_at, group.last_at = await _extent(session, Question.group_id == group.id)
    titled = select(Question.asked).where(Question.group_id == group.id)
    if await session.scalar(titled.where(Question.asked == group.title).limit(1)) is None:
        commonest = titled.group_by(Question.asked).order_by(func.count().desc(), Question.asked).limit(1)
        group.title = (await session.scalar(commonest)) or group.title


async def _extent(session: AsyncSession, *which: ColumnElement[bool]) -> tuple[int, datetime, datetime]:
    """How many questions, from when to when."""
    counted = select(func.count(), func.min(Question.asked_at), func.max(Question.asked_at)).where(*which)
    count, first_at, last_at = (await session.execute(counted)).one()
    return count, first_at, last_at
