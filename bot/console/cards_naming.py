"""What things are called on cards: procedures by their codes, drafts by what they are about."""

from collections.abc import Sequence

from bot import explain_wording
from bot.console import today_wording as wording
from bot.console.visit import Visit
from knowledge.drafts import Draft, DraftKind
from knowledge.facets import Facet
from knowledge.groups import QuestionGroup
from knowledge.matching.index import plain_name
from knowledge.material import WRITTEN

OFFERED = 3


def procedure_name(visit: Visit, agency_id: int, code: str) -> str:
    """As the agency gives the procedure, or an answer by the question that names it; empty: it gives none."""
    catalog = visit.console.library.holdings.catalog
    agency = visit.console.agencies.all.get(agency_id)
    number = None if agency is None or agency.code not in catalog else catalog.number(agency.code, code)
    name = "" if number is None else plain_name(catalog.entries[number].name)
    return name[:1].upper() + name[1:]


def candidates(
    visit: Visit, group: QuestionGroup, most: int = OFFERED, agency_id: int | None = None
) -> Sequence[tuple[str, str, float]]:
    """Code, name and share of the procedures that are nearest to a group, best first.

    As the group's agency gives them, or another that decides for it.
    """
    giver = group.agency_id if agency_id is None else agency_id
    codes = [(code, share) for code, share in group.candidates if not code.startswith(WRITTEN)]
    named = [(code, procedure_name(visit, giver, code), share) for code, share in codes]
    return [each for each in named if each[1]][:most]


def titled(visit: Visit, draft: Draft) -> str:
    """What a draft is about."""
    if draft.kind is DraftKind.ANSWER:
        questions = draft.body.get("questions") or [draft.subject]
        return str(questions[0])
    code, _, facet = draft.subject.partition(":")
    name = procedure_name(visit, draft.agency_id, code) or code
    if not facet:
        return name
    return wording.FACET_OF.format(name=name, facet=explain_wording.FACETS[Facet(facet)])
