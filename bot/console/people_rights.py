"""Who may do what to whom: nobody gives, and nobody touches, what they may not do themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console import people_wording as wording
from bot.console.editors import Editor, Grant
from bot.console.refusing import SaidError
from bot.console.rights import ALLOWED, Right, Role
from bot.console.visit import Visit
from knowledge.agencies import Agency

MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague and every role of theirs."""

    editor: Editor
    grants: Sequence[Grant]

    @property
    def state(self) -> tuple[str, str]:
        """In a word, and its colour."""
        if self.editor.disabled_at is not None:
            return wording.DISABLED, "red"
        if self.editor.password:
            return wording.ACTIVE, "green"
        return (wording.INVITED if self.editor.invitation else wording.UNABLE), "amber"


def may_give(visit: Visit, agency_id: int, role: Role) -> bool:
    """Whether the visitor may give or take this role there: it holds nothing that they don't have."""
    own = visit.rights.get(agency_id, frozenset())
    return Right.PEOPLE in own and ALLOWED[role] <= own


def in_sight(visit: Visit, person: Person) -> bool:
    """Whether the visitor may know of them at all."""
    if not person.grants:
        return at_the_top(visit)
    return any(visit.may(Right.PEOPLE, each.agency_id) for each in person.grants)


def may_touch(visit: Visit, person: Person) -> bool:
    """Whether the visitor may give them a new link, which is as good as all they may, or lock them out."""
    return in_sight(visit, person) and all(
        may_give(visit, each.agency_id, each.role) for each in person.grants
    )


def at_the_top(visit: Visit) -> bool:
    """Whether the visitor looks after people for an agency with none above it."""
    return any(
        Right.PEOPLE in rights and len(visit.console.agencies.line(key)) == 1
        for key, rights in visit.rights.items()
    )


def choices(visit: Visit) -> list[Agency]:
    """Agencies for which the visitor may give roles, higher ones first."""
    agencies = visit.console.agencies
    found = [agencies.all[key] for key in visit.sight(Right.PEOPLE) if key in agencies.all]
    return sorted(found, key=lambda each: (len(agencies.line(each.id)), each.name))[:MOST_CHOICES]


def wanted(visit: Visit) -> tuple[Agency, Role]:
    """What a form wants to give. Raises SaidError where nothing, or too much, was chosen."""
    number, told = visit.form.number("agency"), visit.form.text("role")
    agency = visit.console.agencies.all.get(number or 0)
    if agency is None or not visit.may(Right.PEOPLE, agency.id):
        raise SaidError(wording.NO_AGENCY_CHOSEN)
    if told not in set(Role):
        raise SaidError(wording.NO_ROLE_CHOSEN)
    if not may_give(visit, agency.id, Role(told)):
        raise SaidError(wording.ABOVE)
    return agency, Role(told)
