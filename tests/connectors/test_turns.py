"""What finds no room waits for its turn, on record: any process lets it leave then."""

import asyncio
from itertools import pairwise

from leaving import Desk, desk
from pacing import NOON, RATE, SECOND, after

from connectors.attempts import Verdict
from connectors.channel import Throttled
from connectors.database import Database
from connectors.outgoing import Outcome
from connectors.pace import Priority


async def test_what_finds_no_room_gets_its_turn_and_leaves_then_by_either_process(
    database: Database, database_url: str
) -> None:
    here = await desk(database, RATE)
    other = Database(database_url)
    there = Desk(other, here.account_id, RATE)
    asked = await asyncio.gather(*(here.ask(f"zalo:m{number}") for number in range(14)))
    waits = [attempt for attempt in asked if attempt.verdict is Verdict.WAIT]
    untils = [attempt.until or NOON for attempt in waits]
    assert [later - earlier for earlier, later in pairwise([NOON, *untils])] == [SECOND / 2] * 4
    early = await there.ask(waits[0].token, now=untils[0] - SECOND / 4)
    assert (early.verdict, early.until) == (Verdict.WAIT, untils[0])
    assert {row.outcome for row in await here.rows() if row.turn is not None} == {Outcome.PLANNED}
    for wait, until in zip(waits, untils, strict=True):
        assert (await there.ask(wait.token, now=until)).verdict is Verdict.GO
    assert all(row.turn is None for row in await here.rows())
    await other.close()


async def test_a_turn_outlasts_a_rest(database: Database) -> None:
    here = await desk(database, RATE)
    *_, last = [await here.ask(f"zalo:m{number}") for number in range(11)]
    (turn,) = [row.turn for row in await here.rows() if row.turn is not None]
    await here.failed(await here.ask("zalo:m0", now=after(10)), Throttled())
    assert (await here.ask(last.token, now=after(11))).verdict is Verdict.SHUT
    assert [row.turn for row in await here.rows() if row.token == last.token] == [turn]


async def test_bulk_that_finds_no_room_is_not_written_down(database: Database) -> None:
    here = await desk(database, RATE)
    attempts = [here.attempt(f"news:{number}", priority=Priority.BULK) for number in range(12)]
    verdicts = [attempt.verdict for attempt in await asyncio.gather(*map(here.outbox.begin, attempts))]
    assert verdicts == [Verdict.GO] * 7 + [Verdict.WAIT] * 5
    assert len(await here.rows()) == 7
