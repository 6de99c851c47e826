"""Signed-in devices: opened, found by their cookie, ended. A synchronous session, as in claims.py."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.console.editors import Editor, EditorSession, Grant
from bot.console.rights import Role

COOKIE = "congdan"
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A device, who it is, and the roles that were granted, by agency."""

    digest: str
    editor: Editor
    agency_id: int | None
    grants: Mapping[int, frozenset[Role]]
    stale: bool
    """Nobody noted for a while that the device is used."""


def open_session(session: Session, editor_id: int, *, agent: str, now: datetime) -> str:
    """Sign a device in; returns what its cookie holds."""
    cookie = secrets.token_urlsafe(32)
    row = EditorSession(digest=digest(cookie), editor_id=editor_id, agent=agent, began_at=now, seen_at=now)
    session.add(row)
    return cookie


def find(session: Session, cookie: str, now: datetime, idle: timedelta, whole: timedelta) -> SignedIn | None:
    """The device of a cookie; None where it is signed out, too old, or its owner was disabled.

    `idle`: without an act for so long a device is signed out; `whole`: whatever is done, one signs in anew
    after this. What was noted ahead of now was noted by a clock that went wrong, and holds nothing up.
    """
    query = (
        select(EditorSession, Editor, Grant)
        .join(Editor, Editor.id == EditorSession.editor_id)
        .outerjoin(Grant, Grant.editor_id == Editor.id)
        .where(EditorSession.digest == digest(cookie), EditorSession.ended_at.is_(None))
        .where(EditorSession.seen_at > now - idle, EditorSession.began_at > now - whole)
        .where(Editor.disabled_at.is_(None))
    )
    rows = session.execute(query).all()
    if not rows:
        return None
    grants: dict[int, set[Role]] = {}
    for _, _, grant in rows:
        if grant is not None:
            grants.setdefault(grant.agency_id, set()).add(grant.role)
    device, editor, _ = rows[0]
    return SignedIn(
        device.digest,
        editor,
        device.agency_id,
        {key: frozenset(roles) for key, roles in grants.items()},
        device.seen_at < now - NOTED_EVERY,
    )


def note_use(session: Session, digest: str, now: datetime) -> None:
    session.execute(update(EditorSession).where(EditorSession.digest == digest).values(seen_at=now))


def end(session: Session, digest: str, now: datetime) -> None:
    """Sign a device out; its cookie is worth nothing from then on."""
    device = update(EditorSession).where(EditorSession.digest == digest, EditorSession.ended_at.is_(None))
    session.execute(device.values(ended_at=now))


def end_all(session: Session, editor_id: int, now: datetime) -> None:
    """Sign every device of somebody out."""
    devices = update(EditorSession).where(
        EditorSession.editor_id == editor_id, EditorSession.ended_at.is_(None)
    )
    session.execute(devices.values(ended_at=now))


def end_others(session: Session, editor_id: int, but: str, now: datetime) -> None:
    """Sign every device of somebody out but one."""
    devices = update(EditorSession).where(
        EditorSession.editor_id == editor_id, EditorSession.ended_at.is_(None), EditorSession.digest != but
    )
    session.execute(devices.values(ended_at=now))


def work_for(session: Session, digest: str, agency_id: int) -> None:
    """From now on a device works for this agency."""
    session.execute(update(EditorSession).where(EditorSession.digest == digest).values(agency_id=agency_id))


def digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def csrf_token(key: bytes, digest: str) -> str:
    """What every form of a device carries: another site can't know it."""
    return hmac.new(key, f"console form {digest}".encode(), hashlib.sha256).hexdigest()[:40]
