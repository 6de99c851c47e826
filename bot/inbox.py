"""The inbox: every message is kept once, durably, before its sender is told that it arrived."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, UniqueConstraint, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.claims import Waiting, WaitState, waiting_indexes
from connectors.database import Database, Table
from connectors.grouping import Grouped
from connectors.inserting import insert_missing
from connectors.messages import Address, Message, Reply

REPLY = TypeAdapter(Reply)
WIPED: dict[str, Any] = {"text": "", "payload": None, "reply": None}
"""What a row loses when it is settled: words of a citizen don't stay."""


class InboxRow(Waiting, Table):
    """One message that came in. Kept after it is settled only so that a repetition is recognised."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "platform_id"), *waiting_indexes("inbox"))

    channel: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    platform_id: Mapped[str]
    text: Mapped[str]
    payload: Mapped[str | None]
    at: Mapped[datetime]
    reply: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """What was decided, saved with everything else that answering wrote: a second try says the same."""

    @property
    def message(self) -> Message:
        address = Address(self.channel, self.agency, self.person)
        return Message(self.platform_id, address, self.text, self.at, self.payload)

    @property
    def decided(self) -> Reply | None:
        return None if self.reply is None else REPLY.validate_python(self.reply)


def now_utc() -> datetime:
    return datetime.now(UTC)


class Inbox:
    """Keeps messages. `arrived` is set whenever this process kept one: a worker beside it wakes at once."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = now_utc) -> None:
        self.arrived = asyncio.Event()
        self._clock = clock
        self._rows: Grouped[dict[str, Any]] = Grouped(database, _insert)

    async def keep(self, message: Message) -> None:
        """Return when `message` is durable, now or since an earlier time it came.

        Raises:
            DatabaseUnavailableError: it was not kept; its sender must be told to try again.
        """
        await self._rows.add(_values(message, self._clock()))
        self.arrived.set()

    async def close(self) -> None:
        await self._rows.close()


async def failed(session: AsyncSession, most: int = 100) -> Sequence[InboxRow]:
    """Messages that were given up, newest first."""
    given_up = select(InboxRow).where(InboxRow.state == WaitState.FAILED)
    return (await session.scalars(given_up.order_by(InboxRow.id.desc()).limit(most))).all()


async def forget(
    session: AsyncSession, *, now: datetime, done: timedelta, failed: timedelta, most: int = 1000
) -> int:
    """Delete up to `most` rows settled, or given up, longer ago than that; returns how many."""
    old = or_(
        and_(InboxRow.state == WaitState.DONE, InboxRow.due_at < now - done),
        and_(InboxRow.state == WaitState.FAILED, InboxRow.due_at < now - failed),
    )
    some = select(InboxRow.id).where(old).limit(most)
    gone = delete(InboxRow).where(InboxRow.id.in_(some)).returning(InboxRow.id)
    return len((await session.scalars(gone)).all())


def _insert(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    insert_missing(session, InboxRow, rows)


def _values(message: Message, now: datetime) -> dict[str, Any]:
    address = message.address
    return {
        "key": address.key,
        "due_at": now,
        "channel": address.channel,
        "agency": address.agency,
        "person": address.person,
        "platform_id": message.id,
        "text": message.text,
        "payload": message.payload,
        "at": message.at,
    }
