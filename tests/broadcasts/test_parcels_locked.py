"""Who pauses or puts off waits for no worker's step, and no two of them for each other."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from telling_office import AGENCY, opened

from broadcasts import parcels
from broadcasts.deliveries import Parcel
from connectors.database import Database


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
