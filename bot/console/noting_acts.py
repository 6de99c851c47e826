"""What colleagues do with sign-ins and roles, on record: a line of the change log, and never a secret."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.editors import Editor, Grant
from knowledge.changes import Change


async def note(
    session: AsyncSession,
    editor: Editor,
    what: str,
    *,
    by: str,
    now: datetime,
    agency_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """`editor`: to whom it was done; `agency_id`: where, else an agency that they work for.

    The caller has waited for its turn (`changes.one_writer`).
    """
    if agency_id is None:
        agency_id = await session.scalar(
            select(func.min(Grant.agency_id)).where(Grant.editor_id == editor.id)
        )
    session.add(
        Change(
            agency_id=agency_id,
            by=by,
            what=what,
            at=now,
            subject=f"editor:{editor.name}",
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
            learned=False,
        )
    )
