"""The database, as the rest of the house sees it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from connectors.database import Database, DatabaseUnavailableError, driver_url
from knowledge.changes import Change, one_writer, revision

HANOI = timezone(timedelta(hours=7))


async def test_a_time_keeps_its_instant_and_comes_back_in_utc(database: Database) -> None:
    at = datetime(2026, 11, 22, 7, 30, tzinfo=HANOI)
    async with database.writing() as session:
        await one_writer(session)
        session.add(Change(agency_id=None, by="test", what="x", at=at))
    async with database.reading() as session:
        kept = (await session.scalars(select(Change.at))).one()
        assert await revision(session) == 1
    assert kept == at
    assert kept.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a zone"):
        async with database.writing() as session:
            session.add(Change(agency_id=None, by="test", what="x", at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_what_raises_keeps_nothing(database: Database) -> None:
    async def change_and_fail() -> None:
        async with database.writing() as session:
            session.add(Change(agency_id=None, by="test", what="x", at=datetime.now(UTC)))
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await change_and_fail()
    async with database.reading() as session:
        assert await revision(session) == 0


async def test_a_database_that_is_not_there_is_told_plainly() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailableError):
        async with database.reading() as session:
            await session.execute(text("SELECT 1"))
    await database.close()


def test_other_kinds_of_address_are_refused() -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        driver_url("mysql://somewhere/x")
