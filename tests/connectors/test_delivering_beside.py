"""Beside a delivery: signs of having read, erasing, a database that is away, the end of a process."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from eventually import eventually
from pacing import NOON
from postoffice import AN, FAST, LINES, Desk, opened
from sqlalchemy import select

from connectors import people
from connectors.attempts import Attempt, Ended
from connectors.channel import Lost, Resting, SendError, Stopped
from connectors.database import Database
from connectors.delivering import MOST_COURTESIES, PlatformChannel
from connectors.messages import Reply
from connectors.outbox import Outbox
from connectors.outgoing import Outcome, Outgoing
from connectors.pace import Priority


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with opened(database) as desk:
        yield desk


async def seen(desk: Desk, times: int) -> None:
    async def told() -> bool:
        return desk.office.asked["/seen"] == times

    await eventually(told)


async def test_a_person_sees_once_a_reply_that_it_was_read(desk: Desk) -> None:
    for number in range(3):
        await desk.send(token=f"zalo:m{number}")
    await seen(desk, 3)
    await desk.send(token="zalo:m1")
    assert desk.office.asked["/seen"] == 3


@pytest.mark.parametrize("fault", [500, 401, "cut", "never"])
async def test_a_sign_that_fails_or_hangs_holds_nothing_up(desk: Desk, fault: int | str) -> None:
    desk.office.faults["/seen"] = [fault]
    await desk.send()
    assert desk.office.texts == LINES
    await seen(desk, 1)
    async with asyncio.timeout(1):
        await desk.channel.close()


async def test_signs_that_hang_are_not_gathered_without_end(desk: Desk) -> None:
    desk.office.faults["/seen"] = ["never"] * 1_000
    for some in range(6):  # a few at once: who opens dozens of connections waits for them, too
        names = [f"zalo:m{some}-{number}" for number in range(MOST_COURTESIES // 2)]
        await asyncio.gather(*(desk.send(Reply("Có"), token=name) for name in names))
    assert len(desk.office.taken) == 3 * MOST_COURTESIES
    assert desk.office.asked["/seen"] <= MOST_COURTESIES


async def test_no_sign_is_shown_where_nothing_may_be_sent_nor_to_the_many(desk: Desk) -> None:
    await desk.send(Reply("Tin mới"), token="news:1", priority=Priority.BULK)
    desk.office.faults["/message"] = [403]
    with pytest.raises(Stopped):
        await desk.send()
    await seen(desk, 1)
    with pytest.raises(Resting):
        await desk.send()
    await asyncio.sleep(0.05)
    assert desk.office.asked["/seen"] == 1


async def test_where_one_message_may_be_sent_one_is_sent(desk: Desk) -> None:
    await desk.send(to=replace(AN, person="comment:1"))
    (message,) = desk.office.taken
    assert message["buttons"] == ["Lệ phí"]


async def test_what_the_platform_keeps_of_a_person_is_deleted_with_a_token_that_is_valid(desk: Desk) -> None:
    desk.office.faults["/forget"] = [401]
    await desk.channel.forget(AN)
    assert (desk.office.asked["/forget"], desk.office.asked["/token"]) == (2, 1)


@pytest.mark.parametrize(("fault", "kind"), [(403, Stopped), ("cut", Lost)])
async def test_an_erasure_that_the_platform_did_not_do_is_told(
    desk: Desk, fault: int | str, kind: type[SendError]
) -> None:
    desk.office.faults["/forget"] = [fault]
    with pytest.raises(kind):
        await desk.channel.forget(AN)


async def test_many_people_are_answered_side_by_side_each_in_order(desk: Desk) -> None:
    everyone = [replace(AN, person=f"p{number}") for number in range(30)]
    await asyncio.gather(*(desk.send(to=person, token=f"zalo:{person.person}") for person in everyone))
    for person in everyone:
        got = [message["text"] for message in desk.office.taken if message["to"] == person.person]
        assert got == LINES


async def test_how_a_message_went_is_recorded_though_the_database_is_away_for_a_while(
    sqlite_url: str,
) -> None:
    database = Database(sqlite_url)
    async with opened(database) as desk:
        blocker = sqlite3.connect(str(database.url.database), isolation_level=None)
        sending = asyncio.create_task(desk.send(Reply("Có")))

        async def taken() -> bool:
            return bool(desk.office.taken)

        desk.office.held.clear()
        await eventually(taken)
        blocker.execute("BEGIN IMMEDIATE")
        desk.office.held.set()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(sending), 5.5)
        blocker.execute("ROLLBACK")
        blocker.close()
        await sending
        await desk.send(Reply("Có"))
    assert desk.office.texts == ["Có"]
    await database.close()


async def test_the_end_of_a_process_waits_for_what_is_being_recorded(desk: Desk) -> None:
    outbox, number = Outbox(desk.database, people.last_acts), desk.accounts.all[0].id
    channel = PlatformChannel(desk.post, desk.accounts, outbox, clock=desk.clock)
    attempts = [Attempt(f"zalo:m{name}", 0, AN, "", number, FAST, NOON) for name in range(20)]
    await asyncio.gather(*map(outbox.begin, attempts))
    ending = [asyncio.create_task(outbox.end(Ended(attempt, NOON, "p1"))) for attempt in attempts]
    await asyncio.sleep(0)
    await channel.close()
    await asyncio.sleep(0)
    assert all(task.done() for task in ending)
    async with desk.database.reading() as session:
        assert set(await session.scalars(select(Outgoing.outcome))) == {Outcome.ACCEPTED}
