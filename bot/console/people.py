"""The colleagues of an agency: who they are, what they may do, and an invitation for another."""

from aiohttp import web
from sqlalchemy import Select, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import people_acts, people_one
from bot.console import people_wording as wording
from bot.console.editors import Editor, Grant
from bot.console.people_rights import Person, at_the_top, choices, wanted
from bot.console.refusing import SaidError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge.changes import one_writer
from knowledge.refusals import RefusedError

SHOWN = 40


def routes() -> list[Route]:
    return [
        get("/people", page, Right.PEOPLE),
        get("/people/new", new_page, Right.PEOPLE),
        post("/people", invite, Right.PEOPLE),
        *people_one.routes(),
    ]


async def page(visit: Visit) -> web.StreamResponse:
    """By name, a page at a time."""
    after = visit.request.query.get("after", "")[:60]
    async with visit.console.database.reading() as session:
        found = list(await session.scalars(_list(visit, after)))
        people = await _with_grants(session, found[:SHOWN])
    onwards = address("/console/people", after=found[SHOWN - 1].name) if len(found) > SHOWN else ""
    back = "/console/people" if after else ""
    return visit.page("people/list.html", wording, people=people, before=back, after=onwards)


def _list(visit: Visit, after: str) -> Select[Editor]:
    mine = exists().where(Grant.editor_id == Editor.id, Grant.agency_id.in_(visit.sight(Right.PEOPLE)))
    nobodys = ~exists().where(Grant.editor_id == Editor.id)
    seen = or_(mine, nobodys) if at_the_top(visit) else mine
    return select(Editor).where(seen, Editor.name > after).order_by(Editor.name).limit(SHOWN + 1)


async def _with_grants(session: AsyncSession, editors: list[Editor]) -> list[Person]:
    query = select(Grant).where(Grant.editor_id.in_([editor.id for editor in editors])).order_by(Grant.id)
    grants = list(await session.scalars(query))
    return [Person(editor, [each for each in grants if each.editor_id == editor.id]) for editor in editors]


async def new_page(visit: Visit) -> web.StreamResponse:
    return _new_page(visit)


def _new_page(visit: Visit, fault: str = "") -> web.Response:
    return visit.page(
        "people/new.html",
        wording,
        status=422 if fault else 200,
        fault=fault,
        agencies=choices(visit),
        name=visit.form.text("name"),
        full_name=visit.form.text("full_name"),
        chosen=visit.form.number("agency") or visit.agency.id,
        role=visit.form.text("role"),
    )


async def invite(visit: Visit) -> web.StreamResponse:
    """Somebody new with a first role; the link is on the page that answers, and nowhere else."""
    name, full_name = visit.form.text("name").casefold(), visit.form.text("full_name")
    act = people_acts.Act(visit.who.name, visit.now, visit.console.key)
    try:
        agency, role = wanted(visit)
        async with visit.console.database.writing() as session:
            await one_writer(session)
            sent = await visit.first(session, "/console/people")
            if sent:
                return visit.to(sent, wording.LINK_ONCE)
            editor = await people_acts.add(session, name, full_name, act)
            await people_acts.grant(session, editor, agency, role, act)
            path = await people_acts.open_invitation(session, editor, act, first=True)
    except RefusedError as error:
        return _new_page(visit, str(error))
    except SaidError as error:
        return _new_page(visit, error.sentence)
    return people_one.link_page(visit, editor, path)
