"""A platform's far side, what is said to it, and the service between the two."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from eventually import eventually
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox import Inbox, InboxRow
from bot.pacing import Pace
from bot.worker import Worker
from connectors.channel import Ability, ChoiceStyle, SendError
from connectors.claims import WaitState
from connectors.database import Database
from connectors.messages import Address, Event, Message, Reply

SOON = timedelta(milliseconds=10)
PACE = Pace(first_pause=SOON, longest_pause=timedelta(minutes=10), attempts=3, people=4)


@dataclass
class Far:
    """A platform's far side; it refuses once for each of `errors`, then takes everything."""

    name: str = "zalo"
    errors: list[SendError] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    unforgetting: list[SendError] = field(default_factory=list)
    tries: int = 0

    async def ability(self, agency: str) -> Ability:
        return Ability(2_000, ChoiceStyle.BUTTONS)

    async def send(self, to: Address, reply: Reply, *, token: str) -> None:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append((to.person, reply.text))

    async def forget(self, who: Address) -> None:
        if self.unforgetting:
            raise self.unforgetting.pop(0)
        self.forgotten.append(who.person)


@dataclass
class Says:
    replies: dict[str, Reply] = field(default_factory=dict)
    broken: bool = False

    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None:
        """Nothing: all is said at once."""

    async def answer(self, session: AsyncSession, event: Event, now: datetime) -> Reply:
        if self.broken:
            raise LookupError
        text = event.text if isinstance(event, Message) else type(event).__name__
        return self.replies.get(text, Reply(f"re: {text}"))


@dataclass
class Service:
    database: Database
    far: Far = field(default_factory=Far)
    says: Says = field(default_factory=Says)

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.database)
        self.worker = Worker(
            self.database, {"zalo": self.far}, self.says, arrived=self.inbox.arrived, pace=PACE
        )

    async def hears(self, person: str, *texts: str) -> None:
        who, now = Address("zalo", "xa-b", person), datetime.now(UTC)
        await self.inbox.keep(*(Message(f"{person}{text}", who, text, now) for text in texts))

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.worker.run())
        yield
        self.worker.stop()
        await running

    async def rows(self) -> list[InboxRow]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(InboxRow).order_by(InboxRow.id)))

    async def ended(self) -> list[InboxRow]:
        async def ended() -> bool:
            return all(row.state is not WaitState.WAITING for row in await self.rows())

        await eventually(ended)
        return await self.rows()
