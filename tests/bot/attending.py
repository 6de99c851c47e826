"""One citizen on a platform, and the assistant that attends to what the platform tells."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from known import NOW, furnish, shipped
from sqlalchemy import select

from bot.conversation import Conversation
from bot.events import Attending
from connectors.database import Database
from connectors.messages import Address, Event, Form, Message, Reply
from connectors.people import Person
from knowledge.library import Library
from knowledge.questions import Question

LAN = Address("zalo", "xa-b", "lan")
_ids = itertools.count()


@dataclass
class Citizen:
    """Writes to an agency whose officers answer here, or do not."""

    database: Database
    library: Library
    address: Address = LAN
    now: datetime = NOW
    options: dict[str, Any] = field(default_factory=dict)

    async def does(self, event: Event) -> Reply:
        attending = Attending(Conversation(self.library), **self.options)
        async with self.database.writing() as session:
            return await attending.answer(session, event, self.now)

    async def says(self, text: str, **more: Any) -> Reply:
        return await self.does(Message(self.name(), self.address, text, self.now, **more))

    async def shows(self, form: Form) -> Reply:
        return await self.says("", form=form)

    def name(self) -> str:
        return f"e{next(_ids)}"

    def waits(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    async def row(self) -> Person | None:
        async with self.database.reading() as session:
            return await session.get(Person, self.address.key)

    async def questions(self) -> list[tuple[str, str]]:
        async with self.database.reading() as session:
            rows = await session.scalars(select(Question).order_by(Question.id))
            return [(row.kind, row.asked) for row in rows]


async def citizen(database: Database) -> Citizen:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return Citizen(database, library)
