"""Switches: what must not be said for now is blocked at once, and let go again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.messenger.names import CHANNEL as MESSENGER
from connectors.webchat.door import CHANNEL as WEBCHAT
from connectors.zalo.names import CHANNEL as ZALO
from knowledge import drafting_wording as wording
from knowledge import recorded_wording
from knowledge.agencies import Agency
from knowledge.answers import Answer
from knowledge.blocks import Block, BlockKind
from knowledge.changes import one_writer
from knowledge.procedures import Procedure
from knowledge.recording import record_block
from knowledge.refusals import RefusedError
from knowledge.subjects import known_procedure, line_ids

CHANNELS = (ZALO, MESSENGER, WEBCHAT)
LONGEST_REASON = 2_000
SHOWN = 200
"""Blocks that are told at once."""


async def block(
    session: AsyncSession, agency: Agency, kind: BlockKind, subject: str, reason: str, by: str, now: datetime
) -> Block:
    """Say none of it from now on, at the agency and below; one that holds already is returned as it is.

    `subject`: the answer's or the procedure's code, the field as published, the channel's name; empty for an
    agency and for all. Raises RefusedError: no reason, no such subject, *all* below the top.
    """
    await one_writer(session)
    subject, reason = subject.strip(), reason.strip()
    if not reason:
        raise RefusedError(wording.REASON_NEEDED)
    if len(reason) > LONGEST_REASON:
        raise RefusedError(wording.REASON_TOO_LONG.format(most=LONGEST_REASON))
    subject = await _checked(session, agency, kind, subject)
    query = select(Block).where(
        Block.agency_id == agency.id, Block.kind == kind, Block.subject == subject, Block.ended_at.is_(None)
    )
    if (held := await session.scalar(query)) is not None:
        return held
    row = Block(agency_id=agency.id, kind=kind, subject=subject, reason=reason, by=by, at=now)
    session.add(row)
    await session.flush()
    what = recorded_wording.BLOCKED.replace("{reason}", reason.replace("{", "{{").replace("}", "}}"))
    told = {"kind": kind.value, "subject": subject, "reason": reason}
    await record_block(session, row, what, by, now, after=told)
    return row


async def unblock(session: AsyncSession, block_id: int, *, by: str, now: datetime) -> Block:
    """It may be said again. Raises RefusedError: no such block, or ended already."""
    await one_writer(session)
    query = select(Block).where(Block.id == block_id).with_for_update()
    row = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise RefusedError(wording.NO_BLOCK)
    if row.ended_at is not None:
        raise RefusedError(wording.NOT_BLOCKED)
    row.ended_at, row.ended_by = now, by
    before = {"kind": row.kind.value, "subject": row.subject, "reason": row.reason}
    await record_block(session, row, recorded_wording.UNBLOCKED, by, now, before=before)
    return row


async def active(session: AsyncSession, agency_ids: Collection[int]) -> Sequence[Block]:
    """What is blocked at these agencies, the newest first, at most `SHOWN`. Those above are named by you."""
    query = select(Block).where(Block.ended_at.is_(None), Block.agency_id.in_(agency_ids))
    return (await session.scalars(query.order_by(Block.id.desc()).limit(SHOWN))).all()


async def _checked(session: AsyncSession, agency: Agency, kind: BlockKind, subject: str) -> str:
    """The subject as it is kept. Raises RefusedError for one that isn't there."""
    match kind:
        case BlockKind.ANSWER:
            await _known_answer(session, agency, subject)
        case BlockKind.PROCEDURE:
            await known_procedure(session, agency, subject)
        case BlockKind.FIELD:
            return await _known_field(session, agency, subject)
        case BlockKind.CHANNEL if subject not in CHANNELS:
            raise RefusedError(wording.NO_CHANNEL.format(code=subject))
        case BlockKind.ALL if agency.parent_id is not None:
            raise RefusedError(wording.ONLY_AT_THE_TOP)
        case BlockKind.AGENCY | BlockKind.ALL:
            return ""
    return subject


async def _known_answer(session: AsyncSession, agency: Agency, code: str) -> None:
    ids = await line_ids(session, agency)
    query = select(Answer.id).where(Answer.code == code, Answer.agency_id.in_(ids)).limit(1)
    if await session.scalar(query) is None:
        raise RefusedError(wording.NO_ANSWER.format(code=code))


async def _known_field(session: AsyncSession, agency: Agency, field: str) -> str:
    ids = await line_ids(session, agency)
    query = select(Procedure.field).where(Procedure.agency_id.in_(ids), Procedure.field != "").distinct()
    published = {name.casefold(): name for name in await session.scalars(query)}
    if field.casefold() not in published:
        raise RefusedError(wording.NO_FIELD.format(code=field))
    return published[field.casefold()]
