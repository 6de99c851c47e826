"""Sources of the portal at the desk: listed, looked at, added, stopped."""

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import source_wording
from bot.connecting import sources
from bot.connecting.sources import Row
from bot.console import sources_wording as wording
from bot.console.plain_refusals import plainly
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from connectors.portal.addresses import absolute
from knowledge import editing_sources
from knowledge.agencies import Agency
from knowledge.editing_sources import host_of
from knowledge.refusals import RefusedError
from knowledge.sources import Source

PAGE = "/console/sources"
LEAST_MINUTES, MOST_MINUTES = 5, 10_080


def routes() -> list[Route]:
    """Pages and acts of this room."""
    return [
        get("/sources", show),
        get("/sources/new", ask, Right.OPERATE),
        post("/sources/look", look, Right.OPERATE),
        post("/sources", add, Right.OPERATE),
        post("/sources/{number:[0-9]{1,9}}/{act:stop|go|remove|trust}", act, Right.OPERATE),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    """Every source in sight."""
    sight, now = visit.sight(), visit.now
    rows = await visit.console.database.at_once(
        lambda session: sources.rows_of(session, now, only=sight), writing=False
    )
    return visit.page("sources/list.html", wording, title=wording.TITLE, rows=[_shown(row) for row in rows])


async def ask(visit: Visit) -> web.StreamResponse:
    """The form for an address."""
    return _form(visit, url=visit.request.query.get("url", ""))


async def look(visit: Visit) -> web.StreamResponse:
    """What stands at the address, and the form that adds it."""
    url, agency_id = visit.form.text("url"), _agency(visit)
    if not url.lower().startswith(("http://", "https://")):
        return _form(visit, url=url, fault=wording.NEEDS_HTTP, status=422)
    insecure = visit.form.ticked("insecure")
    try:
        page, looked = await sources.looked_at(
            visit.console.settings, url, visit.console.clock, insecure=insecure
        )
        sources.new_source(url, looked)
    except RefusedError as error:
        told = str(error)
        return _form(visit, url=url, fault=plainly(told), risky=insecure or _of_certificate(told), status=422)
    return visit.page(
        "sources/found.html",
        wording,
        title=wording.NEW,
        url=url,
        agency_id=agency_id,
        looked=looked,
        kind=source_wording.KINDS[looked.kind],
        items=sources.newest(looked.items),
        feed=absolute(page.url, looked.feeds[0]) if looked.feeds else "",
        hosts=", ".join(sources.other_hosts(url, looked)),
        insecure=insecure,
    )


async def add(visit: Visit) -> web.StreamResponse:
    """Look once more, for what is typed by hand proves nothing, and add it."""
    form, agency_id, every = visit.form, _agency(visit), visit.form.number("every") or 0
    if not LEAST_MINUTES <= every <= MOST_MINUTES:
        raise SaidError(wording.EVERY_WRONG)
    if not form.text("url").lower().startswith(("http://", "https://")):
        raise SaidError(wording.NEEDS_HTTP)
    insecure = form.ticked("insecure")
    _, looked = await sources.looked_at(
        visit.console.settings, form.text("url"), visit.console.clock, insecure=insecure
    )
    new = sources.new_source(
        form.text("url"), looked, name=form.text("name"), every=every * 60, insecure=insecure
    )

    def save(session: Session) -> None:
        agency = session.get_one(Agency, agency_id)
        editing_sources.add_source(session, agency, new, by=visit.who.name, now=visit.now)

    async with visit.console.database.writing() as session:
        if again := await visit.first(session, PAGE):
            return visit.to(again)
        await session.run_sync(save)
    return visit.to(PAGE, wording.ADDED)


async def act(visit: Visit) -> web.StreamResponse:
    """Stop it, go on, remove it, or take its host's certificate."""
    number, name = int(visit.request.match_info["number"]), visit.request.match_info["act"]
    async with visit.console.database.writing() as session:
        source = await _own(visit, session, number)
        if again := await visit.first(session, PAGE):
            return visit.to(again)
        told = await session.run_sync(lambda sync: _acted(sync, visit, source, name))
    return visit.to(PAGE, told)


def _acted(session: Session, visit: Visit, source: Source, name: str) -> str:
    called, by, now = source.name or source.url, visit.who.name, visit.now
    if name == "trust":
        host = host_of(source.url)
        for agency_id in session.scalars(select(Source.agency_id).where(Source.key == host).distinct()):
            visit.own(agency_id, Right.OPERATE)
        editing_sources.trust(session, host, trusted=True, by=by, now=now)
        return wording.TRUSTED.format(host=host)
    acts = {"stop": editing_sources.stop, "go": editing_sources.go_on, "remove": editing_sources.remove}
    told = {"stop": wording.STOPPED, "go": wording.RESUMED, "remove": wording.REMOVED}
    acts[name](session, source.id, by=by, now=now)
    return told[name].format(name=called)


async def _own(visit: Visit, session: AsyncSession, number: int) -> Source:
    source = await session.get(Source, number)
    if source is None:
        raise GoneError
    visit.own(source.agency_id, Right.OPERATE)
    return source


def _agency(visit: Visit) -> int:
    agency_id = visit.form.number("agency") or visit.agency.id
    visit.own(agency_id, Right.OPERATE)
    return agency_id


def _of_certificate(told: str) -> bool:
    return "chứng chỉ" in told.casefold()


def _form(visit: Visit, *, url: str, fault: str = "", risky: bool = False, status: int = 200) -> web.Response:
    agencies = [visit.console.agencies.all[key] for key in visit.sight(Right.OPERATE)]
    chosen = visit.form.number("agency") or visit.agency.id
    return visit.page(
        "sources/new.html",
        wording,
        status=status,
        title=wording.NEW,
        url=url,
        fault=fault,
        risky=risky,
        insecure=visit.form.ticked("insecure"),
        agencies=agencies,
        chosen=chosen,
    )


def _shown(row: Row) -> dict[str, object]:
    source = row.source
    return {
        "source": source,
        "agency": row.agency,
        "kind": source_wording.KINDS[source.kind],
        "counts": wording.COUNTS.format(articles=row.articles, waiting=row.waiting),
        "host": host_of(source.url),
        "certificate": _of_certificate(source.error),
    }
