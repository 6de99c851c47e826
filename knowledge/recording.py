"""Acts on drafts and switches, on record: what each is about is looked up, so that the line says its name."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import recorded
from knowledge import recorded_wording as wording
from knowledge.agencies import Agency
from knowledge.answers import Answer
from knowledge.blocks import Block, BlockKind
from knowledge.changes import Change
from knowledge.drafts import Draft, DraftKind
from knowledge.facets import Facet
from knowledge.subjects import code_of, line_ids, procedure_names


async def record(
    session: AsyncSession,
    draft: Draft,
    what: str,
    by: str,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    learned: bool = False,
) -> None:
    """Note an act on a draft; `what` has a place for its subject."""
    session.add(
        Change(
            agency_id=draft.agency_id,
            by=by,
            what=what.format(subject=await of_draft(session, draft)),
            at=now,
            subject=f"draft:{draft.id}",
            before=before,
            after=after,
            learned=learned,
        )
    )


async def record_block(
    session: AsyncSession, row: Block, what: str, by: str, now: datetime, **values: dict[str, str]
) -> None:
    """Note an act on a switch; `what` has a place for its subject."""
    told = what.format(subject=await of_block(session, row))
    session.add(
        Change(agency_id=row.agency_id, by=by, what=told, at=now, subject=f"block:{row.id}", **values)
    )


async def of_draft(session: AsyncSession, draft: Draft) -> str:
    """What a draft is about, in words."""
    if draft.kind is DraftKind.ANSWER:
        name = next(iter(draft.body.get("questions") or ()), draft.subject)
        return wording.ANSWER.format(name=recorded.quoted(name))
    code = code_of(draft.kind, draft.subject)
    name = await _procedure(session, await session.get_one(Agency, draft.agency_id), code)
    if draft.kind is DraftKind.PHRASING:
        return wording.PHRASING.format(name=name)
    facet = Facet(draft.subject.rpartition(":")[2])
    return wording.OVERRIDE.format(facet=wording.FACETS[facet], name=name)


async def of_block(session: AsyncSession, row: Block) -> str:
    """What a switch switches off, in words."""
    agency = await session.get_one(Agency, row.agency_id)
    name = row.subject
    match row.kind:
        case BlockKind.ANSWER:
            name = await _answer(session, agency, row.subject)
        case BlockKind.PROCEDURE:
            name = await _procedure(session, agency, row.subject)
        case BlockKind.FIELD:
            name = recorded.quoted(row.subject)
        case BlockKind.CHANNEL:
            name = wording.CHANNELS.get(row.subject, row.subject)
    return wording.BLOCKABLE[row.kind].format(name=name, agency=agency.name)


async def _procedure(session: AsyncSession, agency: Agency, code: str) -> str:
    name, _ = await procedure_names(session, agency, code)
    return recorded.with_code(name, code)


async def _answer(session: AsyncSession, agency: Agency, code: str) -> str:
    """By its first question, as the agency has it or inherits it."""
    ids = await line_ids(session, agency)
    query = select(Answer.agency_id, Answer.questions).where(Answer.code == code, Answer.agency_id.in_(ids))
    rows = sorted(await session.execute(query), key=lambda row: ids.index(row.agency_id))
    return recorded.quoted(next((row.questions[0] for row in rows if row.questions), code))
