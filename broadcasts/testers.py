"""The test group of an agency: members of staff who get rehearsals. Takes a synchronous session."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import announcing_wording as wording
from broadcasts.preferences import Tester
from broadcasts.proposing import LONGEST_NAME, agency_of, named, said
from broadcasts.ways import PAGE, WEBCHAT, ZALO
from connectors.messages import Address
from connectors.people import Person
from knowledge.agencies import Agency
from knowledge.changes import Change
from knowledge.refusals import RefusedError

CHANNELS = (ZALO, PAGE, WEBCHAT)
MOST_SHOWN = 10


def add_tester(
    session: Session, agency_code: str, channel: str, person: str, *, name: str, by: str, now: datetime
) -> Tester:
    """Put somebody who wrote to the agency's account into its test group; again: under the new name.

    Raises RefusedError with what to do.
    """
    who, agency = named(by), agency_of(session, agency_code)
    called = said(" ".join(name.split()), wording.A_NAME, LONGEST_NAME)
    key = _address(agency, channel, person).key
    if session.get(Person, key) is None:
        told = {"person": person, "channel": channel, "agency": agency.code}
        raise RefusedError(wording.NO_PERSON.format(**told))
    tester = session.get(Tester, key)
    before = {} if tester is None else {"before": {"name": tester.name}}
    if tester is None:
        tester = Tester(person_key=key, agency_id=agency.id, name=called, added_by=who, added_at=now)
        session.add(tester)
    tester.name = called
    what = wording.TESTER_ADDED.format(name=called)
    _write_down(session, agency.id, who, what, now, after={"name": called}, **before)
    return tester


def remove_tester(session: Session, person: str, *, agency_code: str | None, by: str, now: datetime) -> str:
    """Take somebody out of the test group; returns the name. Raises RefusedError with what to do."""
    who = named(by)
    rows = [row for row, _ in testers(session, agency_code) if row.person_key.split(":", 2)[2] == person]
    if not rows:
        raise RefusedError(wording.NO_TESTER.format(person=person))
    if len(rows) > 1:
        raise RefusedError(wording.SEVERAL_TESTERS.format(person=person))
    session.delete(rows[0])
    name = rows[0].name
    what = wording.TESTER_REMOVED.format(name=name)
    _write_down(session, rows[0].agency_id, who, what, now, before={"name": name})
    return name


def testers(session: Session, agency_code: str | None) -> list[tuple[Tester, str]]:
    """Who is in the test group, of one agency or of all, with the agency's code."""
    query = select(Tester, Agency.code).join(Agency, Agency.id == Tester.agency_id)
    if agency_code is not None:
        query = query.where(Agency.code == agency_code)
    return [(tester, code) for tester, code in session.execute(query.order_by(Tester.added_at))]


def wrote_of_late(session: Session, agency_code: str, channel: str, since: datetime) -> Sequence[Person]:
    """Who wrote to the account since then, the last first: a tester finds oneself there."""
    agency = agency_of(session, agency_code)
    _address(agency, channel, "")
    query = select(Person).where(
        Person.channel == channel, Person.agency == agency.code, Person.last_at > since
    )
    return session.scalars(query.order_by(Person.last_at.desc()).limit(MOST_SHOWN)).all()


def _address(agency: Agency, channel: str, person: str) -> Address:
    if channel not in CHANNELS:
        raise RefusedError(wording.NO_CHANNEL.format(names=", ".join(CHANNELS)))
    return Address(channel, agency.code, person)


def _write_down(
    session: Session, agency_id: int, by: str, what: str, now: datetime, **values: dict[str, str]
) -> None:
    told = {"by": by, "what": what, "at": now, "subject": "testers", "learned": False}
    session.add(Change(agency_id=agency_id, **told, **values))
    session.flush()
