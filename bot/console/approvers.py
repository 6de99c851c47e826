"""Who may approve a draft in which others have written."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.editors import Editor, Grant
from bot.console.rights import ALLOWED, Right
from bot.console.visit import Visit
from knowledge.drafts import Draft

SHOWN = 8
_ROLES = tuple(role for role, rights in ALLOWED.items() if Right.EDIT in rights)


async def names_of_approvers(session: AsyncSession, visit: Visit, draft: Draft) -> list[str]:
    """Full names of colleagues who may, but for its writers and the visitor; at most `SHOWN`."""
    line = visit.console.agencies.line(draft.agency_id)
    query = (
        select(Editor.full_name)
        .join(Grant, Grant.editor_id == Editor.id)
        .where(Grant.agency_id.in_(line), Grant.role.in_(_ROLES))
        .where(Editor.name.not_in({*draft.writers, visit.who.name}), Editor.disabled_at.is_(None))
        .distinct()
        .order_by(Editor.full_name)
        .limit(SHOWN)
    )
    return list(await session.scalars(query))
