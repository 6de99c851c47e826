"""Which agency one works for: chosen by device, among one's own."""

from aiohttp import web

from bot.console import access_wording as wording
from bot.console import sessions
from bot.console.refusing import GoneError
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge.agencies import Agency
from knowledge.vietnamese.folding import fold

SHOWN = 60


def routes() -> list[Route]:
    return [get("/agency", page, None), post("/agency", choose, None)]


async def page(visit: Visit) -> web.StreamResponse:
    query = visit.request.query.get("q", "").strip()[:100]
    found = _found(visit, query)
    more = max(len(found) - SHOWN, 0)
    return visit.page("access/agency.html", wording, query=query, agencies=found[:SHOWN], more=more)


def _found(visit: Visit, query: str) -> list[Agency]:
    """Higher ones first, then by name; spelling marks need not be typed."""
    agencies, wanted = visit.console.agencies, fold(query)
    own = [agencies.all[key] for key in visit.rights if key in agencies.all]
    fitting = [agency for agency in own if wanted in fold(f"{agency.code} {agency.name}")]
    return sorted(fitting, key=lambda agency: (len(agencies.line(agency.id)), agency.name, agency.id))


async def choose(visit: Visit) -> web.StreamResponse:
    number = visit.form.number("agency")
    if number is None or number not in visit.rights:
        raise GoneError
    await visit.console.database.at_once(lambda session: sessions.work_for(session, visit.device, number))
    return visit.to("/console/", wording.CHOSEN.format(name=visit.console.agencies.name(number)))
