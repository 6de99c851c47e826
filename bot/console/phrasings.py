"""Procedures: searched, seen as citizens get them, taught new ways to ask."""

from aiohttp import web
from sqlalchemy import select

from bot import wording as said
from bot.console import answers_naming as naming
from bot.console import answers_rows, answers_wording, blocks_wording, fields, phrasings_wording
from bot.console.answers_form import read
from bot.console.answers_live import blocking
from bot.console.histories import shown
from bot.console.refusing import GoneError, SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting, publishing
from knowledge.blocks import BlockKind
from knowledge.drafting import OPEN
from knowledge.drafts import Draft, DraftKind
from knowledge.fields import fields as asked_fields
from knowledge.fields import in_field
from knowledge.findings import ProcedureView
from knowledge.phrasings import Phrasing

SHOWN = 200
_LONGEST_WORDS = 300


def routes() -> list[Route]:
    return [
        get("/procedures", listed),
        get("/procedures/{code}", page),
        post("/procedures/{code}/phrasings", teach, Right.DRAFT),
        *fields.routes(),
    ]


async def listed(visit: Visit) -> web.StreamResponse:
    """By words as the assistant understands them, by code, or by field."""
    query, library = visit.request.query, visit.console.library
    words, field = query.get("q", "").strip()[:_LONGEST_WORDS], query.get("field", "")[:_LONGEST_WORDS]
    rows: list[tuple[str, str, str]] = []
    if words:
        line = visit.console.agencies.line(visit.agency.id)
        found = answers_rows.nearest_entries(library.holdings, line, words, written=False)
        rows = list({each.code: (each.code, each.name, each.field) for each in found}.values())
    elif field:
        rows = [(code, name, field) for code, name in in_field(library.holdings, visit.agency.code, field)]
    return visit.page(
        "answers/procedures.html",
        phrasings_wording,
        title=phrasings_wording.TITLE,
        a=answers_wording,
        words=words,
        field=field,
        rows=[(naming.procedure_path(code), name, code, of) for code, name, of in rows],
        fields=asked_fields(library.holdings, visit.agency.code),
    )


async def page(visit: Visit) -> web.StreamResponse:
    """Each field with where it comes from, then the ways to ask."""
    view, agency = procedure(visit), visit.agency
    kind, code = DraftKind.PHRASING, view.code
    own_phrasings = select(Phrasing.text).where(Phrasing.agency_id == agency.id, Phrasing.code == code)
    open_drafts = select(Draft).where(
        Draft.agency_id == agency.id, Draft.kind == kind, Draft.subject == code, Draft.state.in_(OPEN)
    )
    async with visit.console.database.reading() as session:
        told = await fields.told(session, visit, view)
        own = (await session.scalars(own_phrasings.order_by(Phrasing.id).limit(SHOWN))).all()
        drafts = (await session.scalars(open_drafts.order_by(Draft.id.desc()).limit(5))).all()
        versions = await publishing.history(session, agency, kind, code)
        block = await blocking(session, visit, agency.id, BlockKind.PROCEDURE, code)
    return visit.page(
        "answers/procedure.html",
        phrasings_wording,
        title=view.name,
        a=answers_wording,
        b=blocks_wording,
        view=view,
        field=_field(visit, code),
        told=told,
        own=own,
        drafts=[(naming.draft_path(each.id), answers_wording.STATES[each.state]) for each in drafts],
        versions=shown(versions),
        block=block,
        path=naming.procedure_path(code),
        labels=said.LABELS,
    )


async def teach(visit: Visit) -> web.StreamResponse:
    """A draft of phrasings to be added and taken away."""
    view = procedure(visit)
    visit.own(visit.agency.id, Right.DRAFT)
    typed = read(DraftKind.PHRASING, visit.form)
    if typed.body is None:
        raise SaidError(next(iter(typed.faults.values())))
    async with visit.console.database.writing() as session:
        if led := await visit.first(session, naming.procedure_path(view.code)):
            return visit.to(led)
        draft = await drafting.save(
            session,
            agency=visit.agency,
            kind=DraftKind.PHRASING,
            subject=view.code,
            body=typed.body,
            by=visit.who.name,
            now=visit.now,
        )
    return visit.to(naming.draft_path(draft.id), phrasings_wording.SAVED)


def procedure(visit: Visit) -> ProcedureView:
    """The procedure of the address as the agency gives it. Raises GoneError."""
    found = visit.console.library.procedure(visit.agency.code, visit.request.match_info["code"])
    if found is None:
        raise GoneError
    return found


def _field(visit: Visit, code: str) -> str:
    catalog = visit.console.library.holdings.catalog
    number = catalog.number(visit.agency.code, code)
    return "" if number is None else catalog.entries[number].field
