"""From the right password to a signed-in device: the second factor between, and what is noted of it."""

import hashlib
import hmac
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import access_throttle, sessions
from bot.console import access_wording as wording
from bot.console.access_caller import Caller, unpacked
from bot.console.access_devices import device
from bot.console.editors import Editor, Grant
from bot.console.noting_acts import note
from bot.console.rights import SECOND_FACTOR
from knowledge.changes import one_writer

HALF = "congdan-half"
"""The cookie of somebody whose password was right and whose second factor is still to come."""
HALF_TIME = timedelta(minutes=10)


def half(key: bytes, editor: Editor, until: datetime) -> str:
    """What the cookie holds: worth nothing once the password or the second factor is another."""
    told = f"{editor.id}.{int(until.timestamp())}"
    signed = f"console half {told} {editor.password} {editor.secret}"
    return f"{told}.{hmac.new(key, signed.encode(), hashlib.sha256).hexdigest()}"


async def halfway(session: AsyncSession, caller: Caller) -> Editor | None:
    """Whose password was right on this browser a moment ago; None: one signs in from the start."""
    cookie = caller.request.cookies.get(HALF, "")
    told = cookie.split(".")
    if len(told) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 12 for part in told[:2]):  # noqa: PLR2004 (id, time and signature)
        return None
    editor = await session.get(Editor, int(told[0])) if int(told[0]) < 2**31 else None
    until = datetime.fromtimestamp(int(told[1]), tz=caller.now.tzinfo)
    in_time = caller.now < until <= caller.now + HALF_TIME
    if editor is None or editor.disabled_at is not None or not in_time:
        return None
    good = half(caller.console.key, editor, until)
    return editor if hmac.compare_digest(cookie.encode(), good.encode()) else None


async def needs_factor(session: AsyncSession, editor_id: int) -> bool:
    """Whether a role of theirs asks for a second factor."""
    query = select(Grant.id).where(Grant.editor_id == editor_id, Grant.role.in_(SECOND_FACTOR)).limit(1)
    return await session.scalar(query) is not None


async def enter(session: AsyncSession, caller: Caller, editor: Editor) -> str:
    """Sign the browser in, in the transaction of the caller; returns what its cookie holds."""
    await one_writer(session)
    agent, now = device(caller.request.headers.get("User-Agent", "")), caller.now
    told = access_throttle.keys(caller.console.key, editor.name, caller.place)
    cookie = await session.run_sync(lambda sync: sessions.open_session(sync, editor.id, agent=agent, now=now))
    await session.run_sync(access_throttle.succeeded, told, now)
    editor.signed_in_at = now
    await note(session, editor, wording.DID_SIGN_IN.format(agent=agent), by=editor.name, now=now)
    return cookie


def entered(caller: Caller, cookie: str) -> web.Response:
    """Where one wanted to go; with a form that was typed before, the offer to send it."""
    kept = unpacked(caller.form.text("kept"))
    if kept is None:
        response = caller.moved(caller.to)
    else:
        csrf = sessions.csrf_token(caller.console.key, sessions.digest(cookie))
        response = caller.page("access/resume.html", fields=kept.fields, path=kept.path, session=csrf)
    hours = caller.console.settings.desk_hours
    caller.set_cookie(response, sessions.COOKIE, cookie, max_age=hours * 3600)
    response.del_cookie(HALF, path="/console")
    return response


def on_the_way(caller: Caller, editor: Editor, response: web.Response) -> web.Response:
    """The same answer, with which the browser may go on to the second factor."""
    cookie = half(caller.console.key, editor, caller.now + HALF_TIME)
    caller.set_cookie(response, HALF, cookie, max_age=int(HALF_TIME.total_seconds()))
    return response
