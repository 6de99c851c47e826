"""Invitations: a one-time link by which a password is chosen, for the new and for who forgot theirs."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.editors import Editor

VALID = timedelta(hours=72)


def invite(editor: Editor, now: datetime) -> str:
    """Open an invitation in place of an older one; returns the path of its link, which is told once."""
    code = secrets.token_urlsafe(24)
    editor.invitation, editor.invited_until = _digest(code), now + VALID
    return f"/console/invited/{code}"


async def invited_by(session: AsyncSession, code: str, now: datetime) -> Editor | None:
    """Whom a code invites; None where it was used, replaced, or is too old."""
    query = select(Editor).where(Editor.invitation == _digest(code), Editor.disabled_at.is_(None))
    return await session.scalar(query.where(Editor.invited_until > now))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
