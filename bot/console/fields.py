"""Fields of a procedure: where each comes from, and the agency's own words in place of the portal's."""

from dataclasses import dataclass

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import wording as said
from bot.console import answers_naming as naming
from bot.console import answers_showing as showing
from bot.console import answers_wording
from bot.console import phrasings_wording as wording
from bot.console.answers_form import Typed, read, values_of
from bot.console.answers_opened import theirs
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting
from knowledge.drafting import BodyError, StaleError
from knowledge.drafts import LONGEST_TEXT, DraftKind, OverrideBody
from knowledge.facets import FACETS, Facet
from knowledge.findings import ProcedureView
from knowledge.live import live
from knowledge.overrides import Override


@dataclass(frozen=True, slots=True)
class Told:
    """A field as citizens get it, and whose words it is in."""

    facet: Facet
    label: str
    text: str
    origin: str
    own: bool
    """The agency itself worded it."""


def routes() -> list[Route]:
    return [
        get("/procedures/{code}/fields/{facet}", page, Right.DRAFT),
        post("/procedures/{code}/fields/{facet}", save, Right.DRAFT),
    ]


async def told(session: AsyncSession, visit: Visit, view: ProcedureView) -> list[Told]:
    """Every field, in the order in which they are asked for."""
    line = visit.console.agencies.line(visit.agency.id)
    query = select(Override).where(Override.code == view.code, Override.agency_id.in_(line))
    overrides = {(row.agency_id, row.facet): row for row in await session.scalars(query)}
    rows = visit.console.library.holdings.material.rows.values()
    texts = {row.agency_id: row.texts for row in rows if row.code == view.code and row.agency_id in line}
    return [_told(visit, view, facet, line, overrides, texts) for facet in FACETS]


def _told(
    visit: Visit,
    view: ProcedureView,
    facet: Facet,
    line: tuple[int, ...],
    overrides: dict[tuple[int, str], Override],
    texts: dict[int, dict[str, str]],
) -> Told:
    label, text, own = said.LABELS[facet], view.facets.get(facet, ""), False
    origin = wording.NO_TEXT
    for key in line:
        name = visit.console.agencies.name(key)
        if (row := overrides.get((key, facet))) is not None:
            origin, own = wording.FROM_US.format(agency=name, reason=row.reason), key == visit.agency.id
            break
        if texts.get(key, {}).get(facet, "").strip():
            origin = wording.FROM_PORTAL.format(agency=name)
            break
    return Told(facet, label, text, origin, own)


async def page(visit: Visit) -> web.StreamResponse:
    """The form; where somebody is at it already, their draft."""
    view, facet = _where(visit)
    subject = f"{view.code}:{facet}"
    async with visit.console.database.reading() as session:
        other = await drafting.open_draft(session, visit.agency.id, DraftKind.OVERRIDE, subject)
        own = await live(session, visit.agency.id, DraftKind.OVERRIDE, subject)
    if other is not None:
        return visit.to(naming.draft_path(other.id), wording.OPEN_DRAFT)
    text = own if isinstance(own, OverrideBody) else None
    values = values_of(text) if text else {"text": view.facets.get(facet, ""), "reason": ""}
    if "portal" in visit.request.query:
        values = {"text": "", "reason": ""}
    return _form(visit, view, facet, Typed(values))


async def save(visit: Visit) -> web.StreamResponse:
    """A draft of the agency's own words; nothing typed goes back to the portal's."""
    view, facet = _where(visit)
    typed = read(DraftKind.OVERRIDE, visit.form, facet)
    if typed.body is None:
        return _form(visit, view, facet, typed, status=422)
    async with visit.console.database.writing() as session:
        try:
            async with session.begin_nested():
                if led := await visit.first(session, naming.procedure_path(view.code)):
                    return visit.to(led)
                draft = await drafting.save(
                    session,
                    agency=visit.agency,
                    kind=DraftKind.OVERRIDE,
                    subject=f"{view.code}:{facet}",
                    body=typed.body,
                    by=visit.who.name,
                    now=visit.now,
                )
        except StaleError as error:
            return showing.stale(visit, await theirs(session, error), typed)
        except BodyError as error:
            return _form(visit, view, facet, Typed(typed.values, faults=error.faults), status=422)
    return visit.to(naming.draft_path(draft.id), wording.SAVED)


def _form(
    visit: Visit, view: ProcedureView, facet: Facet, typed: Typed, *, status: int = 200
) -> web.Response:
    label = said.LABELS[facet]
    return visit.page(
        "answers/field.html",
        answers_wording,
        status=status,
        title=wording.FIELD_TITLE.format(label=label, name=view.name),
        up={"path": naming.procedure_path(view.code), "name": view.name},
        kind=DraftKind.OVERRIDE,
        typed=typed,
        action=f"{naming.procedure_path(view.code)}/fields/{facet}",
        most=LONGEST_TEXT,
        procedure={"portal": view.facets.get(facet, "")},
    )


def _where(visit: Visit) -> tuple[ProcedureView, Facet]:
    match = visit.request.match_info
    found = visit.console.library.procedure(visit.agency.code, match["code"])
    if found is None or match["facet"] not in set(FACETS):
        raise GoneError
    return found, Facet(match["facet"])
