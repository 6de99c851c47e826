"""Rows that wait: each is worked on by one worker at a time, in the order of its key."""

import asyncio
from datetime import timedelta

import pytest
from errands import ATTEMPTS, LEASE, NOON, Errand, add, claim, keys, laid_out, release, settle, stored

from connectors import claims
from connectors.claims import WaitState
from connectors.database import Database


@pytest.fixture
async def errands(database: Database) -> Database:
    return await laid_out(database)


async def test_the_oldest_of_each_key_is_claimed_first(errands: Database) -> None:
    await add(errands, "an", "an", "binh", "chi")
    assert keys(await claim(errands, most=2)) == ["an", "binh"]
    assert keys(await claim(errands)) == ["chi"]
    assert await claim(errands) == []


async def test_what_is_not_due_yet_waits(errands: Database) -> None:
    await add(errands, "an", due_at=NOON + timedelta(seconds=1))
    assert await claim(errands) == []
    assert keys(await claim(errands, NOON + timedelta(seconds=1))) == ["an"]


async def test_the_next_of_a_key_comes_when_the_first_is_settled(errands: Database) -> None:
    await add(errands, "an", "an")
    (first,) = await claim(errands)
    assert await claim(errands) == []
    assert await settle(errands, first) == {first.id}
    (second,) = await claim(errands)
    assert second.id > first.id


async def test_a_released_row_keeps_its_place_before_the_next_of_its_key(errands: Database) -> None:
    await add(errands, "an", "an")
    (first,) = await claim(errands)
    later = NOON + timedelta(minutes=1)
    assert await release(errands, first, later)
    assert await claim(errands) == []
    assert [row.id for row in await claim(errands, later)] == [first.id]


async def test_a_lease_that_ended_is_taken_over_and_its_old_owner_changes_nothing(errands: Database) -> None:
    await add(errands, "an")
    (dead,) = await claim(errands)
    (owner,) = await claim(errands, NOON + LEASE)
    assert await settle(errands, dead) == set()
    assert not await release(errands, dead, NOON)
    async with errands.writing() as session:
        assert not await session.run_sync(claims.keep, Errand, dead, error="mine")
        assert not await session.run_sync(claims.give_up, Errand, dead, error="mine")
    assert await settle(errands, owner) == {owner.id}
    assert [(row.state, row.attempts) for row in await stored(errands)] == [(WaitState.DONE, 2)]


async def test_a_row_that_kills_its_workers_is_given_up_and_can_be_tried_anew(errands: Database) -> None:
    await add(errands, "an", "an")
    for death in range(ATTEMPTS):
        assert len(await claim(errands, NOON + death * LEASE)) == 1
    late = NOON + ATTEMPTS * LEASE
    assert await claim(errands, late) == []
    (poison, second) = await stored(errands)
    assert (poison.state, second.state) == (WaitState.FAILED, WaitState.WAITING)
    (held,) = await claim(errands, late)
    assert held.id == second.id
    async with errands.writing() as session:
        assert await session.run_sync(claims.retry, Errand, now=late, ids=[second.id]) == 0
        assert await session.run_sync(claims.retry, Errand, now=late) == 1
    assert await claim(errands, late) == []
    await settle(errands, held)
    assert [(row.id, row.attempts) for row in await claim(errands, late)] == [(poison.id, 1)]


async def test_releasing_spends_attempts_unless_the_reason_lies_elsewhere(errands: Database) -> None:
    await add(errands, "an")
    for _ in range(3 * ATTEMPTS):
        (row,) = await claim(errands)
        await release(errands, row, NOON, counted=False)
    for _ in range(ATTEMPTS):
        (row,) = await claim(errands)
        await release(errands, row, NOON)
    (row,) = await stored(errands)
    assert (row.state, row.error) == (WaitState.FAILED, "later")


async def test_the_backlog_is_told(errands: Database) -> None:
    await add(errands, "an", "binh", "chi")
    (first, second) = await claim(errands, most=2)
    await settle(errands, first)
    async with errands.writing() as session:
        await session.run_sync(claims.give_up, Errand, second, error="x" * 9999)
    async with errands.reading() as session:
        assert await session.run_sync(claims.backlog, Errand) == claims.Backlog(
            waiting=1, failed=1, oldest=NOON
        )
        assert await session.run_sync(claims.anything_due, Errand, now=NOON)
        assert not await session.run_sync(claims.anything_due, Errand, now=NOON - LEASE)


async def test_an_earlier_row_that_is_committed_late_waits_for_the_running_one(postgres_url: str) -> None:
    database = await laid_out(Database(postgres_url))
    async with database.writing() as slow:
        slow.add(Errand(key="an", due_at=NOON))
        await slow.flush()
        await add(database, "an")
        (running,) = await claim(database)
    assert await claim(database) == []
    await settle(database, running)
    (late,) = await claim(database)
    assert late.id < running.id
    await database.close()


async def test_two_claims_at_the_same_moment_do_not_split_a_key(postgres_url: str) -> None:
    """The later claim cannot see the earlier one's lease, nor the earlier one the late row: the index can."""
    database = await laid_out(Database(postgres_url))
    async with database.writing() as slow:
        slow.add(Errand(key="an", due_at=NOON))
        await slow.flush()
        await add(database, "an")
        async with database.writing() as first:
            (running,) = await first.run_sync(
                claims.claim, Errand, now=NOON, lease=LEASE, most=9, attempts=ATTEMPTS
            )
            await slow.commit()
            second = asyncio.create_task(claim(database))
            await asyncio.sleep(0.1)
    assert await second == []
    assert await settle(database, running) == {running.id}
    await database.close()
