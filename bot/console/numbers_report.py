"""The report of a quarter and its open data, to be taken away."""

from collections.abc import Callable

from aiohttp import web
from sqlalchemy.orm import Session

from bot.console import numbers_wording as wording
from bot.console.filters import day
from bot.console.headers import PAGE
from bot.console.refusing import SaidError
from bot.console.routing import Route, get
from bot.console.visit import Visit
from bot.numbers import report_wording
from bot.numbers.facts import Facts, facts
from bot.numbers.open_data import open_data
from bot.numbers.periods import Quarter, quarter_of, read_quarter
from bot.numbers.report_docx import docx
from bot.numbers.report_xlsx import xlsx
from knowledge.opening import VIETNAM

OFFERED = 6
"""Quarters to choose from."""
OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, tuple[Callable[[Facts], bytes], str]] = {
    "docx": (docx, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": (xlsx, f"{OFFICE}.spreadsheetml.sheet"),
}


def routes() -> list[Route]:
    return [get("/numbers/report", report), get("/numbers/open-data.csv", give_open_data)]


async def report(visit: Visit) -> web.Response:
    """The page that offers the files; with `format`, one of them."""
    quarter = _quarter(visit)
    if visit.request.query.get("format") in KINDS:
        return await _file(visit, quarter, visit.request.query["format"])
    newest = quarter_of(visit.now.astimezone(VIETNAM).date())
    offered = [newest]
    while len(offered) < OFFERED:
        offered.append(offered[-1].before())
    until = visit.now.astimezone(VIETNAM).date()
    return visit.page(
        "numbers/report.html",
        wording,
        title=wording.REPORT_TITLE,
        quarter=quarter,
        quarters=[(str(each), named(each)) for each in offered],
        named=named(quarter),
        running=wording.REPORT_RUNNING.format(day=day(until)) if quarter == newest else "",
        columns=report_wording.OPEN_COLUMNS,
    )


async def give_open_data(visit: Visit) -> web.Response:
    quarter, today = _quarter(visit), visit.now.astimezone(VIETNAM).date()

    def read(session: Session) -> bytes:
        return open_data(session, visit.sight(), quarter, today)

    body = await visit.console.database.at_once(read, writing=False)
    name = report_wording.OPEN_FILE.format(quarter=quarter, agency=visit.agency.code)
    return _download(body, name, "text/csv; charset=utf-8")


async def _file(visit: Visit, quarter: Quarter, kind: str) -> web.Response:
    today = visit.now.astimezone(VIETNAM).date()
    make, media = KINDS[kind]

    def written(session: Session) -> bytes:
        return make(facts(session, visit.agency.id, visit.sight(), quarter, today))

    body = await visit.console.database.at_once(written, writing=False)
    name = report_wording.FILE.format(quarter=quarter, agency=visit.agency.code, kind=kind)
    return _download(body, name, media)


def _quarter(visit: Visit) -> Quarter:
    """The one asked for; without any, the present one. Raises SaidError for one that has not begun."""
    today = visit.now.astimezone(VIETNAM).date()
    asked = visit.request.query.get("quarter")
    quarter = read_quarter(asked) if asked is not None else quarter_of(today)
    if quarter is None or quarter.first() > today:
        raise SaidError(wording.BAD_QUARTER)
    return quarter


def named(quarter: Quarter) -> str:
    number = report_wording.ROMAN[quarter.number - 1]
    return wording.QUARTER_NAME.format(number=number, year=quarter.year)


def _download(body: bytes, name: str, media: str) -> web.Response:
    headers = {**PAGE, "Content-Type": media, "Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, headers=headers)
