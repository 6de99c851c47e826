"""Who has everything deleted leaves every ledger, and every sum stays what it was."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from telling_office import AGENCY, Office, opened

from broadcasts import controlling, erasing, forgetting, laying, tallies
from broadcasts.broadcast import BroadcastPart
from broadcasts.deliveries import DeliveryState as State
from broadcasts.deliveries import Told
from connectors import people
from connectors.database import Database
from connectors.messages import Address


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 1_001) as office:
        yield office


async def erase(office: Office, *names: str) -> None:
    for name in names:
        who = Address("zalo", AGENCY, name)
        await office.do(lambda session, who=who: (people.forget(session, who), erasing.erase(session, who)))


@pytest.mark.parametrize("name", ["00000", "00003", "00499", "00500", "01000"])
async def test_the_name_goes_wherever_it_stands_and_the_sum_stays(office: Office, name: str) -> None:
    await office.tell(number := await office.announce())
    await erase(office, name)
    keys = [row.person_key for row in await office.rows(number)]
    ends = [end for row in await office.parcels(number) for end in (row.first_key, row.last_key)]
    assert len(keys) == 1_001
    assert not [key for key in (*keys, *ends) if key.endswith(name)]
    assert sum(key.startswith("erased:") for key in keys) == 1
    for _ in range(2):
        assert await office.tally(number) == {State.ACCEPTED: 1_001}
        await office.rounds.count()
    told = await office.do(lambda session: session.scalars(select(Told.person_key)).all())
    assert f"zalo:{AGENCY}:{name}" not in told


async def test_who_is_planned_is_not_told_and_who_is_being_told_stays_unknown(office: Office) -> None:
    number = await office.announce()
    office.box.open.clear()
    async with office.sending():
        await office.until(lambda: office.box.came == 128)
        await erase(office, "00001", "00400")
        office.box.open.set()
        await office.ended(number)
    assert office.box.taken["00400"] == 0
    assert await office.tally(number) == {State.ACCEPTED: 999, State.UNKNOWN: 1, State.SKIPPED: 1}


async def test_the_end_of_what_is_laid_out_names_nobody_either(office: Office) -> None:
    number = await office.announce(laid=False)
    await office.do(lambda session: laying.lay_out(session, 1, office.clock(), window=None, most=100))
    await erase(office, "00099")
    part = await office.do(lambda session: session.get_one(BroadcastPart, 1))
    assert part.laid_key == f"zalo:{AGENCY}:00098"
    await office.rounds.lay_out()
    assert await office.tally(number) == {State.PLANNED: 1_000, State.SKIPPED: 1}


async def test_an_old_ledger_goes_and_its_numbers_stay(office: Office) -> None:
    await office.tell(number := await office.announce())
    await erase(office, "00003", "00700")
    later = await office.announce()
    before = office.clock.now + timedelta(days=1)
    while await office.do(lambda session: forgetting.forget_old(session, before, 400)):
        assert await office.tally(number) == {State.ACCEPTED: 1_001}
    assert await office.rows(number) == []
    assert await office.tally(number) == {State.ACCEPTED: 1_001}
    assert {parcel.first_key for parcel in await office.parcels(number)} == {""}
    assert len(await office.rows(later)) == 999


async def test_progress_says_how_long_the_rest_takes(office: Office) -> None:
    number = await office.announce()
    async with office.sending():
        await office.told(1_001)
        await office.ended(number)
    second = await office.announce()
    office.clock.pass_(timedelta(seconds=50))
    office.box.open.clear()
    progress = await office.do(lambda session: tallies.progress(session, second, office.clock()))
    assert (progress.states, progress.left) == ({State.PLANNED: 1_001}, None)
    office.box.open.set()
    await office.tell(second)
    progress = await office.do(lambda session: tallies.progress(session, second, office.clock()))
    assert progress.left == timedelta()
    assert progress.per_second == pytest.approx(1_001 / 50)
    await office.control(controlling.cancel, await office.announce())
