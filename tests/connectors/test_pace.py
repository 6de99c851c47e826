"""The pace of an account is one for all processes: replies in their turn, bulk behind them."""

import asyncio
from collections.abc import AsyncIterator
from heapq import heappop, heappush
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pacing import NOON, RATE, SECOND, Sender, add_account, after, full

from connectors import pace
from connectors.database import Database
from connectors.pace import Priority, Rate, Wait


@pytest.fixture
async def senders(database: Database, database_url: str) -> AsyncIterator[tuple[Sender, Sender]]:
    number, other = await add_account(database), Database(database_url)
    yield Sender(database, number), Sender(other, number)
    await other.close()


def play(arrivals: list[float], rate: Rate) -> list[tuple[float, int, int]]:
    """When each message left that came then and came again when it was told: (time, number, its asks)."""
    row, order, left = full(rate), count(), []
    queue = [(when, next(order), number, 1, None) for number, when in enumerate(sorted(arrivals))]
    while queue:
        when, _, number, asks, turn = heappop(queue)
        wait = pace.take(row, rate, after(when), Priority.REPLY, turn=turn)
        if wait is None:
            left.append((when, number, asks))
        else:
            again = (wait.until - NOON).total_seconds()
            heappush(queue, (again, next(order), number, asks + 1, wait.turn))
    return left


def holds(departures: list[float], rate: Rate) -> bool:
    """Whether in no span of time more left than the bucket holds and what flows in meanwhile."""
    return all(
        later - earlier + 1 <= rate.burst + (until - since) * rate.per_second + 0.01
        for earlier, since in enumerate(departures)
        for later, until in enumerate(departures[earlier:], earlier)
    )


rates = st.builds(Rate, st.floats(0.2, 300), st.floats(1, 30))


@settings(deadline=None)
@given(st.lists(st.floats(0, 20), max_size=60), rates)
def test_who_comes_when_told_leaves_at_once_in_the_order_of_coming_and_at_the_rate(
    arrivals: list[float], rate: Rate
) -> None:
    left = play(arrivals, rate)
    assert [number for _, number, _ in left] == list(range(len(arrivals)))
    assert all(asks <= 2 for _, _, asks in left)
    assert holds([when for when, _, _ in left], rate)


@settings(deadline=None)
@given(st.data(), rates)
def test_the_bucket_holds_the_rate_whoever_comes_back_when_or_never(data: st.DataObject, rate: Rate) -> None:
    row, now, turns, left = full(rate), 0.0, list[float | None](), list[float]()
    for _ in range(data.draw(st.integers(1, 80))):
        now += data.draw(st.floats(0, 3) | st.just(0.0) | st.just(100.0))
        row.share = data.draw(st.sampled_from([1.0, 1.0, 0.25]))
        back = bool(turns) and data.draw(st.booleans())
        turn = turns.pop(data.draw(st.integers(0, len(turns) - 1))) if back else None
        priority = data.draw(st.sampled_from(Priority)) if turn is None else Priority.REPLY
        wait = pace.take(row, rate, after(now), priority, turn=turn)
        if wait is None:
            left.append(now)
        elif wait.turn is not None:
            turns.append(wait.turn)
    assert holds(left, rate)


@settings(deadline=None)
@given(st.floats(0.2, 300), st.floats(1, 30), st.floats(0, 1))
def test_bulk_never_takes_what_is_kept_for_replies(per_second: float, burst: float, reserve: float) -> None:
    rate, row, bulk = Rate(per_second, burst, reserve), full(Rate(per_second, burst)), 0
    while pace.take(row, rate, NOON, Priority.BULK) is None:
        bulk += 1
    replies = 0
    while pace.take(row, rate, NOON, Priority.REPLY) is None:
        replies += 1
    kept = min(burst * reserve, burst - 1)  # else no broadcast would ever end
    assert bulk <= burst - kept + 0.01
    assert replies + 1 > kept - 0.01


def test_bulk_waits_behind_every_reply_and_has_no_turn() -> None:
    row = full()
    waits = [pace.take(row, RATE, NOON, Priority.REPLY) for _ in range(14)]
    assert [wait is None for wait in waits] == [True] * 10 + [False] * 4
    bulk = pace.take(row, RATE, NOON, Priority.BULK)
    assert bulk is not None
    assert bulk.turn is None
    assert waits[-1] is not None
    assert bulk.until >= waits[-1].until + SECOND * 1.5
    assert pace.take(row, RATE, bulk.until - SECOND / 10, Priority.BULK) is not None
    assert pace.take(row, RATE, bulk.until, Priority.BULK) is None


async def test_two_processes_draw_from_one_bucket(senders: tuple[Sender, Sender]) -> None:
    told = await asyncio.gather(*(sender.take(NOON) for sender in senders * 20))
    assert told.count(None) == 10
    turns = sorted(wait.until for wait in told if wait is not None)
    assert turns == [NOON + SECOND * number / 2 for number in range(1, 31)]


async def test_a_promised_turn_is_kept_by_either_process_and_nobody_overtakes(
    senders: tuple[Sender, Sender],
) -> None:
    here, there = senders
    for _ in range(10):
        assert await here.take(NOON) is None
    first, second = await here.take(NOON), await there.take(NOON)
    assert first is not None
    assert second is not None
    early = await there.take(after(0.4), turn=first.turn)
    assert early is not None
    assert (early.until, early.turn) == (first.until, first.turn)
    newcomer = await here.take(first.until)
    assert newcomer is not None
    assert newcomer.until > second.until
    assert await there.take(first.until, turn=first.turn) is None
    assert await here.take(second.until, turn=second.turn) is None


async def test_clocks_that_differ_a_little_give_nothing_twice(senders: tuple[Sender, Sender]) -> None:
    here, there = senders
    told = [await here.take(NOON), await there.take(after(-5)), await here.take(NOON)]
    assert told == [None] * 3
    assert (await here.row()).room == pytest.approx(7)
    assert (await here.row()).at == NOON


async def queue_up(sender: Sender, most: int, now: float = 0) -> list[Wait]:
    told = [await sender.take(after(now)) for _ in range(most)]
    return [wait for wait in told if wait is not None]


async def come_back(sender: Sender, waits: list[Wait], now: float) -> tuple[list[Wait], int]:
    """Who still waits, and how many left."""
    told = [await sender.take(after(now), turn=wait.turn) for wait in waits]
    return [wait for wait in told if wait is not None], told.count(None)


async def test_a_queue_does_not_move_on_while_nobody_is_there_to_send(
    senders: tuple[Sender, Sender],
) -> None:
    waits = await queue_up(senders[0], 60)
    waits, left = await come_back(senders[1], waits, 3_600)
    assert left == 10
    gaps = {later.until - earlier.until for earlier, later in pairwise(waits)}
    assert gaps == {SECOND / 2}
    newcomer = await senders[0].take(after(3_600))
    assert newcomer is not None
    assert newcomer.until == waits[-1].until + SECOND / 2


async def test_the_turn_of_another_queue_is_no_turn_here(database: Database) -> None:
    sender = Sender(database, await add_account(database))
    for _ in range(10):
        assert await sender.take(NOON, turn=5_000.0) is None
    wait = await sender.take(NOON, turn=5_000.0)
    assert wait is not None
    assert wait.until == after(0.5)


async def test_a_pace_that_is_slowed_down_stretches_the_queue_and_lets_it_go_again(
    senders: tuple[Sender, Sender],
) -> None:
    here, there = senders
    waits = await queue_up(here, 12)
    await there.slow_down(0.25)
    waits, left = await come_back(there, waits, 1.0)
    assert (left, [wait.until for wait in waits]) == (0, [after(2), after(4)])
    await here.slow_down(7.0)
    assert (await here.row()).share == 1.0
    await here.slow_down(-1.0)
    assert (await here.row()).share == 0.01


@pytest.mark.parametrize(("per_second", "burst"), [(0, 5), (-1, 5), (1, 0.5)])
def test_a_rate_by_which_nothing_could_ever_leave_is_refused(per_second: float, burst: float) -> None:
    with pytest.raises(ValueError, match="nothing is ever sent"):
        Rate(per_second, burst)
