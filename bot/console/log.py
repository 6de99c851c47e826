"""The change log: who did what, when, and what was before and after."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy import Select, or_, select

from bot.console import log_wording as wording
from bot.console.people_rights import at_the_top
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get
from bot.console.visit import Visit, cleaned
from knowledge.changes import Change
from knowledge.opening import VIETNAM

SHOWN = 40
LONGEST_VALUE = 2_000
"""Letters of a value that are shown; the rest stands in the log."""


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


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    before: str
    after: str


def routes() -> list[Route]:
    return [get("/log", page, Right.PEOPLE)]


async def page(visit: Visit) -> web.StreamResponse:
    """Newest first."""
    wanted = _wanted(visit)
    async with visit.console.database.reading() as session:
        found = list(await session.scalars(_lines(visit, wanted)))
    rows, after = found[:SHOWN], ""
    query = {"by": wanted.by, "subject": wanted.subject, "day": wanted.day_told}
    if len(found) > SHOWN:
        after = address("/console/log", **query, upto=rows[-1].id)
    return visit.page(
        "log/page.html",
        wording,
        rows=[(row, differences(row.before, row.after)) for row in rows],
        wanted=wanted,
        before=address("/console/log", **query) if wanted.upto else "",
        after=after,
    )


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
        lines = lines.where(Change.by == wanted.by)
    if wanted.subject:
        lines = lines.where(Change.subject == wanted.subject)
    if wanted.day is not None and date(1970, 1, 2) < wanted.day < date(9000, 1, 1):
        begin = datetime.combine(wanted.day, time(), VIETNAM)
        lines = lines.where(Change.at >= begin, Change.at < begin + timedelta(days=1))
    if wanted.upto:
        lines = lines.where(Change.id < wanted.upto)
    return lines.order_by(Change.id.desc()).limit(SHOWN + 1)


def differences(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Difference]:
    """Each value that is not the same before and after, as it is read by a person."""
    old, new = before or {}, after or {}
    names = [*old, *(name for name in new if name not in old)]
    return [
        Difference(name, said(old.get(name)), said(new.get(name)))
        for name in names
        if name not in old or name not in new or old[name] != new[name]
    ]


def said(value: Any) -> str:
    """A value out of JSON, in words."""
    match value:
        case None | "" | [] | {}:
            return wording.NONE
        case bool():
            return wording.YES if value else wording.NO
        case str():
            return value[:LONGEST_VALUE]
        case list():
            return "\n".join(said(each) for each in value)[:LONGEST_VALUE]
        case dict():
            return "\n".join(f"{name}: {said(each)}" for name, each in value.items())[:LONGEST_VALUE]
    return json.dumps(value)
