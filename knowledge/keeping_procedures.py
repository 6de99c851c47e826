"""A procedure read from a page or a document into the table: through the same lines as an import."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from connectors.portal.pages import ProcedurePage, Unreadable
from knowledge import news_wording as wording
from knowledge import recorded, recorded_wording
from knowledge.changes import Change, in_order, one_writer
from knowledge.lines import ProcedureLine
from knowledge.opening import VIETNAM
from knowledge.procedures import Procedure
from knowledge.reasons import reason

LOGGED = 2_000
"""Letters of a field that the change log keeps."""


async def keep_procedure(
    session: AsyncSession, agency_id: int, page: ProcedurePage, url: str, now: datetime
) -> bool:
    """Bring the agency's procedure up to the page; whether that changed it. Raises Unreadable.

    What a page does not tell of (the ministry) stays as it was; the date is the day of the change.
    """
    await one_writer(session)
    line = line_of(page, url)
    query = select(Procedure).where(Procedure.agency_id == agency_id, Procedure.code == line.code)
    row = await session.scalar(query)
    if row is not None:
        line = line.model_copy(update={"ministry": row.ministry, "source": row.source, "as_of": row.as_of})
        if line.digest() == row.digest:
            return False
    line = line.model_copy(update={"as_of": now.astimezone(VIETNAM).date().isoformat()})
    values = line.values()
    what = recorded_wording.PROCEDURE_CHANGED if row else recorded_wording.PROCEDURE_ADDED
    before, after = _differing(row, values)
    if row is None:
        row = Procedure(agency_id=agency_id)
        session.add(row)
    for name, value in (values | {"digest": line.digest(), "imported_at": now}).items():
        setattr(row, name, value)
    _record(session, agency_id, row, what, now, before=before, after=after)
    return True


def let_go(session: Session, agency_id: int, url: str, now: datetime) -> None:
    """Take out the agency's procedure that was read from the page at `url`, which is gone.

    When the page is there again it is read as a new one. What an agency above says of it answers meanwhile.
    """
    in_order(session)
    query = select(Procedure).where(Procedure.agency_id == agency_id, Procedure.url == url)
    for row in session.scalars(query).all():
        before = {"name": row.name, "url": row.url}
        session.delete(row)
        _record(session, agency_id, row, recorded_wording.PROCEDURE_GONE, now, before=before, after=None)
    session.flush()


def _differing(
    row: Procedure | None, values: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """What the page changes, for the change log, field by field; of a new procedure its name."""
    if row is None:
        return None, {"name": values["name"]}
    old = {name: getattr(row, name) for name in values if name != "facets"} | row.facets
    new = {name: value for name, value in values.items() if name != "facets"} | values["facets"]
    names = [name for name in {**old, **new} if old.get(name, "") != new.get(name, "")]
    before, after = ({name: each.get(name, "")[:LOGGED] for name in names} for each in (old, new))
    return before, after


def _record(
    session: AsyncSession | Session, agency_id: int, row: Procedure, what: str, now: datetime, **values: Any
) -> None:
    name = recorded.with_code(row.name, row.code)
    told = {"by": wording.BY_SYNCING, "what": what.format(name=name), "at": now}
    session.add(Change(agency_id=agency_id, subject=f"procedure:{row.code}", **told, **values))


def line_of(page: ProcedurePage, url: str) -> ProcedureLine:
    """As a line of a file of procedures would say it. Raises Unreadable: it has no name, or is too long."""
    told = {
        "code": page.code,
        "name": page.name,
        "field": page.field,
        "agency": page.receiver,
        "level": page.level,
        "decision": page.decision,
        "facets": dict(page.facets),
        "url": "" if url.startswith("file:") else url,
    }
    try:
        return ProcedureLine.model_validate(told)
    except ValidationError as error:
        raise Unreadable(wording.BAD_PROCEDURE.format(reason=reason(error))) from error
