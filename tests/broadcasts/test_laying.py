"""The ledger is laid out once, however often and by however many it is begun."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from eventually import eventually
from sqlalchemy import delete
from sqlalchemy.orm import Session
from telling_office import DAY, Office, opened

from broadcasts import controlling, laying
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState
from broadcasts.deliveries import DeliveryState as State
from broadcasts.rounds import Rounds
from connectors.accounts import ChannelAccount
from connectors.bulk import PlatformBulk
from connectors.claims import WaitState
from connectors.database import Database
from connectors.people import Person


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database, 1_203) as office:
        yield office


async def layer(office: Office, most: int, part: int = 1) -> bool:
    more: bool = await office.do(
        lambda session: laying.lay_out(session, part, office.clock(), window=None, most=most)
    )
    return more


async def test_every_follower_has_a_row_and_lies_in_exactly_one_parcel(office: Office) -> None:
    number = await office.announce()
    rows, parcels = await office.rows(number), await office.parcels(number)
    assert len(rows) == 1_203
    assert [parcel.size for parcel in parcels] == [500, 500, 203]
    assert parcels[0].first_key == rows[0].person_key
    assert parcels[-1].last_key == rows[-1].person_key
    assert all(before.last_key < after.first_key for before, after in pairwise(parcels))
    assert await office.tally(number) == {State.PLANNED: 1_203}


async def test_it_goes_on_where_it_stood_layer_by_layer(office: Office) -> None:
    number = await office.announce(laid=False)
    layers = 1
    while await layer(office, 400):
        layers += 1
        assert len(await office.rows(number)) == min(400 * (layers - 1), 1_203)
    assert layers == 4
    assert len(await office.rows(number)) == 1_203
    assert not await layer(office, 400)
    assert sum(parcel.size for parcel in await office.parcels(number)) == 1_203


async def test_parcels_may_be_sent_while_the_rest_is_laid_out(office: Office) -> None:
    number = await office.announce(laid=False)
    await layer(office, 500)
    async with office.sending():
        await office.told(500)
        await office.rounds.end()
        assert (await office.broadcast(number)).ended_at is None
        await office.rounds.lay_out()
        await office.ended(number)
    assert office.box.taken.total() == 1_203


async def test_two_that_lay_out_at_once_lay_out_once(office: Office, database_url: str) -> None:
    number = await office.announce(laid=False)
    other = Database(database_url)

    def both(session: Session) -> bool:
        """While one holds the part, another comes."""
        return laying.lay_out(session, 1, office.clock(), window=None, most=1_000)

    if not other.is_sqlite:
        async with office.database.writing() as session:
            assert await session.run_sync(both)
            assert await other.at_once(both) is False
    await office.rounds.lay_out()
    await other.close()
    assert len(await office.rows(number)) == 1_203


async def test_whom_the_window_keeps_out_is_in_the_ledger_with_the_reason(office: Office) -> None:
    def long_ago(session: Session) -> None:
        person = session.get_one(Person, "zalo:xa-an:00100")
        person.last_at = person.first_at.replace(year=2020)

    await office.do(long_ago)
    number = await office.announce()
    assert (await office.row(number, "00100")).reason == "window"
    assert await office.tally(number) == {State.PLANNED: 1_202, State.SKIPPED: 1}


async def test_who_is_left_when_it_is_cancelled_is_laid_out_as_skipped(office: Office) -> None:
    number = await office.announce(laid=False)
    await layer(office, 500)
    await office.control(controlling.cancel, number)
    await office.rounds.lay_out()
    assert await office.tally(number) == {State.SKIPPED: 1_203}
    assert {row.reason for row in (await office.rows(number))[500:]} == {"cancelled"}
    parcels = await office.parcels(number)
    assert [parcel.state for parcel in parcels] == [WaitState.WAITING, WaitState.DONE, WaitState.DONE]


async def test_an_emergency_that_comes_meanwhile_is_laid_out_next(office: Office) -> None:
    news = await office.announce(laid=False)
    bulks = {"zalo": PlatformBulk(office.channel)}
    laying_out = asyncio.create_task(Rounds(office.database, bulks, office.clock, layer=20).lay_out())

    async def has_begun() -> bool:
        return bool(await office.parcels(news))

    await eventually(has_begun)
    urgent = await office.announce(laid=False, kind=BroadcastKind.EMERGENCY)
    await laying_out
    assert (await office.parcels(urgent))[-1].id < (await office.parcels(news))[-1].id
    assert len(await office.rows(news)) == len(await office.rows(urgent)) == 1_203


async def test_a_broadcast_whose_account_went_says_so_and_is_laid_out_when_it_is_over(office: Office) -> None:
    news = await office.announce(laid=False, until=office.clock.now + DAY)
    urgent = await office.announce(laid=False, kind=BroadcastKind.EMERGENCY)
    await office.do(lambda session: session.execute(delete(ChannelAccount)))
    await office.accounts.refresh()
    await office.rounds.lay_out()
    assert (await office.broadcast(news)).reason.startswith("Chưa gửi được")
    await office.control(controlling.cancel, urgent)
    office.clock.pass_(DAY)
    await office.rounds.lay_out()
    await office.rounds.end()
    told = await office.broadcast(news)
    assert (told.state, told.reason) == (BroadcastState.DONE, "")
    assert await office.tally(news) == await office.tally(urgent) == {State.SKIPPED: 1_203}
    assert {row.reason for row in await office.rows(news)} == {"expired"}


async def test_a_broadcast_to_nobody_ends_at_once(office: Office) -> None:
    def nobody(session: Session) -> None:
        session.execute(delete(Person))

    await office.do(nobody)
    number = await office.announce()
    await office.rounds.end()
    assert (await office.broadcast(number)).ended_at == office.clock.now
    assert await office.tally(number) == {}


async def test_what_is_not_begun_is_not_laid_out(office: Office) -> None:
    number = await office.announce(laid=False, start_at=office.clock.now.replace(year=2030))
    await office.rounds.lay_out()
    assert await office.rows(number) == []
    assert not await layer(office, 10)
    part, row = await office.do(
        lambda session: (session.get_one(BroadcastPart, 1), session.get_one(Broadcast, number))
    )
    assert (part.laid, row.began_at) == (False, None)
