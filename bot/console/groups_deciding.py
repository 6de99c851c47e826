"""Decisions about a group of questions: each with its line in the change log and its undo."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import groups_together as together
from bot.console import groups_wording as wording
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.undoing import offer
from bot.console.undoing_acts import GROUP, kept
from bot.console.undos import Undo
from bot.console.visit import Visit
from knowledge import drafting, grouping_drafts
from knowledge.changes import Change, one_writer
from knowledge.drafts import LONGEST_QUESTION, AnswerBody, Body, Draft, DraftKind, PhrasingBody
from knowledge.grouping_alike import alike
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question

MOST_WORDINGS = 10


async def owned(session: AsyncSession, visit: Visit, number: int, right: Right) -> QuestionGroup:
    """The group of a number, locked, in a transaction that waited for its turn. Raises as `Visit.own`."""
    (group,) = await _held(session, visit, [number], right)
    return group


async def chosen(session: AsyncSession, visit: Visit, number: int, right: Right) -> list[QuestionGroup]:
    """The same with the groups of other agencies that the form names beside it, the one of the number first.

    Raises SaidError when one of those is not there any more.
    """
    also = [each for each in together.numbers_of(visit.form.text("also")) if each != number]
    return await _held(session, visit, [number, *also], right)


async def _held(
    session: AsyncSession, visit: Visit, numbers: Sequence[int], right: Right
) -> list[QuestionGroup]:
    await one_writer(session)
    query = select(QuestionGroup).where(QuestionGroup.id.in_(numbers)).order_by(QuestionGroup.id)
    held = query.with_for_update().execution_options(populate_existing=True)
    rows = {row.id: row for row in await session.scalars(held)}
    if numbers[0] not in rows:
        raise GoneError
    for row in rows.values():
        visit.own(row.agency_id, right)
    if len(rows) < len(numbers):
        raise SaidError(wording.CHANGED_MEANWHILE)
    return [rows[number] for number in numbers]


def still_open(visit: Visit, groups: Sequence[QuestionGroup]) -> None:
    """Raises SaidError, naming who was faster, where one was decided, or doesn't mean the same any more."""
    for group in groups:
        if group.state is not GroupState.OPEN:
            facts = {
                "who": visit.called(group.decided_by) or wording.SOMEBODY,
                "told": wording.STATES[group.state],
            }
            if len(groups) == 1:
                raise SaidError(wording.DECIDED_ALREADY.format(**facts))
            agency = visit.console.agencies.name(group.agency_id)
            raise SaidError(wording.ONE_DECIDED.format(**facts, title=group.title, agency=agency))
    if not alike(groups[0], groups[1:]):
        raise SaidError(wording.CHANGED_MEANWHILE)


def known(visit: Visit, groups: Sequence[QuestionGroup], code: str) -> bool:
    """Whether the agency that decides for these groups gives a procedure of this code."""
    agency = together.agency_for(visit, groups)
    return visit.console.library.procedure(agency.code, code) is not None


async def teach(
    session: AsyncSession, visit: Visit, groups: Sequence[QuestionGroup], code: str
) -> tuple[Draft, Undo]:
    """Begin a draft that teaches the groups' wordings to a procedure."""
    before, words = [kept(group) for group in groups], await _wordings(session, groups)
    body = PhrasingBody(added=tuple(words))
    draft = await _draft(session, visit, groups, DraftKind.PHRASING, code, body)
    return draft, await _decided(
        session, visit, groups, GroupState.DRAFTED, code, wording.TAUGHT, before, draft
    )


async def send_elsewhere(
    session: AsyncSession, visit: Visit, groups: Sequence[QuestionGroup], where: str
) -> tuple[Draft, Undo]:
    """It is somebody else's matter: note whose, and begin the answer that tells citizens so."""
    said = wording.ELSEWHERE if len(groups) == 1 else wording.ELSEWHERE_FOR_ALL
    text = said.format(where=where, agency=together.agency_for(visit, groups).name)
    before = [kept(group) for group in groups]
    body = AnswerBody(text=text, questions=tuple(await _wordings(session, groups)))
    draft = await _draft(session, visit, groups, DraftKind.ANSWER, "", body)
    return draft, await _decided(session, visit, groups, GroupState.SENT, where, wording.SENT, before, draft)


async def ignore(session: AsyncSession, visit: Visit, groups: Sequence[QuestionGroup]) -> Undo:
    """Nothing is to be done about them; they are still counted."""
    before = [kept(group) for group in groups]
    return await _decided(session, visit, groups, GroupState.IGNORED, "", wording.IGNORED, before)


async def open_again(session: AsyncSession, visit: Visit, group: QuestionGroup) -> Undo:
    """It waits for a decision again."""
    before = [kept(group)]
    return await _decided(session, visit, [group], GroupState.OPEN, "", wording.OPENED, before)


async def _draft(
    session: AsyncSession,
    visit: Visit,
    groups: Sequence[QuestionGroup],
    kind: DraftKind,
    subject: str,
    body: Body,
) -> Draft:
    agency = together.agency_for(visit, groups)
    draft = await drafting.save(
        session,
        agency=agency,
        kind=kind,
        subject=subject,
        body=body,
        by=visit.who.name,
        now=visit.now,
        group_id=groups[0].id,
    )
    await grouping_drafts.begun_for(session, agency, draft, [group.id for group in groups[1:]])
    await session.flush()
    return draft


async def _wordings(session: AsyncSession, groups: Sequence[QuestionGroup]) -> Sequence[str]:
    """The commonest wordings that hold no masked data, at least the title."""
    query = (
        select(Question.asked)
        .where(Question.group_id.in_([group.id for group in groups]))
        .group_by(Question.asked)
        .order_by(func.count().desc(), Question.asked)
        .limit(MOST_WORDINGS * 2)
    )
    title = groups[0].title
    asked = [title, *await session.scalars(query)]
    whole = [each for each in asked if "[" not in each and len(each) <= LONGEST_QUESTION]
    return list(dict.fromkeys(whole or [title[:LONGEST_QUESTION]]))[:MOST_WORDINGS]


async def _decided(
    session: AsyncSession,
    visit: Visit,
    groups: Sequence[QuestionGroup],
    state: GroupState,
    decision: str,
    said: str,
    before: Sequence[dict[str, Any]],
    draft: Draft | None = None,
) -> Undo:
    """A line of the log for each group, of its own agency; one undo for all."""
    data = []
    for group, was in zip(groups, before, strict=True):
        group.state, group.decision = state, decision
        group.decided_by, group.decided_at = visit.who.name, visit.now
        after = kept(group)
        note(session, visit, group, said.format(title=group.title, where=decision), was, after)
        data.append({"group": group.id, "before": was, "after": after})
    told = said.format(title=groups[0].title, where=decision)
    if len(groups) > 1:
        told = wording.IN_ALL.format(told=told, places=len(together.places(visit, groups)))
    number = None if draft is None else draft.id
    agency = together.agency_for(visit, groups)
    return await offer(session, visit, GROUP, agency.id, told, {"groups": data, "draft": number})


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
