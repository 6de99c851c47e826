"""The page behind an invitation: a password is chosen, then one goes on as after signing in."""

from aiohttp import web

from bot.console import access_passwords, access_throttle, sessions
from bot.console import access_wording as wording
from bot.console.access_caller import Caller
from bot.console.access_entering import needs_factor
from bot.console.access_steps import go_on
from bot.console.editors import Editor
from bot.console.inviting import invited_by
from bot.console.noting_acts import note
from knowledge.changes import one_writer


async def invited_page(caller: Caller) -> web.StreamResponse:
    editor, phone = await _found(caller)
    return _over(caller) if editor is None else _page(caller, editor, phone=phone)


async def invited(caller: Caller) -> web.StreamResponse:
    """A fault leaves the invitation open."""
    editor, phone = await _found(caller)
    if editor is None:
        return _over(caller)
    password, again = caller.form.text("password"), caller.form.text("password-again")
    fault = access_passwords.fault(password, again, names=f"{editor.name} {editor.full_name}")
    if fault or not caller.ours():
        return _page(caller, editor, fault or wording.NO_COOKIE, phone=phone, status=422)
    return await _choose(caller, await caller.console.passwords.hashed(password))


async def _choose(caller: Caller, hashed: str) -> web.StreamResponse:
    tries, now = caller.console.key, caller.now
    async with caller.console.database.writing() as session:
        await one_writer(session)
        editor = await invited_by(session, _code(caller), now)
        if editor is None:
            return _over(caller)
        editor.password, editor.invitation, editor.invited_until = hashed, "", None
        key = access_throttle.name_key(tries, editor.name)
        await session.run_sync(sessions.end_all, editor.id, now)
        await session.run_sync(access_throttle.forgive, key)
        await note(session, editor, wording.DID_CHOOSE, by=editor.name, now=now)
    return await go_on(caller, editor)


async def _found(caller: Caller) -> tuple[Editor | None, bool]:
    """Who is invited, and whether they will have to set up a phone."""
    async with caller.console.database.reading() as session:
        editor = await invited_by(session, _code(caller), caller.now)
        if editor is None or editor.secret or not caller.console.settings.desk_second_factor:
            return editor, False
        return editor, await needs_factor(session, editor.id)


def _code(caller: Caller) -> str:
    return caller.request.match_info["code"]


def _page(caller: Caller, editor: Editor, fault: str = "", *, phone: bool, status: int = 200) -> web.Response:
    shown = {"name": editor.full_name, "login": editor.name, "needed": phone}
    return caller.page("access/invited.html", status=status, fault=fault, **shown)


def _over(caller: Caller) -> web.Response:
    return caller.page("access/over.html", status=404)
