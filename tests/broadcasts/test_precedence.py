"""An emergency goes before all that waits for its account, whatever put it off meanwhile."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from eventually import eventually
from telling_office import AGENCY, Office, names, opened

from broadcasts import parcels
from broadcasts.broadcast import BroadcastKind
from broadcasts.deliveries import Parcel
from connectors.database import Database
from connectors.pace import Rate

LEASE = timedelta(seconds=30)
ACCOUNT = ("zalo", AGENCY)


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 600) as office:
        yield office


async def claimed(office: Office, **given: Any) -> Parcel | None:
    now, channels = office.clock(), ["zalo"]
    found: Parcel | None = await office.do(
        lambda session: parcels.claim(session, now, LEASE, channels=channels, **given)
    )
    return found


async def test_it_is_claimed_first_also_after_the_account_was_put_off_or_well_again(office: Office) -> None:
    await office.announce()
    urgent = await office.announce(kind=BroadcastKind.EMERGENCY)
    later = office.clock() + timedelta(minutes=1)
    for _ in range(2):
        await office.do(lambda session: parcels.put_off(session, *ACCOUNT, later))
        assert await claimed(office) is None
        await office.do(lambda session: parcels.go_on(session, *ACCOUNT, office.clock()))
        found = await claimed(office)
        assert found is not None
        assert found.broadcast_id == urgent


async def test_an_account_for_which_an_emergency_waits_sends_nothing_else(office: Office) -> None:
    await office.announce()
    await office.announce(kind=BroadcastKind.EMERGENCY)
    found = [await claimed(office, apart=[ACCOUNT]) for _ in range(3)]
    assert [parcel is not None and parcel.urgent for parcel in found] == [True, True, False]
    assert found[2] is None
    assert await claimed(office) is None


async def test_of_an_account_whose_emergency_waits_for_its_pace_no_more_is_claimed(office: Office) -> None:
    await office.announce(kind=BroadcastKind.EMERGENCY)
    assert await claimed(office, full=[ACCOUNT]) is None


async def test_news_that_wait_for_their_accounts_pace_give_way(office: Office) -> None:
    office.platform.pace = Rate(per_second=20, burst=20)
    news = await office.announce()
    async with office.sending():
        await office.until(lambda: office.box.taken.total() >= 10)
        urgent = await office.announce(kind=BroadcastKind.EMERGENCY)

        async def goes_first() -> bool:
            rows = await office.parcels(news)
            return all(parcel.lease_until is None for parcel in rows)

        await eventually(goes_first)
        office.platform.pace = Rate(per_second=1_000_000, burst=1_000_000)
        office.clock.pass_(timedelta(seconds=1))
        await office.ended(urgent)
        await office.ended(news)
    assert office.box.taken == dict.fromkeys(names(600), 2)
