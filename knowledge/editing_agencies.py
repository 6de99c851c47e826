"""What is done to agencies: adding one, changing one, stating what one receives."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import recorded, recorded_wording, wording
from knowledge.agencies import Agency, AgencyLevel, Scope, find_agency, lineage
from knowledge.changes import Change, one_writer
from knowledge.lines import ScopeLine
from knowledge.plain_text import Label, Link, Paragraph
from knowledge.procedures import Procedure
from knowledge.refusals import RefusedError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODES_LOGGED = 100
"""Of those that are received no longer, or newly, so many are named in the change log."""


def _slug(code: str) -> str:
    if not SLUG.fullmatch(code):
        raise ValueError(wording.SLUG)
    return code


class AgencyDetails(BaseModel):
    """What is to be set; None leaves a field as it is. An empty contact field is inherited."""

    model_config = ConfigDict(frozen=True)

    code: Annotated[str, Field(max_length=64), AfterValidator(_slug)]
    name: Annotated[Label, Field(min_length=1)] | None = None
    level: AgencyLevel | None = None
    parent: str | None = None
    """The parent's code; empty for an agency at the top."""
    address: Label | None = None
    hours: Label | None = None
    phone: Label | None = None
    portal_url: Link | None = None
    online_url: Link | None = None
    disclaimer: Paragraph | None = None


async def save_agency(session: AsyncSession, details: AgencyDetails, *, by: str, now: datetime) -> bool:
    """Adds the agency, or changes the one of this code; says whether it is new.

    Raises RefusedError: unknown parent, a parent that is its own descendant, a new one without a name.
    """
    await one_writer(session)
    agency = await session.scalar(select(Agency).where(Agency.code == details.code))
    fields = await _fields(session, details)
    if agency is None:
        if details.name is None or details.level is None:
            raise RefusedError(wording.NEW_NEEDS_NAME.format(code=details.code))
        agency = Agency(code=details.code, created_at=now, **fields)
        session.add(agency)
        await session.flush()
        session.add(
            Change(
                agency_id=agency.id,
                by=by,
                what=recorded_wording.AGENCY_ADDED.format(
                    agency=recorded.with_code(agency.name, agency.code)
                ),
                at=now,
                subject=f"agency:{agency.code}",
                after=fields,
            )
        )
        return True
    await _refuse_cycle(session, agency, fields.get("parent_id"))
    changed = {name: value for name, value in fields.items() if getattr(agency, name) != value}
    before = {name: getattr(agency, name) for name in changed}
    for name, value in changed.items():
        setattr(agency, name, value)
    if changed:
        names = ", ".join(recorded_wording.AGENCY_FIELDS[name] for name in changed)
        what = recorded_wording.AGENCY_UPDATED.format(
            agency=recorded.with_code(agency.name, agency.code), fields=names
        )
        subject = f"agency:{agency.code}"
        session.add(
            Change(
                agency_id=agency.id, by=by, what=what, at=now, subject=subject, before=before, after=changed
            )
        )
    return False


async def _fields(session: AsyncSession, details: AgencyDetails) -> dict[str, Any]:
    fields = details.model_dump(exclude={"code", "parent"}, exclude_none=True)
    if details.parent is not None:
        fields["parent_id"] = await _parent_id(session, details.parent)
    return fields


async def _parent_id(session: AsyncSession, code: str) -> int | None:
    if not code:
        return None
    parent_id = await session.scalar(select(Agency.id).where(Agency.code == code))
    if parent_id is None:
        raise RefusedError(wording.UNKNOWN_PARENT.format(code=code))
    return parent_id


async def _refuse_cycle(session: AsyncSession, agency: Agency, parent_id: int | None) -> None:
    if parent_id is None:
        return
    parent = await session.get_one(Agency, parent_id)
    if agency.id in {above.id for above in await lineage(session, parent)}:
        raise RefusedError(wording.CYCLE.format(parent=parent.code, code=agency.code))


async def replace_scope(
    session: AsyncSession, code: str, lines: list[ScopeLine], *, by: str, now: datetime
) -> set[str]:
    """States that the agency receives exactly these; gives the codes that no procedure of it has yet.

    A procedure named on several lines (at two counters) is kept once, with all that they say.
    """
    await one_writer(session)
    agency = await find_agency(session, code)
    rows = _merged(lines)
    held = set(await session.scalars(select(Scope.code).where(Scope.agency_id == agency.id)))
    await session.execute(delete(Scope).where(Scope.agency_id == agency.id))
    if rows:
        await session.execute(insert(Scope), [{"agency_id": agency.id, **row} for row in rows.values()])
    named = recorded.with_code(agency.name, agency.code)
    what = recorded_wording.SCOPE_REPLACED.format(agency=named, count=len(rows))
    change = Change(agency_id=agency.id, by=by, what=what, at=now, subject=f"agency:{agency.code}")
    change.before = {"received": len(held), "codes": sorted(held - set(rows))[:CODES_LOGGED]}
    change.after = {"received": len(rows), "codes": sorted(set(rows) - held)[:CODES_LOGGED]}
    session.add(change)
    return set(rows) - await known_codes(session, await lineage(session, agency))


def _merged(lines: list[ScopeLine]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for line in lines:
        row = rows.setdefault(line.code, {"code": line.code, "counter": "", "fee": "", "note": ""})
        for name in ("counter", "fee", "note"):
            said: str = getattr(line, name)
            if said and said not in row[name].split("; "):
                row[name] = f"{row[name]}; {said}" if row[name] else said
    return rows


async def known_codes(session: AsyncSession, agencies: list[Agency]) -> set[str]:
    """The codes of every procedure that these agencies have."""
    ids = [agency.id for agency in agencies]
    return set(await session.scalars(select(Procedure.code).where(Procedure.agency_id.in_(ids))))
