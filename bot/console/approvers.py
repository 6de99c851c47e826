"""Who may approve what was drafted for an agency."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.editors import Editor, Grant
from bot.console.rights import ALLOWED, Right
from bot.console.visit import Visit

SHOWN = 8
_ROLES = tuple(role for role, rights in ALLOWED.items() if Right.EDIT in rights)


async def names_of_approvers(session: AsyncSession, visit: Visit, agency_id: int, *, but: str) -> list[str]:
    """Full names of colleagues who may, but for whoever signs in as `but`; at most `SHOWN`."""
    line = visit.console.agencies.line(agency_id)
    query = (
        select(Editor.full_name)
        .join(Grant, Grant.editor_id == Editor.id)
        .where(Grant.agency_id.in_(line), Grant.role.in_(_ROLES))
        .where(Editor.name != but, Editor.disabled_at.is_(None))
        .distinct()
        .order_by(Editor.full_name)
        .limit(SHOWN)
    )
    return list(await session.scalars(query))
