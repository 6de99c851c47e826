"""Groups of one meaning in several agencies: one card and one act for whoever works for all of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.console.rights import Right
from bot.console.visit import Visit
from knowledge.agencies import Agency
from knowledge.grouping_alike import MOST_TOGETHER, those_alike, together
from knowledge.groups import GroupState, QuestionGroup

LOOKED_AT = 200
"""Of the agencies in sight, so many groups, those asked most, are looked through for the same meaning."""
NAMED = 3
"""Places that a card names."""


def several(visit: Visit) -> bool:
    """Whether the visitor may decide for more than one agency at once."""
    return visit.may(Right.DRAFT) and len(visit.sight(Right.DRAFT)) > 1


def gathered(visit: Visit, groups: Sequence[QuestionGroup]) -> list[list[QuestionGroup]]:
    """Each group with those that mean the same, where the visitor may decide for all; else by itself."""
    return together(groups) if several(visit) else [[group] for group in groups]


def beside(session: Session, visit: Visit, group: QuestionGroup) -> list[QuestionGroup]:
    """What else waits in sight and means the same. One query."""
    if not several(visit) or group.state is not GroupState.OPEN:
        return []
    sight = visit.sight(Right.DRAFT)
    query = (
        select(QuestionGroup)
        .where(QuestionGroup.agency_id.in_(sight), QuestionGroup.state == GroupState.OPEN)
        .where(QuestionGroup.id != group.id)
        .order_by(QuestionGroup.count.desc(), QuestionGroup.id)
        .limit(LOOKED_AT)
    )
    return those_alike(group, session.scalars(query))[: MOST_TOGETHER - 1]


def agency_for(visit: Visit, groups: Sequence[QuestionGroup]) -> Agency:
    """The nearest agency that all of them are of, or below: what it says reaches all who asked."""
    agencies = visit.console.agencies
    lines = [agencies.line(group.agency_id) for group in groups]
    return agencies.all[next(key for key in lines[0] if all(key in line for line in lines))]


def numbers_of(text: str) -> list[int]:
    """Numbers of groups as a form or an address tells them, `2,3`; what is none is passed over."""
    found = (each for each in text.split(",") if each.isascii() and each.isdecimal() and len(each) < 10)  # noqa: PLR2004 (of an INTEGER)
    return list(dict.fromkeys(map(int, found)))[:MOST_TOGETHER]


def told(groups: Sequence[QuestionGroup]) -> str:
    """The groups but the first, as `numbers_of` reads them."""
    return ",".join(str(group.id) for group in groups[1:])


def places(visit: Visit, groups: Sequence[QuestionGroup]) -> list[str]:
    """Names of their agencies, each once."""
    return list(dict.fromkeys(visit.console.agencies.name(group.agency_id) for group in groups))
