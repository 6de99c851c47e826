"""Whether an agency was open when it was asked, as its own words about its hours say."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.agencies import Agency, contact_of, lineage_within
from knowledge.opening import Span, open_at, weekly


def open_hours(session: Session) -> Callable[[int, datetime], bool | None]:
    """Asks of an agency's id and a time; None where the hours are not stated, or can't be read for sure."""
    agencies = {agency.id: agency for agency in session.scalars(select(Agency))}

    @cache
    def spans(agency_id: int) -> tuple[Span, ...] | None:
        return weekly(contact_of(lineage_within(agencies, agencies[agency_id])).hours)

    def is_open(agency_id: int, at: datetime) -> bool | None:
        stated = spans(agency_id)
        return None if stated is None else open_at(stated, at)

    return is_open
