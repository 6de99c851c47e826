"""Signing in: name and password, then six digits where a role asks for them."""

from aiohttp import web
from sqlalchemy import select

from bot.console import access_factor, access_invited, sessions
from bot.console import access_wording as wording
from bot.console.access_caller import Caller, OpenRoute
from bot.console.access_entering import enter, entered, halfway
from bot.console.access_steps import CODE, ENROL, code_form, enrol_form, go_on, taken
from bot.console.editors import Editor
from bot.console.noting_acts import note
from bot.console.rendering import address
from knowledge.changes import one_writer

SIGN_IN, INVITED = "/sign-in", "/invited/{code}"


def open_routes() -> list[OpenRoute]:
    """Every page and act for whoever is not signed in."""
    return [
        OpenRoute("GET", SIGN_IN, sign_in_page),
        OpenRoute("POST", SIGN_IN, sign_in),
        OpenRoute("GET", CODE, code_page),
        OpenRoute("POST", CODE, code),
        OpenRoute("GET", ENROL, enrol_page),
        OpenRoute("POST", ENROL, enrol),
        OpenRoute("GET", INVITED, access_invited.invited_page),
        OpenRoute("POST", INVITED, access_invited.invited),
    ]


async def sign_in_page(caller: Caller) -> web.StreamResponse:
    cookie = caller.request.cookies.get(sessions.COOKIE, "")
    if cookie and await caller.console.signed_in(cookie) is not None:
        return caller.moved(caller.to)
    return caller.page("access/sign_in.html", name="", fault="")


async def sign_in(caller: Caller) -> web.StreamResponse:
    """The same answer, after the same time, whether or not there is such a name."""
    name, password = caller.form.text("name").casefold(), caller.form.text("password")
    if not caller.ours():
        return _again(caller, name, wording.NO_COOKIE)
    wait = await taken(caller, name)
    if wait:
        return _again(caller, name, wait, status=429)
    async with caller.console.database.reading() as session:
        query = select(Editor).where(Editor.name == name, Editor.disabled_at.is_(None))
        editor = await session.scalar(query)
    kept = "" if editor is None else editor.password
    fits = await caller.console.passwords.fits(kept, password)
    if editor is None or not fits:
        return _again(caller, name, wording.WRONG)
    return await go_on(caller, editor)


async def code_page(caller: Caller) -> web.StreamResponse:
    editor = await _halfway(caller)
    return _start(caller) if editor is None or not editor.secret else code_form(caller, editor)


async def code(caller: Caller) -> web.StreamResponse:
    editor = await _halfway(caller)
    if editor is None or not editor.secret or not caller.ours():
        return _again(caller, "", wording.START_AGAIN)
    wait = await taken(caller, editor.name)
    if wait:
        return code_form(caller, editor, wait, status=429)
    secret = access_factor.opened(caller.console.key, editor.id, editor.secret)
    cookie = await _with_code(caller, editor, secret)
    return entered(caller, cookie) if cookie else code_form(caller, editor, wording.CODE_WRONG, status=422)


async def _with_code(caller: Caller, known: Editor, secret: str) -> str:
    """The cookie of the device; empty where the code was wrong, or was used a moment ago."""
    async with caller.console.database.writing() as session:
        await one_writer(session)
        editor = await session.get_one(Editor, known.id)
        step = access_factor.step_of(secret, caller.form.text("otp"), caller.now, editor.last_step)
        if step is None or editor.secret != known.secret:
            return ""
        editor.last_step = step
        return await enter(session, caller, editor)


async def enrol_page(caller: Caller) -> web.StreamResponse:
    editor = await _halfway(caller)
    return _start(caller) if editor is None or editor.secret else enrol_form(caller, editor)


async def enrol(caller: Caller) -> web.StreamResponse:
    """The first code of a new second factor proves that the phone has it."""
    editor = await _halfway(caller)
    if editor is None or editor.secret or not caller.ours():
        return _again(caller, "", wording.START_AGAIN)
    wait = await taken(caller, editor.name)
    if wait:
        return enrol_form(caller, editor, wait, status=429)
    cookie = await _enrolled(caller, editor.id)
    return entered(caller, cookie) if cookie else enrol_form(caller, editor, wording.CODE_WRONG, status=422)


async def _enrolled(caller: Caller, editor_id: int) -> str:
    secret = access_factor.opened(caller.console.key, editor_id, caller.form.text("fresh"))
    step = access_factor.step_of(secret, caller.form.text("otp"), caller.now, 0)
    async with caller.console.database.writing() as session:
        await one_writer(session)
        editor = await session.get_one(Editor, editor_id)
        if step is None or editor.secret:
            return ""
        editor.secret = access_factor.sealed(caller.console.key, editor.id, secret)
        editor.last_step = step
        before, after, told = {"second_factor": False}, {"second_factor": True}, wording.DID_ENROL
        await note(session, editor, told, by=editor.name, now=caller.now, before=before, after=after)
        return await enter(session, caller, editor)


async def _halfway(caller: Caller) -> Editor | None:
    async with caller.console.database.reading() as session:
        return await halfway(session, caller)


def _again(caller: Caller, name: str, fault: str, status: int = 422) -> web.Response:
    return caller.page("access/sign_in.html", status=status, name=name, fault=fault)


def _start(caller: Caller) -> web.Response:
    return caller.moved(address("/console/sign-in", to=caller.to))
