"""Messages that want to leave, as one process asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from pacing import NOON, RATE, add_account
from sqlalchemy import select

from connectors import outgoing, people
from connectors.attempts import Attempt, Ended
from connectors.channel import SendError
from connectors.database import Database
from connectors.messages import Address, Event
from connectors.outbox import Outbox
from connectors.outgoing import Outgoing, digest
from connectors.pace import Priority, Rate

AN = Address("zalo", "xa-mau", "an")
BINH = replace(AN, person="binh")
WINDOW = timedelta(hours=48)
FAST = replace(RATE, per_second=1_000, burst=1_000)


@dataclass
class Desk:
    """A process with its outbox."""

    database: Database
    account_id: int
    rate: Rate = FAST
    outbox: Outbox = field(init=False)

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.database, people.last_acts)

    def attempt(
        self,
        token: str = "zalo:m1",
        part: int = 0,
        now: datetime = NOON,
        to: Address = AN,
        text: str = "Xin chào",
        priority: Priority = Priority.REPLY,
    ) -> Attempt:
        return Attempt(token, part, to, digest(text), self.account_id, self.rate, now, priority, WINDOW)

    async def ask(
        self,
        token: str = "zalo:m1",
        part: int = 0,
        now: datetime = NOON,
        to: Address = AN,
        text: str = "Xin chào",
    ) -> Attempt:
        return await self.outbox.begin(self.attempt(token, part, now, to, text))

    async def sent(self, attempt: Attempt, platform_id: str = "p1") -> None:
        await self.outbox.end(Ended(attempt, attempt.now, platform_id))

    async def failed(self, attempt: Attempt, error: SendError) -> None:
        await self.outbox.end(Ended(attempt, attempt.now, error=error))

    async def note(self, *events: Event) -> None:
        await self.database.at_once(lambda session: outgoing.note(session, events))

    async def saw(self, who: Address, at: datetime) -> None:
        await self.database.at_once(lambda session: people.saw(session, who, at))

    async def forget(self, who: Address) -> None:
        await self.database.at_once(lambda session: outgoing.forget(session, who))

    async def rows(self) -> Sequence[Outgoing]:
        every = select(Outgoing).order_by(Outgoing.token, Outgoing.part)
        return await self.database.at_once(lambda session: session.scalars(every).all())


async def desk(database: Database, rate: Rate = FAST) -> Desk:
    return Desk(database, await add_account(database), rate)
