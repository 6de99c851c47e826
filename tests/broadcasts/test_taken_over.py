"""A parcel whose worker died is taken over: what it attempted is unknown, all others are told once."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session
from telling_office import Office, names, opened

from broadcasts import parcels, recording
from broadcasts.attempting import Terms, Walk
from broadcasts.broadcast import Broadcast
from broadcasts.composing import compose
from broadcasts.deliveries import Delivery, Parcel
from broadcasts.deliveries import DeliveryState as State
from broadcasts.outcomes import Outcome, accepted, uncalled
from broadcasts.rules import Rule
from broadcasts.sender import no_alarm
from broadcasts.walking import Step, step
from connectors.database import Database

LEASE = timedelta(seconds=30)
KEY = "zalo:xa-an:00001"


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 20) as office:
        yield office


async def dies(office: Office, *attempted: str) -> Parcel:
    """A worker that claimed a parcel, marked these people as attempted, and was not heard of again."""
    now = office.clock()
    parcel: Parcel = await office.do(lambda session: parcels.claim(session, now, LEASE, channels=["zalo"]))
    for name in attempted:
        await office.do(lambda session, name=name: mark(session, name, now))
    return parcel


def mark(session: Session, name: str, now: datetime) -> None:
    row = session.get_one(Delivery, (1, f"zalo:xa-an:{name}"))
    row.state, row.attempted_at = State.ATTEMPTED, now


async def write(office: Office, parcel: Parcel, outcome: Outcome) -> None:
    await office.do(lambda session: recording.record(session, parcel, [outcome], counted=True))


async def test_what_it_attempted_is_unknown_and_never_sent_again(office: Office) -> None:
    number = await office.announce()
    await dies(office, "00001", "00002")
    office.clock.pass_(LEASE)
    await office.tell(number)
    assert office.box.taken == dict.fromkeys([*names(1), *names(20)[3:]], 1)
    assert await office.tally(number) == {State.ACCEPTED: 18, State.UNKNOWN: 2}
    assert (await office.row(number, "00001")).reason == "its worker died"


async def test_before_its_lease_ends_nobody_takes_it(office: Office) -> None:
    await office.announce()
    await dies(office)
    now = office.clock() + LEASE - timedelta(seconds=1)
    found = await office.do(lambda session: parcels.claim(session, now, LEASE, channels=["zalo"]))
    assert found is None


async def test_what_one_believed_dead_tells_late_is_believed(office: Office) -> None:
    number = await office.announce()
    parcel = await dies(office, "00001")
    began = office.clock()
    office.clock.pass_(LEASE)
    await office.tell(number)
    await write(office, parcel, accepted(KEY, "m-1", began, office.clock()))
    assert (await office.row(number, "00001")).state is State.ACCEPTED


async def test_what_it_tells_late_is_counted(office: Office) -> None:
    number = await office.announce()
    parcel = await dies(office, "00001")
    began = office.clock()
    office.clock.pass_(LEASE)
    await office.tell(number)

    def late(session: Session) -> Step:
        broadcast = session.get_one(Broadcast, number)
        walk = Walk(parcel, broadcast, compose(session, broadcast), renewed=began)
        terms = Terms(None, None, None, Rule(), LEASE)
        outcomes = [accepted(KEY, "m-1", began, office.clock())]
        return step(session, walk, outcomes, terms, office.clock(), room=1, flying=0, alarm=no_alarm)

    assert (await office.do(late)).ended
    for _ in range(2):
        assert await office.tally(number) == {State.ACCEPTED: 20}
        await office.rounds.count()


async def test_what_it_would_plan_again_is_left_to_who_has_the_parcel_now(office: Office) -> None:
    number = await office.announce()
    parcel = await dies(office, "00001")
    began = office.clock()
    office.clock.pass_(LEASE)
    await dies(office)
    await write(office, parcel, uncalled(KEY, began))
    assert (await office.row(number, "00001")).state is State.UNKNOWN
    await office.do(lambda session: mark(session, "00002", office.clock()))
    await write(office, parcel, uncalled("zalo:xa-an:00002", began))
    assert (await office.row(number, "00002")).state is State.ATTEMPTED


async def test_a_fault_of_ours_in_a_call_leaves_that_one_unknown(office: Office) -> None:
    office.box.faults["00001"] = [418]
    await office.tell(number := await office.announce())
    assert (await office.row(number, "00001")).reason == "KeyError"
    assert await office.tally(number) == {State.ACCEPTED: 19, State.UNKNOWN: 1}


async def test_parcels_of_an_account_that_waits_are_left_to_other_accounts_hands(office: Office) -> None:
    await office.announce()
    now = office.clock()
    for apart in ([("zalo", "xa-an")], [("zalo", "xa-an"), ("zalo", "xa-b")]):
        found = await office.do(
            lambda session, apart=apart: parcels.claim(session, now, LEASE, channels=["zalo"], apart=apart)
        )
        assert found is None
    found = await office.do(lambda session: parcels.claim(session, now, LEASE, channels=["messenger"]))
    assert found is None
    await office.do(lambda session: parcels.put_off(session, "zalo", "xa-an", now + LEASE))
    assert (await office.parcels(1))[0].due_at == now + LEASE
    await office.do(lambda session: parcels.go_on(session, "zalo", "xa-an", now))
    assert (await office.parcels(1))[0].due_at == now
