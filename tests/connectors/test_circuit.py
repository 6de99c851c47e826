"""An account that fails is left alone for a while, then tried by one; what was under way says nothing new."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pacing import NOON, RATE, SECOND, Sender, add_account, after, full

from connectors import pace
from connectors.database import Database
from connectors.pace import LOOK_AGAIN, MOST_JITTER, Priority


@pytest.fixture
async def sender(database: Database) -> Sender:
    return Sender(database, await add_account(database))


@pytest.fixture
async def senders(sender: Sender, database_url: str) -> AsyncIterator[tuple[Sender, Sender]]:
    other = Database(database_url)
    yield sender, Sender(other, sender.account_id)
    await other.close()


async def open_circuit(sender: Sender, now: datetime = NOON) -> datetime:
    """The account fails until nobody may send any more; returns until when."""
    for number in range(RATE.failures):
        began = now + SECOND / 100 * number
        assert await sender.take(began) is None
        await sender.failed(began, began)
    shut_until = (await sender.row()).shut_until
    assert shut_until is not None
    return shut_until


async def test_failures_in_a_row_shut_the_account_for_all_processes(senders: tuple[Sender, Sender]) -> None:
    here, there = senders
    shut_until = await open_circuit(here)
    wait = await there.take(after(0.1))
    assert wait is not None
    assert wait.shut
    assert wait.reason == "no answer"
    assert shut_until <= wait.until <= shut_until + (shut_until - NOON) / 4
    assert SECOND <= shut_until - NOON <= RATE.first_pause + SECOND


async def test_a_success_between_failures_keeps_it_open(sender: Sender) -> None:
    for number in range(4 * RATE.failures):
        now = after(number)
        assert await sender.take(now) is None
        if number % RATE.failures == RATE.failures - 1:
            await sender.worked(now)
        else:
            await sender.failed(now, now)


async def test_one_tries_when_the_pause_is_over_and_the_others_wait_for_it(
    senders: tuple[Sender, Sender],
) -> None:
    shut_until = await open_circuit(senders[0])
    told = await asyncio.gather(*(sender.take(shut_until) for sender in senders * 10))
    assert told.count(None) == 1
    waits = [wait for wait in told if wait is not None]
    assert all(wait.shut and wait.until <= shut_until + LOOK_AGAIN * 1.25 for wait in waits)


async def test_when_the_one_came_through_all_go_on(senders: tuple[Sender, Sender]) -> None:
    here, there = senders
    shut_until = await open_circuit(here)
    assert await here.take(shut_until) is None
    await here.worked(shut_until)
    assert await there.take(shut_until) is None
    assert (await there.row()).failures == 0


async def test_when_the_one_fails_the_pause_doubles_up_to_the_longest(sender: Sender) -> None:
    shut_until, pauses = await open_circuit(sender), list[float]()
    for _ in range(12):
        began = shut_until
        assert await sender.take(began) is None
        await sender.failed(began, began)
        shut_until = (await sender.row()).shut_until or began
        pauses.append((shut_until - began).total_seconds())
    longest = RATE.longest_pause.total_seconds()
    for number, pause in enumerate(pauses, 1):
        expected = min(2.0 ** (number + 1), longest)
        assert 0.8 * expected - 0.001 <= pause <= expected + 0.001


async def test_when_nothing_is_heard_of_the_one_another_tries(sender: Sender) -> None:
    shut_until = await open_circuit(sender)
    assert await sender.take(shut_until) is None
    assert await sender.take(shut_until + RATE.probe - SECOND) is not None
    assert await sender.take(shut_until + RATE.probe) is None


async def test_a_hundred_failures_at_once_are_one_pause(senders: tuple[Sender, Sender]) -> None:
    """They began before the first was known."""
    await senders[0].take(NOON)
    await asyncio.gather(*(sender.failed(NOON, after(0.5)) for sender in senders * 50))
    shut_until = (await senders[0].row()).shut_until
    assert shut_until is not None
    assert shut_until <= after(0.5) + RATE.first_pause


async def test_a_success_of_before_does_not_end_a_rest(sender: Sender) -> None:
    assert await sender.take(NOON) is None
    await sender.failed(NOON, NOON)
    await sender.rest(after(3_600))
    await sender.worked(NOON)
    assert await sender.take(after(60)) is not None


async def test_after_a_rest_one_tries_first(senders: tuple[Sender, Sender]) -> None:
    here, there = senders
    await here.rest(after(60))
    assert [wait.shut for wait in [await there.take(after(59))] if wait] == [True]
    assert await here.take(after(60)) is None
    assert [wait.shut for wait in [await there.take(after(60))] if wait] == [True]
    await here.worked(after(60))
    assert await there.take(after(61)) is None


async def test_when_the_one_who_tries_after_a_rest_fails_it_is_shut_again(sender: Sender) -> None:
    await sender.rest(after(60))
    assert await sender.take(after(60)) is None
    await sender.failed(after(60), after(60))
    assert await sender.take(after(61)) is not None
    assert await sender.take(after(60) + RATE.first_pause) is None


async def test_a_rest_that_is_asked_for_again_by_the_one_who_tried_begins_anew(sender: Sender) -> None:
    await sender.rest(after(60))
    assert await sender.take(after(60)) is None
    await sender.rest(after(70))
    assert await sender.take(after(69)) is not None
    assert await sender.take(after(70)) is None


@settings(deadline=None)
@given(st.lists(st.floats(0, 1_000), min_size=1, max_size=10))
def test_a_rest_is_never_shortened(rests: list[float]) -> None:
    row = full()
    for seconds in rests:
        pace.rest(row, after(seconds), "too fast")
    assert row.shut_until == after(max(rests))


async def test_the_wait_of_a_long_rest_is_spread_a_little_only(sender: Sender) -> None:
    await sender.rest(after(36_000))
    waits = [await sender.take(NOON) for _ in range(30)]
    untils = [wait.until for wait in waits if wait is not None]
    assert len(set(untils)) > 20
    assert all(after(36_000) <= until <= after(36_000) + MOST_JITTER for until in untils)


async def test_what_waits_out_a_rest_keeps_its_turn(sender: Sender) -> None:
    waits = [wait for wait in [await sender.take(NOON) for _ in range(14)] if wait is not None]
    await sender.rest(after(600))
    shut = await sender.take(waits[0].until, turn=waits[0].turn)
    assert shut is not None
    assert shut.shut
    assert await sender.take(after(600), turn=waits[0].turn) is None
    await sender.worked(after(600))
    newcomer = await sender.take(after(600))
    assert newcomer is None
    assert [await sender.take(after(600), turn=wait.turn) for wait in waits[1:]] == [None] * 3


async def test_an_operator_who_mended_the_account_ends_every_pause(sender: Sender) -> None:
    await open_circuit(sender)
    await sender.rest(after(3_600))
    await sender.revive()
    assert await sender.take(after(1)) is None
    assert await sender.take(after(1)) is None


async def test_a_reason_that_no_database_takes_is_cleaned(sender: Sender) -> None:
    await sender.rest(after(60), "bad\x00\ud800 " + "x" * 500)
    assert (await sender.row()).shut_reason.startswith("bad xxx")
    assert len((await sender.row()).shut_reason) == 200


async def test_an_account_that_is_not_there_has_no_pace(database: Database) -> None:
    assert await database.at_once(lambda session: pace.row_of(session, 99, RATE, NOON)) is None


def test_bulk_may_try_too_and_takes_no_more_than_it_may() -> None:
    row = full()
    pace.rest(row, after(60), "too fast")
    assert pace.take(row, RATE, after(60), Priority.BULK) is None
    assert row.trying
    assert row.shut_until == after(60) + timedelta(seconds=15)
