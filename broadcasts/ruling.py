"""Which rule holds for an agency's news, and how an editor changes it. Takes a synchronous session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from broadcasts import planning_wording as wording
from broadcasts.rules import NewsRule, Rule
from knowledge.agencies import Agency
from knowledge.changes import Change
from knowledge.refusals import RefusedError

NAMES = tuple(field.name for field in fields(Rule))
_RULE = TypeAdapter(Rule)


def rule_of(session: Session, agency_code: str) -> Rule:
    """The rule that holds: each value the agency's own, or that of the nearest ancestor that set it."""
    return merged(values for _, values in _set_by(session, agency_code))


def merged(set_by: Iterable[Mapping[str, object]]) -> Rule:
    """The rule of what an agency and its ancestors set, the nearest first."""
    values: dict[str, object] = {}
    for own in set_by:
        for name, value in own.items():
            values.setdefault(name, value)
    return _read(values)


def origins(session: Session, agency_code: str) -> dict[str, str]:
    """The code of the agency that each value is set by; those that nobody set are missing."""
    found: dict[str, str] = {}
    for code, values in _set_by(session, agency_code):
        for name in values:
            found.setdefault(name, code)
    return found


def change_rule(
    session: Session, agency_code: str, given: Mapping[str, object], *, by: str, now: datetime
) -> Rule:
    """Set values of an agency's rule, named as in `Rule`; None has one inherited again.

    Returns what holds then.

    Raises RefusedError: unknown agency or name, or a value that can't be.
    """
    agency = _found(session, agency_code)
    row = session.get(NewsRule, agency.id)
    before = dict(row.values) if row else {}
    merged = {**before, **_checked(given)}
    kept = {name: value for name, value in merged.items() if given.get(name, value) is not None}
    if row is None:
        session.add(NewsRule(agency_id=agency.id, values=kept, changed_by=by, changed_at=now))
    else:
        row.values, row.changed_by, row.changed_at = kept, by, now
    names = ", ".join(dict.fromkeys(wording.NAMES[name] for name in NAMES if name in given))
    what = wording.RULE_CHANGED.format(agency=agency.name, names=names)
    told = {"subject": f"news rule:{agency.code}", "before": before, "after": kept, "learned": False}
    session.add(Change(agency_id=agency.id, by=by, what=what, at=now, **told))
    session.flush()
    return rule_of(session, agency_code)


def _checked(given: Mapping[str, object]) -> dict[str, Any]:
    """The values as they are kept. Raises RefusedError."""
    unknown = sorted(set(given) - set(NAMES))
    if unknown:
        raise RefusedError(wording.NO_SUCH_VALUE.format(name=unknown[0], names=", ".join(NAMES)))
    said = {name: value for name, value in given.items() if value is not None}
    try:
        read = _RULE.dump_python(_RULE.validate_python(said), mode="json")
    except ValidationError as error:
        name = error.errors()[0]["loc"][0]
        raise RefusedError(wording.BAD_VALUE.format(name=name, range=wording.VALUES[str(name)])) from error
    return {name: read[name] if name in said else None for name in given}


def _read(values: Mapping[str, object]) -> Rule:
    """The rule of these values; one that can't be gives way to what is usual."""
    known = {name: value for name, value in values.items() if name in NAMES}
    try:
        return _RULE.validate_python(known)
    except ValidationError as error:
        wrong = {fault["loc"][0] for fault in error.errors()}
        return _RULE.validate_python({name: known[name] for name in known if name not in wrong})


def _found(session: Session, code: str) -> Agency:
    agency = session.scalar(select(Agency).where(Agency.code == code))
    if agency is None:
        raise RefusedError(wording.NO_AGENCY.format(code=code))
    return agency


def _set_by(session: Session, code: str) -> Sequence[tuple[str, Mapping[str, object]]]:
    """What the agency itself set, its parent, and so on to the root; those that set nothing are left out."""
    own = select(Agency.code, Agency.id, Agency.parent_id, literal(0).label("step"))
    line = own.where(Agency.code == code).cte(recursive=True)
    above = select(Agency.code, Agency.id, Agency.parent_id, line.c.step + 1)
    line = line.union_all(above.join(line, Agency.id == line.c.parent_id))
    query = select(line.c.code, NewsRule.values).join(NewsRule, NewsRule.agency_id == line.c.id)
    return [(set_by, values) for set_by, values in session.execute(query.order_by(line.c.step))]
