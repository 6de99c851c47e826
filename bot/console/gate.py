"""The page of the gate: how far the questions are asked, then live, or the questions that would change."""

from collections.abc import Iterable
from typing import Any

from aiohttp import web

from bot.console import answers_naming as naming
from bot.console import answers_opened as opening
from bot.console import gate_wording as wording
from bot.console.gate_runs import Run
from bot.console.refusing import GoneError, NotAllowedError, SaidError
from bot.console.rights import Right
from bot.console.routing import Route, get, post
from bot.console.visit import Visit
from knowledge import drafting
from knowledge.drafts import Draft, DraftState
from knowledge.gate import Broken
from knowledge.material import WRITTEN

SHOWN = 50
"""Questions of each kind that are named."""


def routes() -> list[Route]:
    return [
        get(r"/answers/draft/{id:\d{1,9}}/gate", page),
        get(r"/answers/draft/{id:\d{1,9}}/gate/state", state),
        post(r"/answers/draft/{id:\d{1,9}}/publish", publish, Right.EDIT),
    ]


def begin(
    visit: Visit, draft: Draft, *, lock: int | None = None, by: str | None = None, forced: str = ""
) -> Run:
    """Ask the gate for the visitor, who publishes what passes."""
    console = visit.console
    return console.gate.begin(
        draft,
        lock=draft.lock if lock is None else lock,
        by=visit.who.name if by is None else by,
        forced=forced,
        database=console.database,
        library=console.library,
        clock=console.clock,
    )


async def publish(visit: Visit) -> web.StreamResponse:
    """Ask the gate again, or publish in spite of it: a chief's decision, with a reason."""
    draft = await _draft(visit, Right.EDIT)
    if unseen(visit, draft):
        return await opening.anew(visit, wording.UNSEEN)
    if not _decides(visit, draft):
        return visit.to(naming.draft_path(draft.id))
    forced = ""
    if visit.form.ticked("force"):
        if not visit.may(Right.RULE, draft.agency_id):
            raise NotAllowedError
        forced = visit.form.text("why")[:500]
        if not forced:
            raise SaidError(wording.NO_FORCE_REASON)
    begin(visit, draft, forced=forced)
    return visit.to(f"{naming.draft_path(draft.id)}/gate")


def unseen(visit: Visit, draft: Draft) -> bool:
    """Whether the page that was shown is about the draft as it was before, or there was none."""
    return draft.state in drafting.OPEN and opening.seen_lock(visit) != draft.lock


def _decides(visit: Visit, draft: Draft) -> bool:
    """Whether the visitor may publish it from here; what is delicate waits for a second person first."""
    waits = draft.state is DraftState.REVIEW and not draft.written_by(visit.who.name)
    return waits or not draft.delicate


async def page(visit: Visit) -> web.StreamResponse:
    draft = await _draft(visit, Right.READ)
    return visit.page("answers/gate.html", wording, **_values(visit, draft))


async def state(visit: Visit) -> web.StreamResponse:
    """The inside of the page, asked for again and again while the run goes on."""
    draft = await _draft(visit, Right.READ)
    return visit.piece("answers/gate_state.html", wording, **_values(visit, draft))


def _values(visit: Visit, draft: Draft) -> dict[str, Any]:
    run = visit.console.gate.of(draft)
    asks = visit.may(Right.EDIT, draft.agency_id) and draft.state in drafting.OPEN
    if run is None and asks and draft.state is not DraftState.RETURNED:
        # Asked by another process, or lost with one: its outcome is found anew, which changes nothing.
        run = begin(visit, draft, by="")
    # The run may have ended after the draft was read.
    live = draft.state is DraftState.LIVE or (run is not None and run.published)
    return {
        "title": wording.TITLE,
        "name": naming.of_draft(visit, draft),
        "draft": draft,
        "live": live,
        "run": run,
        "going": run is not None and run.going and not live,
        "outcome": None if run is None else run.outcome,
        "broken": _told(visit, run.outcome.broken if run and run.outcome else ()),
        "unsolved": _told(visit, run.outcome.unsolved if run and run.outcome else ()),
        "path": naming.draft_path(draft.id),
        "live_path": naming.subject_path(visit, draft.agency_id, draft.kind, draft.subject),
        "may_force": visit.may(Right.RULE, draft.agency_id),
        "may_publish": asks and _decides(visit, draft),
    }


def _told(visit: Visit, found: Iterable[Broken]) -> list[dict[str, str]]:
    agencies = {each.code: each for each in visit.console.agencies.all.values()}
    return [
        {
            "asked": each.asked,
            "agency": agencies[each.agency].name if each.agency in agencies else each.agency,
            "now": _called(visit, each.agency, each.now),
            "then": _called(visit, each.agency, each.then),
        }
        for each in list(found)[:SHOWN]
    ]


def _called(visit: Visit, agency: str, code: str) -> str:
    """What answers a question, as a colleague knows it."""
    if code in wording.KINDS:
        return wording.KINDS[code]
    catalog = visit.console.library.holdings.catalog
    number = catalog.number(agency, code) if agency in catalog else None
    return code.removeprefix(WRITTEN) if number is None else catalog.entries[number].name


async def _draft(visit: Visit, right: Right) -> Draft:
    async with visit.console.database.reading() as session:
        draft = await session.get(Draft, int(visit.request.match_info["id"]))
    if draft is None:
        raise GoneError
    visit.own(draft.agency_id, right)
    return draft
