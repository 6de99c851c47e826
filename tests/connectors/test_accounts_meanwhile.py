"""What a process changes itself while it looks for what others changed is not undone by that look."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from eventually import held_up
from pacing import NOON, SEAL

from connectors.accounts import ChannelAccount
from connectors.database import Database
from connectors.directory import Accounts, Particulars


class Slow(Database):
    """What is read from it arrives late."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.was_read, self.arrives = asyncio.Event(), asyncio.Event()

    async def at_once(self, act: Any, *, writing: bool = True) -> Any:
        told = await super().at_once(act, writing=writing)
        if not writing:
            self.was_read.set()
            await self.arrives.wait()
        return told


@pytest.fixture
async def slow(database_url: str) -> AsyncIterator[Slow]:
    database = Slow(database_url)
    yield database
    await database.close()


def particulars(agency: str) -> Particulars:
    return Particulars("zalo", agency, f"oa-{agency}", "100", agency, {}, {"access_token": "access-1"})


async def test_an_account_that_was_added_meanwhile_stays(slow: Slow) -> None:
    accounts = Accounts(slow, SEAL)
    looking = asyncio.create_task(accounts.refresh())
    await slow.was_read.wait()
    account = await accounts.put(particulars("xa-mau"), NOON)
    slow.arrives.set()
    await looking
    assert accounts.all == (account,)


async def test_a_change_that_was_made_meanwhile_stays(slow: Slow, database: Database) -> None:
    here, there = Accounts(slow, SEAL), Accounts(database, SEAL)
    account = await here.put(particulars("xa-mau"), NOON)
    await there.set_options(account, endpoint="v2")
    looking = asyncio.create_task(here.refresh())
    await slow.was_read.wait()
    changed = await here.set_secrets(account, access_token="access-2")
    slow.arrives.set()
    await looking
    assert here.all == (changed,)
    assert changed.options == {"endpoint": "v2"}


async def test_of_two_changes_at_once_the_second_is_of_the_next_version(postgres_url: str) -> None:
    database = Database(postgres_url)
    accounts = Accounts(database, SEAL)
    account = await accounts.put(particulars("xa-mau"), NOON)
    async with database.writing() as session:
        row = await session.get_one(ChannelAccount, account.id, with_for_update=True)
        row.version += 1
        await session.flush()
        putting = asyncio.create_task(accounts.put(particulars("xa-mau"), NOON))
        await held_up(database)
    assert (await putting).version == account.version + 2
    await database.close()
