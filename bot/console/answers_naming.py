"""How drafts, answers and procedures are called on pages, and where their pages stand."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bot import wording as said
from bot.console import answers_wording as wording
from bot.console.visit import Visit
from knowledge.drafts import Draft, DraftKind
from knowledge.facets import Facet
from knowledge.material import WRITTEN
from knowledge.subjects import code_of

LONGEST_TITLE = 120


def title(visit: Visit, agency_id: int, kind: DraftKind, subject: str, body: Mapping[str, Any]) -> str:
    """A line by which a colleague knows it."""
    if kind is DraftKind.ANSWER:
        return str((body.get("questions") or [subject])[0])
    name = procedure_name(visit, agency_id, code_of(kind, subject))
    if kind is DraftKind.PHRASING:
        return wording.PHRASING_TITLE.format(name=name)
    facet = subject.rpartition(":")[2]
    return wording.OVERRIDE_TITLE.format(label=said.LABELS[Facet(facet)], name=name)


def of_draft(visit: Visit, draft: Draft) -> str:
    return title(visit, draft.agency_id, draft.kind, draft.subject, draft.body)


def writers(visit: Visit, draft: Draft) -> str:
    """Who has written in it."""
    return ", ".join(map(visit.called, draft.writers))


def procedure_name(visit: Visit, agency_id: int, code: str) -> str:
    """Its name as the agency gives it; the code where it has none."""
    agency = visit.console.agencies.all.get(agency_id)
    found = None if agency is None else visit.console.library.procedure(agency.code, code)
    return code if found is None else found.name


def answer_name(visit: Visit, agency_id: int, code: str) -> str:
    """The first question of an answer that the agency has or inherits; its code where none is live."""
    line = visit.console.agencies.line(agency_id)
    entries = visit.console.library.holdings.material.entries
    return next(
        (each.name for each in entries if each.code == WRITTEN + code and each.agency_id in line), code
    )


def draft_path(draft_id: int) -> str:
    return f"/console/answers/draft/{draft_id}"


def answer_path(visit: Visit, agency_id: int, code: str) -> str:
    return f"/console/answers/{visit.console.agencies.all[agency_id].code}/{quote(code, safe='')}"


def procedure_path(code: str) -> str:
    return f"/console/procedures/{quote(code, safe='')}"


def subject_path(visit: Visit, agency_id: int, kind: DraftKind, subject: str) -> str:
    """The page of what a draft is about."""
    if kind is DraftKind.ANSWER:
        return answer_path(visit, agency_id, subject)
    return procedure_path(code_of(kind, subject))
