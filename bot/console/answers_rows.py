"""Rows of the lists of answers and drafts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import answers_naming as naming
from bot.console import answers_wording as wording
from bot.console.filters import day, moment
from bot.console.visit import Visit
from knowledge import reviewing
from knowledge.answers import Answer
from knowledge.blocks import Block, BlockKind
from knowledge.drafts import Draft, DraftState
from knowledge.holdings import Holdings
from knowledge.material import WRITTEN, Entry
from knowledge.opening import VIETNAM

PAGE = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a word and a colour."""

    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    path: str
    marks: tuple[Mark, ...]
    agency: str = ""
    told: str = ""


async def live(session: AsyncSession, visit: Visit, after: int | None) -> tuple[list[Row], Sequence[Answer]]:
    """The answers of the agencies in sight, the newest first, from the one before `after` on."""
    query = select(Answer).where(Answer.agency_id.in_(visit.sight())).order_by(Answer.id.desc())
    if after is not None:
        query = query.where(Answer.id < after)
    found = (await session.scalars(query.limit(PAGE + 1))).all()
    return await of_answers(session, visit, found[:PAGE]), found


async def of_answers(session: AsyncSession, visit: Visit, answers: Collection[Answer]) -> list[Row]:
    blocked = await _blocked(session, answers)
    today = visit.now.astimezone(VIETNAM).date()
    return [
        Row(
            answer.questions[0],
            naming.answer_path(visit, answer.agency_id, answer.code),
            marks(answer, today, blocked=(answer.agency_id, answer.code) in blocked),
            _agency(visit, answer.agency_id),
            wording.UPDATED.format(moment=moment(answer.updated_at)) if answer.updated_at else "",
        )
        for answer in answers
    ]


def marks(answer: Answer, today: date, *, blocked: bool) -> tuple[Mark, ...]:
    """Whether it is given today, and until when."""
    found = []
    if blocked:
        found.append(Mark(wording.BLOCKED, "red"))
    if answer.valid_from and answer.valid_from > today:
        found.append(Mark(wording.NOT_YET.format(day=day(answer.valid_from)), "amber"))
    if answer.valid_until and answer.valid_until < today:
        found.append(Mark(wording.EXPIRED.format(day=day(answer.valid_until)), "red"))
    elif not found:
        found.append(Mark(wording.LIVE, "green"))
    if answer.valid_until and answer.valid_until >= today:
        found.append(Mark(wording.UNTIL.format(day=day(answer.valid_until)), "amber"))
    if answer.review_by and answer.review_by <= today + reviewing.SOON:
        found.append(Mark(wording.REVIEW_DUE.format(day=day(answer.review_by)), "amber"))
    return tuple(found)


async def due(session: AsyncSession, visit: Visit) -> list[Row]:
    today = visit.now.astimezone(VIETNAM).date()
    found = await reviewing.due(session, visit.sight(), today, PAGE)
    return await of_answers(session, visit, [each.answer for each in found])


async def drafts(
    session: AsyncSession, visit: Visit, states: Iterable[DraftState], after: int | None
) -> tuple[list[Row], Sequence[Draft]]:
    query = (
        select(Draft)
        .where(Draft.state.in_(tuple(states)), Draft.agency_id.in_(visit.sight()))
        .order_by(Draft.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(Draft.id < after)
    found = (await session.scalars(query)).all()
    return [of_draft(visit, draft) for draft in found[:PAGE]], found


def of_draft(visit: Visit, draft: Draft) -> Row:
    state = Mark(wording.STATES[draft.state], wording.COLOURS[draft.state])
    return Row(
        naming.of_draft(visit, draft),
        naming.draft_path(draft.id),
        (state, Mark(wording.KINDS[draft.kind])),
        _agency(visit, draft.agency_id),
        wording.WRITTEN_BY.format(who=naming.writers(visit, draft), moment=moment(draft.updated_at)),
    )


async def found(session: AsyncSession, visit: Visit, words: str) -> list[Row]:
    """The answers that words lead to, as the assistant understands them: own, of children, of parents."""
    seen = {*visit.sight(), *visit.console.agencies.line(visit.agency.id)}
    nearest = nearest_entries(visit.console.library.holdings, seen, words, written=True)
    codes = [each.code.removeprefix(WRITTEN) for each in nearest]
    query = select(Answer).where(Answer.agency_id.in_(seen), Answer.code.in_(codes))
    rows = {(row.agency_id, row.code): row for row in await session.scalars(query)}
    keys = [(each.agency_id, each.code.removeprefix(WRITTEN)) for each in nearest]
    return await of_answers(session, visit, [rows[key] for key in keys if key in rows])


def nearest_entries(
    holdings: Holdings, agency_ids: Collection[int], words: str, *, written: bool, most: int = PAGE
) -> list[Entry]:
    """Answers (`written`) or procedures of these agencies that fit the words, the best first."""
    entries, ids = holdings.catalog.entries, set(agency_ids)
    own = [each.agency_id in ids and each.code.startswith(WRITTEN) is written for each in entries]
    mask = np.concatenate((np.array(own, np.bool_), np.zeros(len(holdings.elsewhere), np.bool_)))
    ranking = holdings.matcher.rank(holdings.matcher.understand(words), mask)
    exact = [each for each, fits in zip(entries, own, strict=True) if fits and each.code == words.strip()]
    ranked = [entries[each.number] for each in ranking.candidates if each.number < len(entries)]
    return [*exact, *(each for each in ranked if each not in exact)][:most]


async def _blocked(session: AsyncSession, answers: Collection[Answer]) -> set[tuple[int, str]]:
    codes = {answer.code for answer in answers}
    query = select(Block.agency_id, Block.subject).where(
        Block.ended_at.is_(None), Block.kind == BlockKind.ANSWER, Block.subject.in_(codes)
    )
    return {(row.agency_id, row.subject) for row in await session.execute(query)}


def _agency(visit: Visit, agency_id: int) -> str:
    """Named only where it isn't the one that is worked for."""
    return "" if agency_id == visit.agency.id else visit.console.agencies.name(agency_id)
