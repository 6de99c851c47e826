"""Answers: what the assistant says in the agency's own words, and drafts of it."""

from aiohttp import web

from bot.console import (
    answers_drafts,
    answers_live,
    answers_rows,
    answers_why,
    answers_wording,
    blocks,
    gate,
    phrasings,
    reviews,
    reviews_words,
    trying,
)
from bot.console.answers_rows import PAGE, Row
from bot.console.rendering import address
from bot.console.routing import Route, get
from bot.console.visit import Visit
from knowledge.drafts import DraftState

_WRITING = (DraftState.DRAFT, DraftState.RETURNED)
_LONGEST_WORDS = 300


def routes() -> list[Route]:
    """Everything about answers: what is live, its drafts, procedures, reviews, switches, the gate, trials."""
    return [
        get("/answers", listed),
        *answers_why.routes(),
        *answers_drafts.routes(),
        *gate.routes(),
        *trying.routes(),
        *answers_live.routes(),
        *phrasings.routes(),
        *reviews.routes(),
        *reviews_words.routes(),
        *blocks.routes(),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """What is live, what is being written, and what ends soon."""
    query = visit.request.query
    words = query.get("q", "").strip()[:_LONGEST_WORDS]
    show = query.get("show", "live")
    show = show if show in answers_wording.SHOWS else "live"
    number = query.get("after", "")
    after = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004 (of an INTEGER)
    rows, last = await _rows(visit, show, words, after)
    return visit.page(
        "answers/list.html",
        answers_wording,
        title=answers_wording.TITLE,
        rows=rows,
        show=show,
        words=words,
        before=address("/console/answers", show=show) if after else "",
        after=address("/console/answers", show=show, after=last) if last else "",
    )


async def _rows(visit: Visit, show: str, words: str, after: int | None) -> tuple[list[Row], int | None]:
    """The rows of a page, and the number after which the next begins."""
    async with visit.console.database.reading() as session:
        if words:
            return await answers_rows.found(session, visit, words), None
        if show == "due":
            return await answers_rows.due(session, visit), None
        if show == "drafts":
            rows, drafts = await answers_rows.drafts(session, visit, _WRITING, after)
            return rows, drafts[PAGE - 1].id if len(drafts) > PAGE else None
        rows, answers = await answers_rows.live(session, visit, after)
        return rows, answers[PAGE - 1].id if len(answers) > PAGE else None
