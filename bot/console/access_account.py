"""One's own account: devices, password, second factor, and signing out."""

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import access_factor, access_passwords, access_throttle, sessions
from bot.console import access_wording as wording
from bot.console.access_entering import needs_factor
from bot.console.access_steps import waiting
from bot.console.editors import Editor, EditorSession
from bot.console.noting_acts import note
from bot.console.refusing import GoneError, SaidError
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge.changes import one_writer

HERE = "/console/account"
MOST_DEVICES = 50


def routes() -> list[Route]:
    return [
        get("/account", page, None),
        post("/sign-out", sign_out, None),
        post("/account/devices", end_device, None),
        post("/account/others", end_others, None),
        post("/account/password", change_password, None),
        get("/account/factor", factor_page, None),
        post("/account/factor", set_factor, None),
        post("/account/factor/drop", drop_factor, None),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    return await _page(visit)


async def _page(visit: Visit, *, status: int = 200, fault: str = "", factor_fault: str = "") -> web.Response:
    async with visit.console.database.reading() as session:
        editor = await session.get_one(Editor, visit.who.id)
        devices = await _devices(session, visit)
        needed = await needs_factor(session, editor.id)
    return visit.page(
        "access/account.html",
        wording,
        status=status,
        editor=editor,
        devices=devices,
        needed=needed,
        fault=fault,
        factor_fault=factor_fault,
    )


async def _devices(session: AsyncSession, visit: Visit) -> list[EditorSession]:
    """Those that are signed in, used last first."""
    idle, whole = visit.console.lasting
    query = (
        select(EditorSession)
        .where(EditorSession.editor_id == visit.who.id, EditorSession.ended_at.is_(None))
        .where(EditorSession.seen_at > visit.now - idle, EditorSession.began_at > visit.now - whole)
        .order_by(EditorSession.seen_at.desc())
        .limit(MOST_DEVICES)
    )
    return list(await session.scalars(query))


async def sign_out(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.writing() as session:
        editor = await _self(session, visit)
        await session.run_sync(sessions.end, visit.device, visit.now)
        await note(session, editor, wording.DID_SIGN_OUT, by=editor.name, now=visit.now)
    response = visit.to("/console/sign-in")
    response.del_cookie(sessions.COOKIE, path="/console")
    return response


async def end_device(visit: Visit) -> web.StreamResponse:
    """Of one's own devices only."""
    async with visit.console.database.writing() as session:
        editor = await _self(session, visit)
        device = await session.get(EditorSession, visit.form.text("device")[:64])
        if device is None or device.editor_id != editor.id:
            raise GoneError
        if device.ended_at is None:
            device.ended_at = visit.now
            what = wording.DID_SIGN_OUT_DEVICE.format(agent=device.agent)
            await note(session, editor, what, by=editor.name, now=visit.now)
    return visit.to(HERE, wording.DEVICE_OUT)


async def end_others(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.writing() as session:
        editor = await _self(session, visit)
        await session.run_sync(sessions.end_others, editor.id, visit.device, visit.now)
        await note(session, editor, wording.DID_SIGN_OUT_OTHERS, by=editor.name, now=visit.now)
    return visit.to(HERE, wording.OTHERS_OUT)


async def change_password(visit: Visit) -> web.StreamResponse:
    """The other devices are signed out: whoever knew the old password is gone."""
    new, again = visit.form.text("password-new"), visit.form.text("password-again")
    fault = access_passwords.fault(new, again, names=f"{visit.who.name} {visit.who.full_name}")
    fault = fault or await _wrong_password(visit)
    if fault:
        return await _page(visit, status=422, fault=fault)
    hashed = await visit.console.passwords.hashed(new)
    async with visit.console.database.writing() as session:
        editor = await _self(session, visit)
        editor.password = hashed
        await session.run_sync(sessions.end_others, editor.id, visit.device, visit.now)
        await note(session, editor, wording.DID_CHANGE, by=editor.name, now=visit.now)
    return visit.to(HERE, wording.CHANGED)


async def _wrong_password(visit: Visit) -> str:
    """Why the password in use was not taken; empty: it was. Wrong ones cost pauses, as in signing in."""
    console = visit.console
    counted = access_throttle.keys(console.key, visit.who.name, console.client(visit.request))
    wait = await console.database.at_once(lambda sync: access_throttle.take(sync, counted, visit.now))
    if wait:
        return waiting(int(wait.total_seconds()) + 1)
    async with console.database.reading() as session:
        editor = await session.get_one(Editor, visit.who.id)
    if not await console.passwords.fits(editor.password, visit.form.text("password")):
        return wording.OLD_WRONG
    await console.database.at_once(lambda sync: access_throttle.succeeded(sync, counted, visit.now))
    return ""


async def factor_page(visit: Visit) -> web.StreamResponse:
    return await _factor_page(visit)


async def _factor_page(visit: Visit, *, status: int = 200, fault: str = "") -> web.Response:
    async with visit.console.database.reading() as session:
        editor = await session.get_one(Editor, visit.who.id)
    values = access_factor.offered(visit.console.key, editor, visit.form.text("fresh"))
    return visit.page("access/factor.html", wording, status=status, editor=editor, fault=fault, **values)


async def set_factor(visit: Visit) -> web.StreamResponse:
    """The first, or one on another phone; the password is asked for, too."""
    key = visit.console.key
    secret = access_factor.opened(key, visit.who.id, visit.form.text("fresh"))
    fault = await _wrong_password(visit)
    step = access_factor.step_of(secret, visit.form.text("otp"), visit.now, 0)
    if fault or step is None:
        return await _factor_page(visit, status=422, fault=fault or wording.CODE_WRONG)
    async with visit.console.database.writing() as session:
        editor = await _self(session, visit)
        before, after = {"second_factor": bool(editor.secret)}, {"second_factor": True}
        editor.secret, editor.last_step = access_factor.sealed(key, editor.id, secret), step
        told = wording.DID_ENROL
        await note(session, editor, told, by=editor.name, now=visit.now, before=before, after=after)
    return visit.to(HERE, wording.FACTOR_SET)


async def drop_factor(visit: Visit) -> web.StreamResponse:
    fault = await _wrong_password(visit)
    if fault:
        return await _page(visit, status=422, factor_fault=fault)
    async with visit.console.database.writing() as session:
        editor = await _self(session, visit)
        if await needs_factor(session, editor.id):
            raise SaidError(wording.FACTOR_NEEDED)
        before, editor.secret = {"second_factor": bool(editor.secret)}, ""
        told, after = wording.DID_DROP, {"second_factor": False}
        await note(session, editor, told, by=editor.name, now=visit.now, before=before, after=after)
    return visit.to(HERE, wording.FACTOR_DROPPED)


async def _self(session: AsyncSession, visit: Visit) -> Editor:
    await one_writer(session)
    return await session.get_one(Editor, visit.who.id)
