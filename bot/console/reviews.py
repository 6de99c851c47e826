"""What waits for a second person: approved, or given back with a note."""

from aiohttp import web

from bot.console import answers_naming as naming
from bot.console import answers_rows, gate, reviews_wording
from bot.console.answers_drafts import find
from bot.console.answers_rows import PAGE
from bot.console.refusing import SaidError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting
from knowledge import drafting_wording as refusals
from knowledge.drafts import DraftState


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
        title=reviews_wording.TITLE,
        rows=rows,
        before="/console/reviews" if after else "",
        after=address("/console/reviews", after=last) if last else "",
    )


async def approve(visit: Visit) -> web.StreamResponse:
    """The gate is asked, and what passes is live."""
    async with visit.console.database.reading() as session:
        draft = await find(session, visit, Right.EDIT)
    if draft.delicate and draft.author == visit.who.name:
        raise SaidError(refusals.TWO_NEEDED.format(why=draft.delicate))
    gate.unseen(visit, draft)
    gate.begin(visit, draft)
    return visit.to(f"{naming.draft_path(draft.id)}/gate")


async def give_back(visit: Visit) -> web.StreamResponse:
    note = visit.form.text("note")
    if not note:
        raise SaidError(reviews_wording.NO_NOTE)
    async with visit.console.database.writing() as session:
        draft = await find(session, visit, Right.EDIT)
        if led := await visit.first(session, "/console/reviews"):
            return visit.to(led)
        await drafting.give_back(session, draft.id, by=visit.who.name, now=visit.now, note=note[:2_000])
    return visit.to("/console/reviews", reviews_wording.GIVEN_BACK)
