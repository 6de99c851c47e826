"""What comes after the right password: the second factor, or the desk."""

from aiohttp import web

from bot.console import access_factor, access_throttle
from bot.console import access_wording as wording
from bot.console.access_caller import Caller
from bot.console.access_entering import enter, entered, needs_factor, on_the_way
from bot.console.editors import Editor

CODE, ENROL = "/sign-in/code", "/sign-in/factor"
MINUTE = 60


async def taken(caller: Caller, name: str) -> str:
    """Count a try; a sentence where one has to wait first."""
    counted = access_throttle.keys(caller.console.key, name, caller.place)
    wait = await caller.console.database.at_once(
        lambda session: access_throttle.take(session, counted, caller.now)
    )
    return waiting(int(wait.total_seconds()) + 1) if wait else ""


def waiting(seconds: int) -> str:
    """How long to wait, in a sentence."""
    minutes = -(-seconds // MINUTE)
    short = seconds < MINUTE
    told = wording.SECONDS.format(count=seconds) if short else wording.MINUTES.format(count=minutes)
    return wording.WAIT.format(wait=told)


async def go_on(caller: Caller, editor: Editor) -> web.StreamResponse:
    """To the second factor, where there is or must be one; else the device is signed in."""
    async with caller.console.database.writing() as session:
        needed = caller.console.settings.desk_second_factor and await needs_factor(session, editor.id)
        if not editor.secret and not needed:
            found = await session.get_one(Editor, editor.id)
            return entered(caller, await enter(session, caller, found))
    response = code_form(caller, editor) if editor.secret else enrol_form(caller, editor)
    return on_the_way(caller, editor, response)


def code_form(caller: Caller, editor: Editor, fault: str = "", status: int = 200) -> web.Response:
    return caller.page("access/code.html", status=status, login=editor.name, fault=fault)


def enrol_form(caller: Caller, editor: Editor, fault: str = "", status: int = 200) -> web.Response:
    """The secret travels in the form, sealed: nothing is kept before a code of it was typed."""
    values = access_factor.offered(caller.console.key, editor, caller.form.text("fresh"))
    return caller.page("access/enrol.html", status=status, fault=fault, **values)
