"""What is done to colleagues' accounts, at the desk and at the command line.

The caller has waited for its turn (`changes.one_writer`) and asked whether it is allowed.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import access_throttle, sessions
from bot.console import people_wording as wording
from bot.console.editors import Editor, Grant
from bot.console.inviting import invite
from bot.console.noting_acts import note
from bot.console.rights import SECOND_FACTOR, Role
from knowledge.agencies import Agency
from knowledge.refusals import RefusedError

NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
LONGEST_FULL_NAME = 100


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it, when; `key` opens what is kept of wrong sign-ins."""

    by: str
    now: datetime
    key: bytes


def fault(name: str, full_name: str) -> str:
    """Why nobody can be called so, as a sentence; empty: it can be."""
    if not NAME.fullmatch(name):
        return wording.BAD_NAME
    return "" if 0 < len(full_name) <= LONGEST_FULL_NAME else wording.NO_FULL_NAME


async def add(session: AsyncSession, name: str, full_name: str, act: Act) -> Editor:
    """Somebody new, without a role yet. Raises RefusedError for a name that is bad or taken."""
    wrong = fault(name, full_name)
    if wrong:
        raise RefusedError(wrong)
    if await session.scalar(select(Editor.id).where(Editor.name == name)) is not None:
        raise RefusedError(wording.NAME_TAKEN.format(name=name))
    editor = Editor(name=name, full_name=full_name, created_at=act.now)
    session.add(editor)
    await session.flush()
    return editor


async def open_invitation(session: AsyncSession, editor: Editor, act: Act, *, first: bool = False) -> str:
    """The path of a one-time link by which they choose a password; an older link is worth nothing then."""
    until = editor.invited_until
    path = invite(editor, act.now)
    await session.run_sync(access_throttle.forgive, access_throttle.name_key(act.key, editor.name))
    what = wording.DID_ADD if first else wording.DID_INVITE
    told = what.format(name=_who(editor))
    after = {"full_name": editor.full_name, "invited_until": _stamp(editor.invited_until)}
    before = None if first else after | {"invited_until": _stamp(until)}
    await note(session, editor, told, by=act.by, now=act.now, before=before, after=after)
    return path


async def grant(session: AsyncSession, editor: Editor, agency: Agency, role: Role, act: Act) -> bool:
    """Give a role; False where they have it."""
    before = await _roles(session, editor, agency)
    if role in before:
        return False
    session.add(Grant(editor_id=editor.id, agency_id=agency.id, role=role))
    if role in SECOND_FACTOR and not editor.secret:
        await session.run_sync(sessions.end_all, editor.id, act.now)  # they come back with a second factor
    what = wording.DID_GRANT.format(role=wording.ROLES[role], name=_who(editor))
    await _note_roles(session, editor, agency, what, act, before, before | {role})
    return True


async def take(session: AsyncSession, editor: Editor, agency: Agency, role: Role, act: Act) -> bool:
    """Take a role back; False where they don't have it."""
    before = await _roles(session, editor, agency)
    if role not in before:
        return False
    held = Grant.editor_id == editor.id, Grant.agency_id == agency.id, Grant.role == role
    await session.execute(delete(Grant).where(*held))
    what = wording.DID_TAKE.format(role=wording.ROLES[role], name=_who(editor))
    await _note_roles(session, editor, agency, what, act, before, before - {role})
    return True


async def reset_factor(session: AsyncSession, editor: Editor, act: Act) -> None:
    """Their phone is lost: whoever has it is signed out, and the next sign-in sets up another."""
    before, editor.secret = {"second_factor": bool(editor.secret)}, ""
    await session.run_sync(sessions.end_all, editor.id, act.now)
    await _note(session, editor, wording.DID_RESET, act, before, {"second_factor": False})


async def sign_out(session: AsyncSession, editor: Editor, act: Act) -> None:
    await session.run_sync(sessions.end_all, editor.id, act.now)
    await _note(session, editor, wording.DID_SIGN_OUT, act)


async def disable(session: AsyncSession, editor: Editor, act: Act) -> None:
    """Their devices are signed out, too, and an open invitation ends."""
    if editor.disabled_at is None:
        editor.disabled_at, editor.invitation, editor.invited_until = act.now, "", None
        await session.run_sync(sessions.end_all, editor.id, act.now)
        await _note(session, editor, wording.DID_DISABLE, act, {"locked": False}, {"locked": True})


async def enable(session: AsyncSession, editor: Editor, act: Act) -> None:
    if editor.disabled_at is not None:
        editor.disabled_at = None
        await _note(session, editor, wording.DID_ENABLE, act, {"locked": True}, {"locked": False})


async def other_chief(session: AsyncSession, editor: Editor, line: tuple[int, ...]) -> bool:
    """Whether somebody else is chief of an agency or of one above it (`line`), and can sign in."""
    query = (
        select(Grant.id)
        .join(Editor, Editor.id == Grant.editor_id)
        .where(Grant.role == Role.CHIEF, Grant.agency_id.in_(line), Grant.editor_id != editor.id)
        .where(Editor.disabled_at.is_(None), Editor.password != "")
        .limit(1)
    )
    return await session.scalar(query) is not None


async def _roles(session: AsyncSession, editor: Editor, agency: Agency) -> frozenset[Role]:
    """Theirs at this agency itself."""
    query = select(Grant.role).where(Grant.editor_id == editor.id, Grant.agency_id == agency.id)
    return frozenset(await session.scalars(query))


async def _note_roles(
    session: AsyncSession,
    editor: Editor,
    agency: Agency,
    what: str,
    act: Act,
    before: frozenset[Role],
    after: frozenset[Role],
) -> None:
    old, new = ({"roles": [wording.ROLES[role] for role in Role if role in each]} for each in (before, after))
    await note(session, editor, what, by=act.by, now=act.now, agency_id=agency.id, before=old, after=new)


async def _note(
    session: AsyncSession,
    editor: Editor,
    what: str,
    act: Act,
    before: dict[str, bool] | None = None,
    after: dict[str, bool] | None = None,
) -> None:
    told = what.format(name=_who(editor))
    await note(session, editor, told, by=act.by, now=act.now, before=before, after=after)


def _who(editor: Editor) -> str:
    """As colleagues know them, and as they sign in."""
    return wording.WHO.format(full_name=editor.full_name, name=editor.name)


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")
