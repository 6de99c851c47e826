"""Which words a chief editor wants two people to look at."""

from aiohttp import web
from sqlalchemy import select

from bot.console import reviews_wording as wording
from bot.console.channels_acting import agency_of
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge.changes import Change, one_writer
from knowledge.delicate import ReviewWord, review_words

PATH = "/console/review-words"
SHOWN = 200
SHORTEST, LONGEST = 2, 80


def routes() -> list[Route]:
    return [
        get("/review-words", listed),
        post("/review-words", add, Right.RULE),
        post(r"/review-words/{id:\d{1,9}}/remove", remove, Right.RULE),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """Those of the agency and, from above it, those that hold for it as well; `?agency=` for another's."""
    code = visit.request.query.get("agency", visit.agency.code)
    agency = agency_of(visit, code, Right.READ)
    async with visit.console.database.reading() as session:
        rows = await review_words(session, visit.console.agencies.line(agency.id), SHOWN)
    return visit.page(
        "answers/review_words.html",
        wording,
        title=wording.WORDS_TITLE,
        agency=agency,
        rows=[row for row in rows if row.agency_id == agency.id],
        inherited=[row for row in rows if row.agency_id != agency.id],
        may_add=visit.may(Right.RULE) and agency.id == visit.agency.id,
    )


async def add(visit: Visit) -> web.StreamResponse:
    """The same words twice are there once."""
    words = " ".join(visit.form.text("words").split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise SaidError(wording.WORDS_FAULT)
    async with visit.console.database.writing() as session:
        await one_writer(session)
        if led := await visit.first(session, PATH):
            return visit.to(led)
        query = select(ReviewWord.id).where(
            ReviewWord.agency_id == visit.agency.id, ReviewWord.words == words
        )
        if await session.scalar(query) is None:
            row = ReviewWord(agency_id=visit.agency.id, words=words, added_by=visit.who.name, at=visit.now)
            session.add(row)
            session.add(
                _change(visit, visit.agency.id, wording.WORDS_ADDED_CHANGE, words, after={"words": words})
            )
    return visit.to(PATH, wording.ADDED.format(words=words))


async def remove(visit: Visit) -> web.StreamResponse:
    async with visit.console.database.writing() as session:
        await one_writer(session)
        if led := await visit.first(session, PATH):
            return visit.to(led)
        row = await session.get(ReviewWord, int(visit.request.match_info["id"]))
        if row is None:
            raise GoneError
        visit.own(row.agency_id, Right.RULE)
        words = row.words
        await session.delete(row)
        session.add(
            _change(visit, row.agency_id, wording.WORDS_REMOVED_CHANGE, words, before={"words": words})
        )
    return visit.to(PATH, wording.REMOVED.format(words=words))


def _change(visit: Visit, agency_id: int, what: str, words: str, **values: dict[str, str]) -> Change:
    told = {"what": what.replace("{words}", words), "by": visit.who.name, "at": visit.now}
    return Change(agency_id=agency_id, subject="review-word", learned=False, **told, **values)
