"""A procedure read from a page or a document into the table: through the same lines as an import."""

from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from connectors.portal.pages import ProcedurePage, Unreadable
from knowledge import news_wording as wording
from knowledge.changes import Change, in_order, one_writer
from knowledge.lines import ProcedureLine
from knowledge.opening import VIETNAM
from knowledge.procedures import Procedure
from knowledge.reasons import reason


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
    what = wording.PROCEDURE_CHANGED if row else wording.PROCEDURE_ADDED
    if row is None:
        row = Procedure(agency_id=agency_id)
        session.add(row)
    for name, value in (line.values() | {"digest": line.digest(), "imported_at": now}).items():
        setattr(row, name, value)
    session.add(Change(agency_id=agency_id, by=wording.BY_SYNCING, what=what.format(code=line.code), at=now))
    return True


def let_go(session: Session, agency_id: int, url: str, now: datetime) -> None:
    """Take out the agency's procedure that was read from the page at `url`, which is gone.

    When the page is there again it is read as a new one. What an agency above says of it answers meanwhile.
    """
    in_order(session)
    query = select(Procedure).where(Procedure.agency_id == agency_id, Procedure.url == url)
    for row in session.scalars(query).all():
        what = wording.PROCEDURE_GONE.format(code=row.code)
        session.delete(row)
        session.add(Change(agency_id=agency_id, by=wording.BY_SYNCING, what=what, at=now))
    session.flush()


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
