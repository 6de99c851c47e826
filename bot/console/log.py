"""The change log: who did what, when, and what was before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aiohttp import web
from sqlalchemy import Select, or_, select

from bot.console import answers_naming as naming
from bot.console import log_wording as wording
from bot.console.log_telling import Known, about, differences, headline
from bot.console.people_rights import at_the_top
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get
from bot.console.visit import Visit, cleaned
from knowledge.changes import Change
from knowledge.opening import VIETNAM

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty: everything. `upto`: only lines with lower numbers."""

    by: str
    subject: str
    day: date | None
    day_told: str
    upto: int

    @property
    def filtered(self) -> bool:
        return bool(self.by or self.subject or self.day_told)


def routes() -> list[Route]:
    return [get("/log", page, Right.PEOPLE)]


async def page(visit: Visit) -> web.StreamResponse:
    """Newest first."""
    wanted = _wanted(visit)
    async with visit.console.database.reading() as session:
        found = list(await session.scalars(_lines(visit, wanted)))
    rows, after, known = found[:SHOWN], "", _known(visit)
    query = {"by": wanted.by, "subject": wanted.subject, "day": wanted.day_told}
    if len(found) > SHOWN:
        after = address("/console/log", **query, upto=rows[-1].id)
    return visit.page(
        "log/page.html",
        wording,
        rows=[(row, differences(row, known)) for row in rows],
        headline=headline,
        about=about,
        known=known,
        wanted=wanted,
        before=address("/console/log", **query) if wanted.upto else "",
        after=after,
    )


def _known(visit: Visit) -> Known:
    agencies = visit.console.agencies.all

    def agency(key: int | str) -> str:
        return next((each.name for each in agencies.values() if key in (each.id, each.code)), str(key))

    def named(name: Callable[[Visit, int, str], str]) -> Callable[[int | None, str], str]:
        return lambda key, code: code if key not in agencies or key is None else name(visit, key, code)

    return Known(visit.called, agency, named(naming.procedure_name), named(naming.answer_name))


def _wanted(visit: Visit) -> Wanted:
    query = visit.request.query
    told, upto = cleaned(query.get("day", ""))[:20], query.get("upto", "")
    try:
        day = date.fromisoformat(told) if told else None
    except ValueError:
        day = None
    number = int(upto) if upto.isascii() and upto.isdecimal() and len(upto) < 10 else 0  # noqa: PLR2004 (of an INTEGER)
    by, subject = (cleaned(query.get(name, "")).strip()[:100] for name in ("by", "subject"))
    return Wanted(by, subject, day, told, number)


def _lines(visit: Visit, wanted: Wanted) -> Select[Change]:
    mine = Change.agency_id.in_(visit.sight(Right.PEOPLE))
    lines = select(Change).where(or_(mine, Change.agency_id.is_(None)) if at_the_top(visit) else mine)
    if wanted.by:
        lines = lines.where(Change.by.in_(visit.console.colleagues.signed(wanted.by)))
    if wanted.subject:
        lines = lines.where(Change.subject == wanted.subject)
    if wanted.day is not None and date(1970, 1, 2) < wanted.day < date(9000, 1, 1):
        begin = datetime.combine(wanted.day, time(), VIETNAM)
        lines = lines.where(Change.at >= begin, Change.at < begin + timedelta(days=1))
    if wanted.upto:
        lines = lines.where(Change.id < wanted.upto)
    return lines.order_by(Change.id.desc()).limit(SHOWN + 1)
