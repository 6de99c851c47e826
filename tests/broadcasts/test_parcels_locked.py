"""Who pauses or puts off never waits in a circle with a worker's step, and holds from its commit on."""

import asyncio
from datetime import datetime, timedelta

from eventually import held_up
from sqlalchemy import select
from sqlalchemy.orm import Session
from telling_office import AGENCY, opened

from broadcasts import controlling, parcels, settling
from broadcasts.attempting import Terms, Walk
from broadcasts.broadcast import Broadcast
from broadcasts.composing import compose
from broadcasts.deliveries import Delivery, DeliveryState, Parcel
from broadcasts.rules import Rule
from broadcasts.sender import no_alarm
from broadcasts.walking import Step, step
from connectors.channel import Ability, ChoiceStyle
from connectors.database import Database
from connectors.messages import Address, Receipt, ReceiptKind


async def test_a_parcel_in_which_a_step_is_taken_is_passed_over(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with opened(database, 1_200) as office:
        number = await office.announce()
        numbers = [row.id for row in await office.parcels(number)]
        async with database.writing() as stepping:
            await stepping.scalars(select(Parcel).where(Parcel.id == numbers[0]).with_for_update())
            await database.at_once(lambda session: parcels.hold(session, number))
        due = {row.id: row.due_at for row in await office.parcels(number)}
    assert [due[one] >= parcels.NEVER for one in numbers] == [False, *[True] * (len(numbers) - 1)]
    await database.close()


async def test_what_waits_for_an_account_is_put_off_but_where_a_step_is_taken(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with opened(database, 1_200) as office:
        later = office.clock() + timedelta(hours=1)

        def put_off(session: Session) -> None:
            parcels.put_off(session, "zalo", AGENCY, later)

        number = await office.announce()
        first, *others = [row.id for row in await office.parcels(number)]
        async with database.writing() as stepping:
            await stepping.scalars(select(Parcel).where(Parcel.id == first).with_for_update())
            await database.at_once(put_off)
        due = {row.id: row.due_at for row in await office.parcels(number)}
    assert due[first] < later
    assert {due[one] for one in others} == {later}
    await database.close()


async def test_a_step_that_met_a_pause_attempts_nobody(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with opened(database, 20) as office:
        number = await office.announce()
        walk = await office.do(lambda session: begun(session, number, office.clock()))
        async with database.writing() as pausing:
            await pausing.run_sync(controlling.pause, number, "lan", office.clock(), "vì thế")
            stepping = asyncio.create_task(office.do(lambda session: taken(session, walk, office.clock())))
            await held_up(database)
        assert (await stepping).going == []
        assert await office.tally(number) == {DeliveryState.PLANNED: 20}
    await database.close()


async def test_whoever_paused_knows_of_all_who_were_attempted(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with opened(database, 20) as office:
        number = await office.announce()
        walk = await office.do(lambda session: begun(session, number, office.clock()))
        async with database.writing() as stepping:
            going = (await stepping.run_sync(taken, walk, office.clock())).going
            pausing = asyncio.create_task(office.control(controlling.pause, number))
            await held_up(database)
            assert not pausing.done()
        await pausing
        assert len(going) == 20
    await database.close()


async def test_a_receipt_that_comes_as_a_parcel_is_settled_is_counted(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with opened(database, 20) as office:
        number, now = await office.announce(), office.clock()
        walk = await office.do(lambda session: begun(session, number, now))
        await office.do(lambda session: told(session, number, now))
        seen = Receipt("r", Address("zalo", AGENCY, "00001"), now, ReceiptKind.SEEN, ("m-00001",))
        async with database.writing() as settled:
            await settled.run_sync(parcels.settle, walk.parcel, now)
            noted = asyncio.create_task(office.do(lambda session: settling.note(session, [seen])))
            await held_up(database)
        await noted
        assert await office.tally(number) == {DeliveryState.ACCEPTED: 19, DeliveryState.SEEN: 1}
    await database.close()


def begun(session: Session, number: int, now: datetime) -> Walk:
    """A worker that has claimed the broadcast's parcel and not taken a step yet."""
    parcel = parcels.claim(session, now, timedelta(seconds=30), channels=["zalo"])
    assert parcel is not None
    broadcast = session.get_one(Broadcast, number)
    return Walk(parcel, broadcast, compose(session, broadcast), renewed=now)


def taken(session: Session, walk: Walk, now: datetime) -> Step:
    terms = Terms(None, None, Ability(2_000, ChoiceStyle.BUTTONS), Rule(), timedelta(seconds=30))
    return step(session, walk, [], terms, now, room=64, flying=0, alarm=no_alarm)


def told(session: Session, number: int, now: datetime) -> None:
    for row in session.scalars(select(Delivery).where(Delivery.broadcast_id == number)):
        row.state, row.attempted_at = DeliveryState.ACCEPTED, now
        row.platform_id = f"m-{row.person_key[-5:]}"
