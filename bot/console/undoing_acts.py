"""What can be taken back, and until when: only while nothing else was built on it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import undoing
from bot.console import undoing_wording as wording
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.undoing import Taking
from bot.console.undos import Undo
from bot.console.visit import Visit
from broadcasts.broadcast import BroadcastItem
from knowledge import drafting, recorded_wording
from knowledge.articles import Article, ArticleState
from knowledge.blocks import Block
from knowledge.changes import Change
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question
from knowledge.recording import record_block
from knowledge.refusals import RefusedError

GROUP, ARTICLE, BLOCK, MARK = "group", "article", "block", "mark"


def kept(group: QuestionGroup) -> dict[str, Any]:
    """What was decided about a group, as an `Undo` and the change log keep it."""
    at = group.decided_at
    return {
        "state": group.state.value,
        "decision": group.decision,
        "decided_by": group.decided_by,
        "decided_at": None if at is None else at.isoformat(),
    }


async def _group(session: AsyncSession, visit: Visit, undo: Undo) -> None:
    """`groups`: each by its number, `before`, `after` (of `kept`); `draft`: the number of what was begun."""
    number = undo.data["draft"]
    done = {each["group"]: each for each in undo.data["groups"]}
    query = select(QuestionGroup).where(QuestionGroup.id.in_(done)).order_by(QuestionGroup.id)
    held = query.with_for_update().execution_options(populate_existing=True)
    groups = (await session.scalars(held)).all()
    if len(groups) < len(done):
        raise GoneError
    for group in groups:
        visit.own(group.agency_id, Right.DRAFT if number else Right.EDIT)
        if kept(group) != done[group.id]["after"]:
            raise SaidError(wording.MOVED_ON.format(who=visit.called(group.decided_by) or wording.SOMEBODY))
    if number:
        await _drop(session, visit, number)
    for group in groups:
        before = done[group.id]["before"]
        group.state, group.decision = GroupState(before["state"]), before["decision"]
        group.decided_by, group.decided_at = before["decided_by"], _moment(before["decided_at"])
        what = wording.GROUP_UNDONE.format(title=group.title)
        _write_down(session, visit, group.agency_id, what, f"group:{group.id}", done[group.id])


async def _drop(session: AsyncSession, visit: Visit, number: int) -> None:
    try:
        await drafting.drop(session, number, by=visit.who.name, now=visit.now, lock=1)
    except RefusedError as error:
        raise SaidError(wording.DRAFT_WENT_ON) from error
    await session.flush()


async def _article(session: AsyncSession, visit: Visit, undo: Undo) -> None:
    """`article`, `before`, `after`: its states."""
    data = undo.data
    article = await session.get(Article, data["article"], with_for_update=True)
    if article is None:
        raise GoneError
    visit.own(article.agency_id, Right.EDIT)
    if article.state != data["after"] or article.decided_by != visit.who.name:
        raise SaidError(wording.MOVED_ON.format(who=visit.called(article.decided_by) or wording.SOMEBODY))
    planned = await session.scalar(select(exists().where(BroadcastItem.article_id == article.id)))
    if article.told_version or planned:
        raise SaidError(wording.IN_A_BROADCAST)
    article.state, article.decided_by, article.decided_at = ArticleState(data["before"]), "", None
    what = wording.ARTICLE_UNDONE.format(title=article.title)
    _write_down(session, visit, article.agency_id, what, f"article:{article.id}", data)


async def _block(session: AsyncSession, visit: Visit, undo: Undo) -> None:
    """`block`: its number."""
    block = await session.get(Block, undo.data["block"], with_for_update=True)
    if block is None:
        raise GoneError
    visit.own(block.agency_id, Right.EDIT)
    if block.ended_at is not None:
        raise SaidError(wording.MOVED_ON.format(who=visit.called(block.ended_by) or wording.SOMEBODY))
    block.ended_by, block.ended_at = visit.who.name, visit.now
    held = {"kind": block.kind.value, "subject": block.subject, "reason": block.reason}
    await record_block(session, block, recorded_wording.BLOCK_UNDONE, visit.who.name, visit.now, before=held)


async def _mark(session: AsyncSession, visit: Visit, undo: Undo) -> None:
    """`question`; `group`: the group that the mark opened, or None."""
    question = await session.get(Question, undo.data["question"], with_for_update=True)
    if question is None:
        raise GoneError
    visit.own(question.agency_id, Right.DRAFT)
    if question.wrong_by != visit.who.name:
        raise SaidError(wording.MOVED_ON.format(who=visit.called(question.wrong_by) or wording.SOMEBODY))
    opened = undo.data["group"]
    group = await session.get(QuestionGroup, opened, with_for_update=True) if opened else None
    if group is not None and question.group_id == group.id:
        if group.state is not GroupState.OPEN:
            raise SaidError(wording.MOVED_ON.format(who=visit.called(group.decided_by) or wording.SOMEBODY))
        await _leave(session, question, group)
    question.wrong_by, question.wrong_at, question.wrong_why = "", None, ""
    states = {"before": {"wrong": True}, "after": {"wrong": False}}
    subject = f"question:{question.id}"
    _write_down(session, visit, question.agency_id, wording.MARK_UNDONE, subject, states)


async def _leave(session: AsyncSession, question: Question, group: QuestionGroup) -> None:
    question.group_id, group.count = None, group.count - 1
    if group.count < 1:
        await session.flush()
        await session.delete(group)


def _write_down(
    session: AsyncSession,
    visit: Visit,
    agency_id: int,
    what: str,
    subject: str,
    data: Mapping[str, Any],
) -> None:
    """What was, and is again, from the act's own note."""
    states = [
        each if each is None or isinstance(each, dict) else {"state": each}
        for each in (data["after"], data["before"])
    ]
    session.add(
        Change(
            agency_id=agency_id,
            by=visit.who.name,
            what=what,
            at=visit.now,
            subject=subject,
            before=states[0],
            after=states[1],
            learned=False,
        )
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


ACTS: Mapping[str, Taking] = MappingProxyType({GROUP: _group, ARTICLE: _article, BLOCK: _block, MARK: _mark})


async def undo(session: AsyncSession, visit: Visit, number: int) -> Undo:
    """Take back whatever kind of act it was. Raises as `undoing.take_back` does."""
    return await undoing.take_back(session, visit, number, ACTS)
