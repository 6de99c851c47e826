"""An answer marked as wrong becomes a group to be mended, with an undo."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import questions_wording as wording
from bot.console.cards_answers import FRESH
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.undoing import offer
from bot.console.undoing_acts import MARK
from bot.console.undos import Undo
from bot.console.visit import Visit
from knowledge.changes import Change, one_writer
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question


async def mark(session: AsyncSession, visit: Visit, number: int, why: str) -> Undo:
    """Note that its answer is wrong, and why; it joins the open group of the same words, or opens one.

    Raises GoneError; SaidError where somebody else marked it.
    """
    await one_writer(session)
    question = await session.get(Question, number, with_for_update=True)
    if question is None:
        raise GoneError
    visit.own(question.agency_id, Right.DRAFT)
    if question.wrong_by:
        raise SaidError(wording.MARKED_ALREADY.format(who=question.wrong_by))
    question.wrong_by, question.wrong_at, question.wrong_why = visit.who.name, visit.now, why
    joined = None if question.group_id else await _join(session, visit, question)
    what = wording.MARKED.format(why=wording.REASONS[why])
    session.add(
        Change(
            agency_id=question.agency_id,
            by=visit.who.name,
            what=what,
            at=visit.now,
            subject=f"question:{question.id}",
            before={"wrong": False},
            after={"wrong": True, "why": why},
            learned=False,
        )
    )
    data = {"question": question.id, "group": None if joined is None else joined.id}
    return await offer(session, visit, MARK, question.agency_id, what, data)


async def _join(session: AsyncSession, visit: Visit, question: Question) -> QuestionGroup:
    same = (
        select(QuestionGroup)
        .where(QuestionGroup.agency_id == question.agency_id, QuestionGroup.state == GroupState.OPEN)
        .where(QuestionGroup.title == question.asked, QuestionGroup.last_at > visit.now - FRESH)
        .order_by(QuestionGroup.id)
        .limit(1)
        .with_for_update()
    )
    group = await session.scalar(same)
    if group is None:
        group = QuestionGroup(
            agency_id=question.agency_id,
            title=question.asked,
            keys=[],
            candidates=_candidates(visit, question),
            count=0,
            first_at=question.asked_at,
            last_at=question.asked_at,
        )
        session.add(group)
        await session.flush()
    group.count += 1
    group.last_at = max(group.last_at, visit.now)
    question.group_id, question.grouped_at = group.id, question.grouped_at or visit.now
    return group


def _candidates(visit: Visit, question: Question) -> list[list[object]]:
    """What was nearest, but for what was answered and is wrong."""
    agency = visit.console.agencies.all[question.agency_id]
    finding = visit.console.library.answer(agency.code, question.asked, None, visit.now)
    near = question.candidates or [[each.code, each.score] for each in finding.ranked[:5]]
    return [list(each) for each in near if each[0] not in question.codes][:5]
