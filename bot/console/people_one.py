"""One colleague: roles, and what helps when a password or a phone is lost."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import people_acts
from bot.console import people_wording as wording
from bot.console.editors import Editor, Grant
from bot.console.people_acts import Act
from bot.console.people_rights import Person, choices, in_sight, may_give, may_touch, wanted
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right, Role
from bot.console.routing import Handler, Route, get, post
from bot.console.visit import Visit
from knowledge.agencies import Agency
from knowledge.changes import one_writer

ONE = "/people/{id:[0-9]{1,9}}"


def routes() -> list[Route]:
    return [
        get(ONE, page, Right.PEOPLE),
        post(f"{ONE}/grant", grant, Right.PEOPLE),
        post(f"{ONE}/take", take, Right.PEOPLE),
        post(f"{ONE}/link", link, Right.PEOPLE),
        post(f"{ONE}/factor", reset_factor, Right.PEOPLE),
        post(f"{ONE}/sign-out", _act(people_acts.sign_out, wording.SIGNED_OUT), Right.PEOPLE),
        post(f"{ONE}/disable", disable, Right.PEOPLE),
        post(f"{ONE}/enable", _act(people_acts.enable, wording.NOW_ENABLED), Right.PEOPLE),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.reading() as session:
        person = await _person(session, visit)
    shown = [
        (each, visit.console.agencies.name(each.agency_id), may_give(visit, each.agency_id, each.role))
        for each in person.grants
    ]
    return visit.page(
        "people/one.html",
        wording,
        person=person,
        grants=shown,
        agencies=choices(visit),
        touch=may_touch(visit, person),
        myself=person.editor.id == visit.who.id,
    )


async def grant(visit: Visit) -> web.StreamResponse:
    """Also for somebody whose other roles are not in the visitor's hands: this one is."""
    agency, role = wanted(visit)
    async with visit.console.database.writing() as session:
        await one_writer(session)
        person = await _person(session, visit)
        await people_acts.grant(session, person.editor, agency, role, _by(visit))
    return _back(visit, _told(wording.GRANTED, agency, role))


async def take(visit: Visit) -> web.StreamResponse:
    """A chief stays chief where nobody else is; what others hold is taken by a chief who stays."""
    agency, role = wanted(visit)
    async with visit.console.database.writing() as session:
        await one_writer(session)
        person = await _person(session, visit)
        if role is Role.CHIEF and person.editor.id == visit.who.id:
            await _other_chief(session, visit, person.editor, agency)
        await people_acts.take(session, person.editor, agency, role, _by(visit))
    return _back(visit, _told(wording.TAKEN, agency, role))


async def link(visit: Visit) -> web.StreamResponse:
    """A new one-time link, shown once."""
    here = f"/console{_path(visit)}"
    async with visit.console.database.writing() as session:
        await one_writer(session)
        editor = _other(visit, await _touched(session, visit))
        sent = await visit.first(session, here)
        if sent:
            return visit.to(sent, wording.LINK_ONCE)
        path = await people_acts.open_invitation(session, editor, _by(visit))
    return link_page(visit, editor, path)


def link_page(visit: Visit, editor: Editor, path: str) -> web.Response:
    """The only page that shows an invitation's link."""
    request, settings = visit.request, visit.console.settings
    base = settings.public_url or f"{request.scheme}://{request.host}"
    return visit.page("people/link.html", wording, editor=editor, link=f"{base}{path}")


def _act(act: Callable[..., Awaitable[None]], said: str) -> Handler:
    async def handle(visit: Visit) -> web.StreamResponse:
        async with visit.console.database.writing() as session:
            await one_writer(session)
            editor = await _touched(session, visit)
            await act(session, editor, _by(visit))
        return _back(visit, said)

    return handle


async def reset_factor(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.writing() as session:
        await one_writer(session)
        editor = _other(visit, await _touched(session, visit))
        await people_acts.reset_factor(session, editor, _by(visit))
    return _back(visit, wording.FACTOR_RESET)


async def disable(visit: Visit) -> web.StreamResponse:
    """Of somebody else: whoever does it stays, so no agency loses its last chief."""
    async with visit.console.database.writing() as session:
        await one_writer(session)
        editor = await _touched(session, visit)
        if editor.id == visit.who.id:
            raise SaidError(wording.YOURSELF)
        await people_acts.disable(session, editor, _by(visit))
    return _back(visit, wording.NOW_DISABLED)


async def _other_chief(session: AsyncSession, visit: Visit, editor: Editor, agency: Agency) -> None:
    line = visit.console.agencies.line(agency.id)
    if not await people_acts.other_chief(session, editor, line):
        raise SaidError(wording.LAST_CHIEF.format(agency=agency.name))


async def _person(session: AsyncSession, visit: Visit) -> Person:
    """Raises GoneError for nobody, and for somebody who is not in sight."""
    editor = await session.get(Editor, int(visit.request.match_info["id"]))
    if editor is None:
        raise GoneError
    grants = await session.scalars(select(Grant).where(Grant.editor_id == editor.id).order_by(Grant.id))
    person = Person(editor, list(grants))
    if not in_sight(visit, person):
        raise GoneError
    return person


async def _touched(session: AsyncSession, visit: Visit) -> Editor:
    person = await _person(session, visit)
    if not may_touch(visit, person):
        raise SaidError(wording.HIGHER)
    return person.editor


def _other(visit: Visit, editor: Editor) -> Editor:
    """Raises SaidError for oneself: a stolen device must not be enough to take an account over for good."""
    if editor.id == visit.who.id:
        raise SaidError(wording.OWN_ACCOUNT)
    return editor


def _by(visit: Visit) -> Act:
    return Act(visit.who.name, visit.now, visit.console.key)


def _path(visit: Visit) -> str:
    return f"/people/{visit.request.match_info['id']}"


def _back(visit: Visit, said: str) -> web.Response:
    return visit.to(f"/console{_path(visit)}", said)


def _told(sentence: str, agency: Agency, role: Role) -> str:
    return sentence.format(role=wording.ROLES[role], agency=agency.name)
