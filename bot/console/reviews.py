"""What waits for a second person: approved, or given back with a note."""

from aiohttp import web

from bot.console import answers_naming as naming
from bot.console import answers_rows, answers_wording, gate, gate_wording, reviews_wording
from bot.console.answers_opened import anew, find, opened, seen_lock
from bot.console.answers_rows import PAGE
from bot.console.answers_showing import own_words
from bot.console.refusing import SaidError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting
from knowledge.drafting import StaleError
from knowledge.drafts import DraftState

LONGEST_NOTE = 2_000


def routes() -> list[Route]:
    return [
        get("/reviews", listed),
        post(r"/reviews/{id:\d{1,9}}/approve", approve, Right.EDIT),
        post(r"/reviews/{id:\d{1,9}}/return", give_back, Right.EDIT),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """The newest first."""
    number = visit.request.query.get("after", "")
    after = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004 (of an INTEGER)
    async with visit.console.database.reading() as session:
        rows, found = await answers_rows.drafts(session, visit, (DraftState.REVIEW,), after)
    last = found[PAGE - 1].id if len(found) > PAGE else None
    return visit.page(
        "answers/reviews.html",
        reviews_wording,
        a=answers_wording,
        title=reviews_wording.TITLE,
        rows=rows,
        before="/console/reviews" if after else "",
        after=address("/console/reviews", after=last) if last else "",
    )


async def approve(visit: Visit) -> web.StreamResponse:
    """The gate is asked, and what passes is live."""
    async with visit.console.database.reading() as session:
        it = await opened(session, visit, Right.EDIT)
    if own := own_words(visit, it):
        raise SaidError(f"{reviews_wording.WHY.format(why=it.draft.delicate)} {own}")
    if gate.unseen(visit, it.draft):
        return await anew(visit, gate_wording.UNSEEN)
    gate.begin(visit, it.draft)
    return visit.to(f"{naming.draft_path(it.draft.id)}/gate")


async def give_back(visit: Visit) -> web.StreamResponse:
    """To its writers, with a note, as the page showed it; what went on since is shown first."""
    note = visit.form.text("note")
    if not note:
        raise SaidError(reviews_wording.NO_NOTE)
    lock, note = seen_lock(visit), note[:LONGEST_NOTE]
    try:
        async with visit.console.database.writing() as session:
            draft = await find(session, visit, Right.EDIT)
            if led := await visit.first(session, "/console/reviews"):
                return visit.to(led)
            who = visit.who.name
            await drafting.give_back(session, draft.id, by=who, now=visit.now, note=note, lock=lock)
    except StaleError:
        return await anew(visit, reviews_wording.NOT_GIVEN_BACK, note=note)
    return visit.to("/console/reviews", reviews_wording.GIVEN_BACK)
