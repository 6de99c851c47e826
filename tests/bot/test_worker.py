"""From a message that was kept to the reply that was sent."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from eventually import eventually
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox import Inbox, InboxRow
from bot.replying import Pace
from bot.worker import Worker
from connectors.channel import Ability, ChoiceStyle, Gone, SendError, Throttled, Unreachable
from connectors.claims import WaitState
from connectors.database import Database
from connectors.messages import Address, Event, Message, Reply

SOON = Pace(first_pause=timedelta(milliseconds=10), attempts=4, people=8)


class Paper:
    """A channel whose far side is a sheet of paper; it refuses what it is told to refuse."""

    name = "paper"

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.tokens: Counter[str] = Counter()
        self.refusals: dict[str, list[SendError]] = {}
        self.forgotten: list[str] = []

    async def send(self, to: Address, reply: Reply, *, token: str) -> None:
        self.tokens[token] += 1
        if self.refusals.get(to.person):
            raise self.refusals[to.person].pop(0)
        self.sent.append((to.person, reply.text))

    async def ability(self, agency: str) -> Ability:
        return Ability(2_000, ChoiceStyle.BUTTONS)

    async def forget(self, who: Address) -> None:
        if self.refusals.get(who.person):
            raise self.refusals[who.person].pop(0)
        self.forgotten.append(who.person)

    async def has(self, count: int) -> None:
        async def has() -> bool:
            return len(self.sent) >= count

        await eventually(has)


class Echo:
    def __init__(self) -> None:
        self.answered: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()

    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None:
        """Nothing: all is said at once."""

    async def answer(self, session: AsyncSession, message: Event, now: datetime) -> Reply:
        assert isinstance(message, Message)
        self.answered[message.id] += 1
        await asyncio.sleep(0)
        if self.faults[message.id]:
            self.faults[message.id] -= 1
            raise LookupError(message.text)
        return Reply(f"re: {message.text}")


class Desk:
    """An inbox, a worker beside it, and the far sides of both."""

    def __init__(self, database: Database, pace: Pace = SOON) -> None:
        self.database = database
        self.paper = Paper()
        self.echo = Echo()
        self.inbox = Inbox(database)
        self.worker = Worker(
            database, {"paper": self.paper}, self.echo, arrived=self.inbox.arrived, pace=pace
        )

    async def says(self, person: str, text: str, ident: str | None = None) -> None:
        await self.inbox.keep(message(person, text, ident or f"{person}-{text}"))

    async def rows(self) -> list[InboxRow]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(InboxRow).order_by(InboxRow.id)))

    async def are_all(self, state: WaitState) -> list[InboxRow]:
        async def are() -> bool:
            return all(row.state == state for row in await self.rows())

        await eventually(are)
        return await self.rows()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.worker.run())
        yield
        self.worker.stop()
        await running


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def message(person: str, text: str, ident: str) -> Message:
    return Message(ident, Address("paper", "xa-mau", person), text, datetime.now(UTC))


async def test_a_message_is_answered_and_its_words_do_not_stay(desk: Desk) -> None:
    async with desk.working():
        await desk.says("an", "khai sinh")
        (row,) = await desk.are_all(WaitState.DONE)
    assert desk.paper.sent == [("an", "re: khai sinh")]
    assert (row.text, row.payload, row.reply, row.lease_until) == ("", None, None, None)


async def test_a_message_that_comes_twice_is_answered_once(desk: Desk) -> None:
    async with desk.working():
        await asyncio.gather(*(desk.says("an", "khai sinh", "m1") for _ in range(5)))
        await desk.are_all(WaitState.DONE)
        await desk.says("an", "khai sinh", "m1")
    assert desk.paper.sent == [("an", "re: khai sinh")]


async def test_what_was_kept_while_nobody_worked_is_answered_later(desk: Desk) -> None:
    await desk.says("an", "1")
    async with desk.working():
        await desk.paper.has(1)


async def test_many_people_are_answered_each_in_order(desk: Desk) -> None:
    people = [f"p{number}" for number in range(20)]
    async with desk.working():
        for text in ("1", "2", "3"):
            await asyncio.gather(*(desk.says(person, text) for person in people))
        await desk.are_all(WaitState.DONE)
    for person in people:
        said = [text for who, text in desk.paper.sent if who == person]
        assert said == ["re: 1", "re: 2", "re: 3"]


async def test_messages_another_process_kept_are_found(desk: Desk) -> None:
    elsewhere = Inbox(desk.database)
    async with desk.working():
        await elsewhere.keep(message("an", "1", "m1"))
        await desk.paper.has(1)


@pytest.mark.parametrize("kind", [Throttled, Unreachable])
async def test_a_channel_that_says_later_gets_the_same_reply_later(
    database: Database, kind: type[SendError]
) -> None:
    desk = Desk(database, Pace(first_pause=SOON.first_pause, longest_pause=timedelta(milliseconds=20)))
    soon = timedelta(milliseconds=20)
    desk.paper.refusals["an"] = [kind(retry_after=soon), kind(retry_after=soon)]
    async with desk.working():
        await desk.says("an", "1")
        await desk.says("an", "2")
        await desk.are_all(WaitState.DONE)
    assert desk.paper.sent == [("an", "re: 1"), ("an", "re: 2")]
    assert desk.echo.answered == Counter({"an-1": 1, "an-2": 1})
    assert sorted(desk.paper.tokens.values()) == [1, 3]


async def test_a_person_who_left_is_not_tried_again_and_holds_up_nobody(desk: Desk) -> None:
    desk.paper.refusals["an"] = [Gone()]
    async with desk.working():
        await desk.says("an", "1")
        await desk.says("binh", "1")
        await desk.paper.has(1)
    rows = {row.person: row for row in await desk.rows()}
    assert desk.paper.sent == [("binh", "re: 1")]
    assert (rows["an"].state, rows["an"].error) == (WaitState.FAILED, "Gone")


async def test_a_fault_of_ours_is_tried_again(desk: Desk) -> None:
    desk.echo.faults["an-1"] = 2
    async with desk.working():
        await desk.says("an", "1")
        await desk.are_all(WaitState.DONE)
    assert desk.paper.sent == [("an", "re: 1")]


async def test_a_message_nobody_can_answer_gets_an_apology_and_is_shown_to_the_operator(desk: Desk) -> None:
    desk.echo.faults["an-1"] = 100
    async with desk.working():
        await desk.says("an", "1")
        await desk.says("an", "2")
        await desk.paper.has(2)
    failed, _ = await desk.rows()
    assert [text for _, text in desk.paper.sent][1] == "re: 2"
    assert "Xin lỗi" in desk.paper.sent[0][1]
    assert (failed.state, failed.attempts, failed.error) == (WaitState.FAILED, 4, "LookupError")


async def test_a_channel_nobody_has_is_told_to_the_operator(desk: Desk) -> None:
    async with desk.working():
        await desk.inbox.keep(Message("m1", Address("fax", "xa-mau", "an"), "1", datetime.now(UTC)))
        (row,) = await desk.are_all(WaitState.FAILED)
    assert "fax" in row.error


async def test_a_worker_that_is_stopped_finishes_what_it_began(desk: Desk) -> None:
    async with desk.working():
        await asyncio.gather(*(desk.says(f"p{number}", "1") for number in range(8)))
        await desk.paper.has(1)
    rows = await desk.rows()
    assert all(row.lease_until is None for row in rows)
    assert len(desk.paper.sent) == sum(row.state == WaitState.DONE for row in rows)


async def test_two_workers_share_the_work_and_answer_each_message_once(desk: Desk) -> None:
    other = Worker(desk.database, {"paper": desk.paper}, desk.echo, pace=SOON)
    helping = asyncio.create_task(other.run())
    async with desk.working():
        for text in ("1", "2"):
            await asyncio.gather(*(desk.says(f"p{number}", text) for number in range(30)))
        await desk.are_all(WaitState.DONE)
    other.stop()
    await helping
    assert len(desk.paper.sent) == 60
    assert set(desk.paper.tokens.values()) == {1}
