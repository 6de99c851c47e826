"""The page of numbers: what was asked, how it was answered, whom news reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.orm import Session

from bot.console import numbers_charts as charts
from bot.console import numbers_report as report
from bot.console import numbers_wording as wording
from bot.console.charts import Chart
from bot.console.numbers_telling import Figure, Table, children, compared, figures_of, tables
from bot.console.routing import Route, get
from bot.console.visit import Visit
from bot.numbers import figures
from bot.numbers.naming import names_of
from bot.numbers.periods import Period, last_days, quarter_of, read_range
from knowledge.opening import VIETNAM

OWN, ALL = "own", "all"
WEEK, MONTH, QUARTER = "7", "30", "quarter"


def routes() -> list[Route]:
    return [get("/numbers", show), *report.routes()]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is to show: `choice` is one of the periods offered, or empty for days of one's own."""

    period: Period
    choice: str
    own: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    lead: str
    figures: Sequence[Figure]
    charts: Sequence[Chart]
    rising: Sequence[str]
    children: Table | None
    tables: Sequence[Table]


async def show(visit: Visit) -> web.Response:
    asked = _asked(visit)

    def read(session: Session) -> Shown:
        return _read(session, visit, asked)

    shown = await visit.console.database.at_once(read, writing=False)
    return visit.page(
        "numbers/page.html",
        wording,
        title=wording.TITLE,
        asked=asked,
        shown=shown,
        below=len(visit.sight()) > 1,
    )


def _asked(visit: Visit) -> Asked:
    query, today = visit.request.query, visit.now.astimezone(VIETNAM).date()
    own, choice = query.get("scope") == OWN, query.get("period", WEEK)
    if query.get("from") or query.get("to"):
        period = read_range(query.get("from", ""), query.get("to", ""), today)
        fault = "" if period else wording.BAD_RANGE
        return Asked(period or last_days(7, today), "" if period else WEEK, own, fault)
    if choice == QUARTER:
        return Asked(Period(quarter_of(today).first(), today), choice, own)
    choice = MONTH if choice == MONTH else WEEK
    return Asked(last_days(int(choice), today), choice, own)


def _read(session: Session, visit: Visit, asked: Asked) -> Shown:
    agencies = (visit.agency.id,) if asked.own else visit.sight()
    period, before = asked.period, asked.period.before()
    now, then = (figures.by_agency(session, agencies, each) for each in (period, before))
    sums = figures.total(now)
    asked_for = figures.procedures(session, agencies, period, before)
    rising = [each for each in asked_for if each.rises and each.before][: charts.MOST_ROWS]
    if not figures.total(then).questions:
        rising = []
    top = asked_for[: charts.MOST_ROWS]
    above = {*agencies, *visit.console.agencies.line(visit.agency.id)}
    names = names_of(session, above, dict.fromkeys(each.code for each in (*top, *rising)))
    drawn = [
        charts.by_day(figures.by_day(session, agencies, period), period),
        charts.top(top, names, period),
        charts.by_hour(figures.by_hour(session, agencies, period), sums, period),
        charts.times(sums, period),
    ]
    return Shown(
        compared(sums, figures.total(then), period),
        figures_of(sums, figures.total(then)),
        [chart for chart in drawn if chart is not None],
        [charts.rising(each, names) for each in rising],
        None if asked.own or len(agencies) == 1 else children(visit.console.agencies, visit.agency, now),
        tables(session, agencies, period, now),
    )
