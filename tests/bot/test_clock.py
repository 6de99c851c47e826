"""The clock ticks, and what is too old is deleted when it does."""

import asyncio
from datetime import UTC, datetime, timedelta

from eventually import eventually
from sqlalchemy import func, select

from bot.clock import Clock, Tick
from bot.inbox import Inbox, InboxRow
from bot.retention import PARCEL, forget_old
from bot.settings import Settings
from connectors.claims import WaitState
from connectors.database import Database, DatabaseUnavailableError
from connectors.inserting import insert_missing
from connectors.messages import Address, Message
from connectors.outgoing import Outcome, Outgoing
from connectors.webchat import lines

SOON = timedelta(milliseconds=5)


async def test_a_tick_that_breaks_comes_again_and_holds_up_no_other() -> None:
    broken, sound = [0], [0]

    async def break_down() -> None:
        broken[0] += 1
        raise DatabaseUnavailableError if broken[0] == 1 else LookupError

    async def work() -> None:
        sound[0] += 1

    async def both_came() -> bool:
        return min(broken[0], sound[0]) >= 3

    clock = Clock([Tick("broken", SOON, break_down), Tick("sound", SOON, work)])
    clock.start()
    await eventually(both_came)
    clock.stop()


async def test_a_tick_is_not_joined_by_the_next() -> None:
    at_work, most = [0], [0]
    ticked = asyncio.Event()

    async def work() -> None:
        at_work[0] += 1
        most[0] = max(most[0], at_work[0])
        await asyncio.sleep(0.05)
        at_work[0] -= 1
        ticked.set()

    clock = Clock([Tick("slow", SOON, work)])
    clock.start()
    await ticked.wait()
    clock.stop()
    assert most == [1]


async def test_a_clock_that_never_began_can_be_stopped() -> None:
    Clock([]).stop()


def _sent(token: str, at: datetime) -> Outgoing:
    return Outgoing(
        token=token,
        part=0,
        channel="zalo",
        agency="xa-mau",
        person="an",
        digest="",
        outcome=Outcome.ACCEPTED,
        tries=1,
        attempted_at=at,
    )


async def test_what_is_older_than_the_settings_say_is_deleted_whatever_its_number(
    database: Database,
) -> None:
    long_ago, person = datetime(2020, 1, 1, tzinfo=UTC), Address("webchat", "xa-mau", "an")
    await Inbox(database).keep(Message("new", person, "x", datetime.now(UTC)))
    old = Inbox(database, clock=lambda: long_ago)
    await asyncio.gather(*(old.keep(Message(f"m{n}", person, "x", long_ago)) for n in range(PARCEL + 5)))
    async with database.writing() as session:
        rows = await session.scalars(select(InboxRow).where(InboxRow.due_at == long_ago))
        for row in rows:
            row.state = WaitState.DONE
        await session.run_sync(
            insert_missing, lines.WebchatLine, [lines.said(Message("m1", person, "x", long_ago))]
        )
        session.add(_sent("old", long_ago))
        session.add(_sent("new", datetime.now(UTC)))
    assert await forget_old(database, Settings()) == PARCEL + 7
    async with database.reading() as session:
        assert list(await session.scalars(select(InboxRow.platform_id))) == ["new"]
        assert await session.scalar(select(func.count()).select_from(lines.WebchatLine)) == 0
        assert list(await session.scalars(select(Outgoing.token))) == ["new"]
