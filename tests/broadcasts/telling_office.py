"""A commune whose followers are told by a small platform (`letterbox.py`), on a real database."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from eventually import eventually
from letterbox import Box, Clock, Platform
from newsroom import NOON
from newsroom import agency as add_agency
from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import tallies
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import Delivery, DeliveryState, Parcel
from broadcasts.rounds import Rounds
from broadcasts.sender import Sender
from connectors import people
from connectors.bulk import PlatformBulk
from connectors.database import Database
from connectors.delivering import PlatformChannel
from connectors.directory import Accounts, Particulars
from connectors.http import Http
from connectors.messages import Address
from connectors.outbox import Outbox
from connectors.people import Person
from connectors.secrets import Seal

SEAL = Seal(b"a key of the deployment")
AGENCY = "xa-an"
DAY = timedelta(days=1)


@dataclass
class Office:
    """The commune: its database, its clock, its account, and senders as many as are wanted."""

    database: Database
    clock: Clock
    box: Box
    platform: Platform
    accounts: Accounts
    channel: PlatformChannel
    alarms: list[str] = field(default_factory=list)

    def sender(self, **given: Any) -> Sender:
        def alarm(_session: Session, _channel: str, _agency: str, told: str, _now: datetime) -> None:
            self.alarms.append(told)

        bulks = {"zalo": PlatformBulk(self.channel)}
        return Sender(self.database, bulks, self.clock, alarm=alarm, poll=0.02, **given)

    @property
    def rounds(self) -> Rounds:
        return Rounds(self.database, {"zalo": PlatformBulk(self.channel)}, self.clock)

    async def do(self, act: Callable[[Session], Any]) -> Any:
        return await self.database.at_once(act)

    async def announce(self, *, laid: bool = True, **values: Any) -> int:
        """A broadcast to all followers; begun, and laid out unless that is to be done elsewhere."""
        number: int = await self.do(lambda session: _announced(session, self.clock(), values))
        await self.rounds.begin_due()
        if laid:
            await self.rounds.lay_out()
        return number

    async def tell(self, number: int, **given: Any) -> None:
        """Send until the broadcast has ended."""
        async with self.sending(**given):
            await self.ended(number)

    @asynccontextmanager
    async def sending(self, **given: Any) -> AsyncIterator[Sender]:
        sender = self.sender(**given)
        running = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            sender.stop()
            await running

    async def ended(self, number: int) -> None:
        async def is_over() -> bool:
            await self.rounds.end()
            return (await self.broadcast(number)).state is BroadcastState.DONE

        await eventually(is_over)

    async def until(self, holds: Callable[[], bool]) -> None:
        async def does() -> bool:
            return holds()

        await eventually(does)

    async def told(self, count: int) -> None:
        """Until so many messages were taken."""
        await self.until(lambda: self.box.taken.total() == count)

    async def broadcast(self, number: int) -> Broadcast:
        found: Broadcast = await self.do(lambda session: session.get_one(Broadcast, number))
        return found

    async def tally(self, number: int) -> dict[DeliveryState, int]:
        told: dict[DeliveryState, int] = await self.do(lambda session: tallies.tally(session, number))
        return told

    async def row(self, number: int, name: str) -> Delivery:
        key = Address("zalo", AGENCY, name).key
        found: Delivery = await self.do(lambda session: session.get_one(Delivery, (number, key)))
        return found

    async def rows(self, number: int) -> Sequence[Delivery]:
        every = select(Delivery).where(Delivery.broadcast_id == number).order_by(Delivery.person_key)
        found: Sequence[Delivery] = await self.do(lambda session: session.scalars(every).all())
        return found

    async def parcels(self, number: int) -> Sequence[Parcel]:
        every = select(Parcel).where(Parcel.broadcast_id == number).order_by(Parcel.id)
        found: Sequence[Parcel] = await self.do(lambda session: session.scalars(every).all())
        return found

    async def control(self, act: Callable[..., None], number: int) -> None:
        await self.do(lambda session: act(session, number, "lan", self.clock(), "vì thế"))


@asynccontextmanager
async def opened(database: Database, followers: int = 20) -> AsyncIterator[Office]:
    box, clock = Box(), Clock()
    box.open.set()
    await database.at_once(lambda session: _settled(session, followers))
    page = web.Application()
    page.router.add_post("/message", box.answer)
    runner = web.AppRunner(page, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host = f"127.0.0.1:{runner.addresses[0][1]}"
    box.url = f"http://{host}"
    accounts = Accounts(database, SEAL)
    given = Particulars("zalo", AGENCY, "oa", "1", "Xã An", {}, {"access_token": "access-1"})
    await accounts.put(given, NOON)
    # As long as a test waits: while the box is shut, on a slow machine, no call ends and lets others begin.
    async with Http([host], seconds=60) as http:
        platform = Platform(box, http, accounts)
        channel = PlatformChannel(platform, accounts, Outbox(database, people.last_acts), clock=clock)
        yield Office(database, clock, box, platform, accounts, channel)
        box.open.set()
        await channel.close()
    await runner.cleanup()


def names(count: int) -> list[str]:
    return [f"{number:05}" for number in range(count)]


def _settled(session: Session, followers: int) -> None:
    add_agency(session, AGENCY)
    for name in names(followers):
        who = Address("zalo", AGENCY, name)
        session.add(
            Person(
                key=who.key,
                channel=who.channel,
                agency=who.agency,
                person=name,
                first_at=NOON - DAY,
                last_at=NOON - timedelta(hours=1),
                follows=True,
            )
        )


def _announced(session: Session, now: datetime, values: dict[str, Any]) -> int:
    words = {"title": "Lịch cấp nước", "text": "Cấp nước trở lại."}
    given = {"kind": BroadcastKind.NEWS, "start_at": now, **words, **values}
    row = Broadcast(
        agency_id=1,
        state=BroadcastState.PLANNED,
        created_by="lan",
        created_at=now,
        **given,
    )
    session.add(row)
    session.flush()
    session.add(BroadcastPart(broadcast_id=row.id, channel="zalo", agency=AGENCY, way=Way.PEOPLE))
    return row.id
