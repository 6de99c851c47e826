"""Whatever workers do, whenever they die, no waiting row is lost, doubled or overtaken."""

import asyncio
import random
from collections import defaultdict
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from errands import ATTEMPTS, NOON, Errand, add, claim, laid_out, release, settle, stored
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from connectors.claims import WaitState
from connectors.database import Database, DatabaseUnavailableError


@pytest.fixture
async def errands(database: Database) -> Database:
    return await laid_out(database)


class Ledger:
    """What workers did, by the rules; it complains as soon as one is broken."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[int, datetime]] = {}
        self.ended: dict[str, list[int]] = defaultdict(list)

    def claimed(self, rows: list[Errand], now: datetime) -> None:
        for row in rows:
            holder, until = self.held.get(row.key, (row.id, now))
            assert until <= now, f"{row.key} is held by {holder}"
            assert row.attempts <= ATTEMPTS
            assert row.lease_until is not None
            self.held[row.key] = (row.id, row.lease_until)

    def finished(self, row: Errand) -> None:
        assert self.held.pop(row.key) == (row.id, row.lease_until), "a lost lease was settled"
        self.ended[row.key].append(row.id)

    def let_go(self, row: Errand) -> None:
        assert self.held.pop(row.key) == (row.id, row.lease_until)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from("abc")),
        st.tuples(st.just("claim"), st.integers(1, 3)),
        st.tuples(st.just("settle"), st.integers(0, 9)),
        st.tuples(st.just("release"), st.integers(0, 9)),
        st.tuples(st.just("pass"), st.integers(1, 40)),
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_whatever_happens_every_row_ends_once_and_in_order(
    errands: Database, steps: list[tuple[str, str | int]]
) -> None:
    async with errands.writing() as session:
        await session.execute(delete(Errand))
    now, ledger, hands = NOON, Ledger(), list[Errand]()
    # At last whoever holds a row is dead, and a faithful worker comes.
    for what, which in [*steps, *[("pass", 31), ("claim", 9), *[("settle", -1)] * 3] * (len(steps) + 5)]:
        if what == "add":
            await add(errands, str(which), due_at=now)
        elif what == "pass":
            now += timedelta(seconds=int(which))
        elif what == "claim":
            rows = await claim(errands, now, int(which))
            ledger.claimed(rows, now)
            hands += rows
        elif hands:
            row = hands.pop(int(which) % len(hands))
            if what == "settle" and await settle(errands, row):
                ledger.finished(row)
            elif what == "release" and await release(errands, row, now + timedelta(seconds=5)):
                ledger.let_go(row)
        if what == "pass" and all(row.state != WaitState.WAITING for row in await stored(errands)):
            break
    rows = await stored(errands)
    assert all(row.state != WaitState.WAITING for row in rows)
    for key, ended in ledger.ended.items():
        assert ended == [row.id for row in rows if row.key == key and row.state == WaitState.DONE]


async def test_workers_that_die_and_come_back_side_by_side_lose_nothing(errands: Database) -> None:
    dice = random.Random(7)
    clock = [NOON]
    ledger = Ledger()

    async def work() -> None:
        while len(done) < 60:
            clock[0] += timedelta(seconds=dice.choice([0, 1, 20]))
            with suppress(DatabaseUnavailableError):
                await act()
            await asyncio.sleep(0)

    async def act() -> None:
        now = clock[0]
        # The clock jumps over leases that are at work: as often as the machine pleases, so none is given up.
        for row in await claim(errands, now, dice.randint(1, 4), attempts=10_000):
            if dice.random() < 0.1:
                continue  # died
            if await settle(errands, row):
                assert not any(row.id < other for other in ledger.ended[row.key])
                ledger.ended[row.key].append(row.id)
                done.add(row.id)

    done: set[int] = set()
    await add(errands, *(dice.choice("abcdefgh") for _ in range(60)))
    await asyncio.wait_for(asyncio.gather(*(work() for _ in range(4))), 60)
    assert all(row.state == WaitState.DONE for row in await stored(errands))
