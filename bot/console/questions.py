"""Questions: looked for, read one by one, marked where the answer was wrong."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from aiohttp import web

from bot.console import questions_marking as marking
from bot.console import questions_reading as reading
from bot.console import questions_telling as telling
from bot.console import questions_wording as wording
from bot.console.questions_reading import Wanted
from bot.console.refusing import SaidError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.today import done, numbered, undoing
from bot.console.visit import Visit
from bot.explain_wording import FACETS
from knowledge.facets import Facet

LONGEST = 200


def routes() -> list[Route]:
    return [
        get("/questions", listed),
        get("/questions/{id}", shown),
        post("/questions/{id}/wrong", mark, Right.DRAFT),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """The newest questions that are as wanted."""
    query = {name: text.strip()[:LONGEST] for name, text in visit.request.query.items()}
    wanted, faults = _wanted(visit, query)
    cursor = query.pop("after", "")
    looked = await visit.console.database.at_once(
        partial(reading.look, wanted=wanted, cursor=cursor), writing=False
    )
    return visit.page(
        "questions/questions.html",
        wording,
        title=wording.TITLE,
        looked=looked,
        typed=query,
        wanted=wanted,
        faults=faults,
        narrowed=any(value for name, value in query.items() if name != "words"),
        following=address("/console/questions", **query, after=looked.following) if looked.following else "",
        bands=wording.BANDS,
        in_sight=[visit.console.agencies.all[key] for key in visit.sight()],
    )


def _wanted(visit: Visit, query: Mapping[str, str]) -> tuple[Wanted, list[str]]:
    """What is looked for, and the fields that were not understood."""
    since, until = _day(query.get("since", "")), _day(query.get("until", ""))
    days = {"since": since, "until": until}
    faults = [name for name, day in days.items() if day is None and query.get(name)]
    return (
        Wanted(
            agencies=_agencies(visit, query.get("agency", "")),
            words=reading.safe(query.get("words", "")),
            channel=query.get("channel", ""),
            since=since,
            until=until,
            kind=query.get("kind", ""),
            band=query.get("band", ""),
            code=query.get("code", ""),
            wrong=bool(query.get("wrong")),
        ),
        faults,
    )


def _agencies(visit: Visit, code: str) -> tuple[int, ...]:
    sight = visit.sight()
    return tuple(key for key in sight if visit.console.agencies.all[key].code == code) or sight


def _day(text: str) -> date | None:
    """As browsers send it (2026-11-22), or as it is written here (22/11/2026)."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day of the calendar has no zone)
        except ValueError:
            continue
    return None


async def shown(visit: Visit) -> web.StreamResponse:
    """One question: what was asked, what was answered, how it was understood, the talk around it."""
    number = numbered(visit)
    found = await visit.console.database.at_once(
        lambda session: telling.read(session, visit, number), writing=False
    )
    return visit.page(
        "questions/question.html",
        wording,
        title=wording.QUESTION.format(number=number),
        it=telling.told(visit, *found),
        facets=", ".join(FACETS[Facet(each)] for each in found[0].facets),
        undo=undoing(visit),
    )


async def mark(visit: Visit) -> web.StreamResponse:
    """Its answer was wrong."""
    why, number = visit.form.text("why"), numbered(visit)
    if why not in wording.REASONS:
        raise SaidError(wording.CHOOSE_REASON)
    path = f"/console/questions/{number}"
    async with visit.console.database.writing() as session:
        if await visit.first(session, path):
            return visit.to(path)
        undo = await marking.mark(session, visit, number, why)
    return done(visit, undo, path)
