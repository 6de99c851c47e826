"""Decisions about a group of questions: each with its line in the change log and its undo."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import groups_wording as wording
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.undoing import offer
from bot.console.undoing_acts import GROUP, kept
from bot.console.undos import Undo
from bot.console.visit import Visit
from knowledge import drafting
from knowledge.changes import Change, one_writer
from knowledge.drafts import LONGEST_QUESTION, AnswerBody, Body, Draft, DraftKind, PhrasingBody
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question

MOST_WORDINGS = 10


async def owned(session: AsyncSession, visit: Visit, number: int, right: Right) -> QuestionGroup:
    """The group of a number, locked, in a transaction that waited for its turn. Raises as `Visit.own`."""
    await one_writer(session)
    group = await session.get(QuestionGroup, number, with_for_update=True)
    if group is None:
        raise GoneError
    visit.own(group.agency_id, right)
    return group


def still_open(visit: Visit, group: QuestionGroup) -> None:
    """Raises SaidError, naming who was faster, where it was decided already."""
    if group.state is not GroupState.OPEN:
        told = wording.STATES[group.state]
        who = visit.called(group.decided_by) or wording.SOMEBODY
        raise SaidError(wording.DECIDED_ALREADY.format(who=who, told=told))


def known(visit: Visit, group: QuestionGroup, code: str) -> bool:
    """Whether the group's agency gives a procedure of this code."""
    agency = visit.console.agencies.all[group.agency_id]
    return visit.console.library.procedure(agency.code, code) is not None


async def teach(session: AsyncSession, visit: Visit, group: QuestionGroup, code: str) -> tuple[Draft, Undo]:
    """Begin a draft that teaches the group's wordings to a procedure."""
    before, words = kept(group), await _wordings(session, group)
    draft = await _draft(session, visit, group, DraftKind.PHRASING, code, PhrasingBody(added=tuple(words)))
    told = wording.TAUGHT.format(title=group.title)
    return draft, await _decided(session, visit, group, GroupState.DRAFTED, code, told, before, draft)


async def send_elsewhere(
    session: AsyncSession, visit: Visit, group: QuestionGroup, where: str
) -> tuple[Draft, Undo]:
    """It is somebody else's matter: note whose, and begin the answer that tells citizens so."""
    text = wording.ELSEWHERE.format(where=where, agency=visit.console.agencies.name(group.agency_id))
    before, body = kept(group), AnswerBody(text=text, questions=tuple(await _wordings(session, group)))
    draft = await _draft(session, visit, group, DraftKind.ANSWER, "", body)
    told = wording.SENT.format(title=group.title, where=where)
    return draft, await _decided(session, visit, group, GroupState.SENT, where, told, before, draft)


async def ignore(session: AsyncSession, visit: Visit, group: QuestionGroup) -> Undo:
    """Nothing is to be done about it; it is still counted."""
    told = wording.IGNORED.format(title=group.title)
    return await _decided(session, visit, group, GroupState.IGNORED, "", told, kept(group))


async def open_again(session: AsyncSession, visit: Visit, group: QuestionGroup) -> Undo:
    """It waits for a decision again."""
    told = wording.OPENED.format(title=group.title)
    return await _decided(session, visit, group, GroupState.OPEN, "", told, kept(group))


async def _draft(
    session: AsyncSession, visit: Visit, group: QuestionGroup, kind: DraftKind, subject: str, body: Body
) -> Draft:
    draft = await drafting.save(
        session,
        agency=visit.console.agencies.all[group.agency_id],
        kind=kind,
        subject=subject,
        body=body,
        by=visit.who.name,
        now=visit.now,
        group_id=group.id,
    )
    await session.flush()
    await session.refresh(group)
    return draft


async def _wordings(session: AsyncSession, group: QuestionGroup) -> Sequence[str]:
    """The commonest wordings that hold no masked data, at least the title."""
    query = (
        select(Question.asked)
        .where(Question.group_id == group.id)
        .group_by(Question.asked)
        .order_by(func.count().desc(), Question.asked)
        .limit(MOST_WORDINGS * 2)
    )
    asked = [group.title, *await session.scalars(query)]
    whole = [each for each in asked if "[" not in each and len(each) <= LONGEST_QUESTION]
    return list(dict.fromkeys(whole or [group.title[:LONGEST_QUESTION]]))[:MOST_WORDINGS]


async def _decided(
    session: AsyncSession,
    visit: Visit,
    group: QuestionGroup,
    state: GroupState,
    decision: str,
    told: str,
    before: dict[str, Any],
    draft: Draft | None = None,
) -> Undo:
    group.state, group.decision = state, decision
    group.decided_by, group.decided_at = visit.who.name, visit.now
    after = kept(group)
    note(session, visit, group, told, before, after)
    number = None if draft is None else draft.id
    data = {"group": group.id, "before": before, "after": after, "draft": number}
    return await offer(session, visit, GROUP, group.agency_id, told, data)


def note(
    session: AsyncSession,
    visit: Visit,
    group: QuestionGroup,
    what: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    """A line of the change log about a group."""
    session.add(
        Change(
            agency_id=group.agency_id,
            by=visit.who.name,
            what=what,
            at=visit.now,
            subject=f"group:{group.id}",
            before=before,
            after=after,
            learned=False,
        )
    )
