"""Undo: what was decided a moment ago is taken back by whoever decided it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import undoing_wording as wording
from bot.console.refusing import GoneError, SaidError
from bot.console.undos import Undo
from bot.console.visit import Visit
from knowledge.changes import one_writer

OFFERED = timedelta(minutes=10)


Taking = Callable[[AsyncSession, Visit, Undo], Awaitable[None]]
"""Takes one kind of act back, or raises SaidError where something was built on it."""


async def offer(
    session: AsyncSession, visit: Visit, act: str, agency_id: int, told: str, data: Mapping[str, Any]
) -> Undo:
    """Note, in the transaction of the act itself, how it can be taken back. The row has its number."""
    row = Undo(editor_id=visit.who.id, agency_id=agency_id, act=act, told=told, data=dict(data), at=visit.now)
    session.add(row)
    await session.flush()
    return row


async def take_back(session: AsyncSession, visit: Visit, number: int, acts: Mapping[str, Taking]) -> Undo:
    """Take back what the visitor did as number `number`; once more, it does nothing.

    Raises GoneError for what is somebody else's, SaidError when it is too late.
    """
    await one_writer(session)
    chosen = select(Undo).where(Undo.id == number).with_for_update()
    row = await session.scalar(chosen)
    if row is None or row.editor_id != visit.who.id or row.act not in acts:
        raise GoneError
    if row.undone_at is not None:
        return row
    if visit.now - row.at > OFFERED:
        raise SaidError(wording.TOO_LATE)
    await acts[row.act](session, visit, row)
    row.undone_at = visit.now
    return row
