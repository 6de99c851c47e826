"""Whether what is being written needs a second person, told before it is saved."""

import asyncio

from aiohttp import web

from bot.console import answers_wording as wording
from bot.console.answers_pasting import lines, pasted
from bot.console.channels_acting import agency_of
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, post
from bot.console.visit import Form, Visit
from knowledge.delicate import delicate_because
from knowledge.drafts import (
    LONGEST_TEXT,
    MOST_QUESTIONS,
    AnswerBody,
    Body,
    DraftKind,
    OverrideBody,
    PhrasingBody,
)
from knowledge.facets import Facet
from knowledge.refusals import RefusedError

LONGEST_SUBJECT = 120


def routes() -> list[Route]:
    return [post("/answers/why", why, Right.DRAFT)]


async def why(visit: Visit) -> web.StreamResponse:
    """The sentence under a form, asked for by a script while it is filled in; nothing is kept."""
    query = visit.request.query
    agency = agency_of(visit, query.get("agency", ""), Right.DRAFT)
    kind, subject = query.get("kind", ""), query.get("subject", "")[:LONGEST_SUBJECT]
    if kind not in {each.value for each in DraftKind}:
        raise GoneError
    body = await asyncio.to_thread(unchecked, DraftKind(kind), visit.form, subject.rpartition(":")[2])
    try:
        async with visit.console.database.reading() as session:
            told = await delicate_because(session, agency, DraftKind(kind), subject, body)
    except RefusedError:  # a procedure that is gone: what is typed is refused when it is saved
        told = ""
    return visit.piece(
        "answers/why.html", wording, why=told, may_publish=visit.may(Right.EDIT, agency.id), known=True
    )


def unchecked(kind: DraftKind, form: Form, facet: str) -> Body:
    """What stands in a form that may be half filled in."""
    text = pasted(form.text("text")[:LONGEST_TEXT])
    match kind:
        case DraftKind.ANSWER:
            asked = lines(form.text("questions")[:LONGEST_TEXT])[:MOST_QUESTIONS]
            return AnswerBody.model_construct(text=text, questions=asked, sensitive=form.ticked("sensitive"))
        case DraftKind.PHRASING:
            added, removed = lines(form.text("added")), lines("\n".join(form.texts("removed")))
            return PhrasingBody.model_construct(
                added=added[:MOST_QUESTIONS], removed=removed[:MOST_QUESTIONS]
            )
        case DraftKind.OVERRIDE:
            if facet not in {each.value for each in Facet}:
                raise GoneError
            return OverrideBody.model_construct(facet=Facet(facet), text=text, reason=form.text("reason"))
