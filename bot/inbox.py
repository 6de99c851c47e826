"""The inbox: every event is kept once, durably, before its sender is told that it arrived."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    ColumnElement,
    UniqueConstraint,
    and_,
    delete,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot import alarms, handovers
from bot.kinds import EventKind, about, event_of, kind_of, kind_type, words_of
from bot.officers import talking
from broadcasts import settling
from connectors import outgoing
from connectors.claims import Waiting, WaitState, waiting_indexes
from connectors.database import Database, Table
from connectors.grouping import Grouped
from connectors.inserting import insert_missing
from connectors.messages import Address, Event, Message, Reply, StaffReplied

REPLY = TypeAdapter(Reply)
WIPED: dict[str, Any] = {"text": "", "payload": None, "about": None, "reply": None}
"""What a row loses when it is settled: words of a citizen don't stay."""
PARCEL = 500
"""Rows inserted by one statement."""

Note: TypeAlias = Callable[[Session, Sequence[Event]], None]


def _settle_sent(session: Session, events: Sequence[Event]) -> None:
    outgoing.note(session, events)
    settling.note(session, events)


class InboxRow(Waiting, Table):
    """One event that came in. Kept after it is settled only so that a repetition is recognised."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "platform_id"), *waiting_indexes("inbox"))

    kind: Mapped[EventKind] = mapped_column(kind_type())
    channel: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    platform_id: Mapped[str]
    text: Mapped[str]
    payload: Mapped[str | None]
    about: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the event says besides."""
    at: Mapped[datetime]
    reply: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """What was decided, saved with everything else that answering wrote: a second try says the same."""
    delays: Mapped[int] = mapped_column(default=0)
    """How often it had to wait for a reason outside of itself."""

    @property
    def address(self) -> Address:
        return Address(self.channel, self.agency, self.person)

    @property
    def message(self) -> Message:
        """The event of a row that is a message."""
        message = self.event
        assert isinstance(message, Message)
        return message

    @property
    def event(self) -> Event:
        return event_of(
            self.kind, self.platform_id, self.address, self.at, self.text, self.payload, self.about or {}
        )

    @property
    def decided(self) -> Reply | None:
        return None if self.reply is None else REPLY.validate_python(self.reply)


def now_utc() -> datetime:
    return datetime.now(UTC)


class Inbox:
    """Keeps events. `arrived` is set whenever this process kept one: a worker beside it wakes at once.

    `note` is told the echoes, receipts and signs of a call, which wait for nobody; `handover` is how long the
    assistant is silent after a human answered.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime] = now_utc,
        note: Note = _settle_sent,
        handover: timedelta = handovers.LASTING,
    ) -> None:
        self.arrived = asyncio.Event()
        self._database = database
        self._clock = clock
        self._note = note
        self._handover = handover
        self._calls: Grouped[Sequence[Event]] = Grouped(database, self._keep)

    async def keep(self, *events: Event) -> None:
        """Return when all `events` of one call are durable, now or since an earlier time they came.

        Raises:
            DatabaseUnavailableError: none was kept; their sender must be told to try again.
        """
        if events:
            await self._calls.add(events)
            self.arrived.set()

    async def go_on(self, channel: str, agency: str) -> None:
        """The account is well again: what waits for it is due now, and its alarm is over."""
        now = self._clock()
        await self._database.at_once(lambda session: _go_on(session, channel, agency, now))
        self.arrived.set()

    async def close(self) -> None:
        await self._calls.close()

    def _keep(self, session: Session, calls: Sequence[Sequence[Event]]) -> None:
        now = self._clock()
        events = [event for call in calls for event in call]
        rows = [_values(kind, event, now) for event in events if (kind := kind_of(event)) is not None]
        for start in range(0, len(rows), PARCEL):
            insert_missing(session, InboxRow, rows[start : start + PARCEL])
        if len(rows) < len(events):
            self._mind(session, [event for event in events if kind_of(event) is None], now)

    def _mind(self, session: Session, events: Sequence[Event], now: datetime) -> None:
        """What is no row: it takes effect at once."""
        answered = [event for event in events if isinstance(event, StaffReplied) and event.address.person]
        for told in sorted(answered, key=lambda told: told.address.key):  # one order: no deadlock
            handovers.staff_replied(session, told, now, self._handover)
            talking.staff_said(session, told, now)
        self._note(session, [event for event in events if not isinstance(event, StaffReplied)])


def put_off(session: Session, channel: str, agency: str, *, now: datetime, until: datetime) -> int:
    """Let what waits for this account, and is due much sooner, wait `until` then; returns how many rows.

    Those that are due only a little sooner stay: many acts tell of one account's trouble at the same time.
    """
    soon = now + (until - now) / 2
    return _due(session, channel, agency, InboxRow.due_at < soon, until)


async def failed(session: AsyncSession, most: int = 100) -> Sequence[InboxRow]:
    """Events that were given up, newest first."""
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
    gone = delete(InboxRow).where(InboxRow.id.in_(some), old).returning(InboxRow.id)
    return len((await session.scalars(gone)).all())


def _go_on(session: Session, channel: str, agency: str, now: datetime) -> None:
    _due(session, channel, agency, InboxRow.due_at > now, now)
    alarms.clear(session, alarms.STOPPED, channel, agency, now)


def _due(session: Session, channel: str, agency: str, which: ColumnElement[bool], due_at: datetime) -> int:
    waiting = (
        InboxRow.state == literal_column("'waiting'"),
        InboxRow.lease_until.is_(None),
        InboxRow.channel == channel,
        InboxRow.agency == agency,
        which,
    )
    moved = update(InboxRow).where(*waiting).values(due_at=due_at).returning(InboxRow.id)
    return len(session.scalars(moved, execution_options={"synchronize_session": False}).all())


def _values(kind: EventKind, event: Any, now: datetime) -> dict[str, Any]:
    address = event.address
    text, payload = words_of(event)
    return {
        "key": address.key,
        "due_at": now,
        "kind": kind,
        "channel": address.channel,
        "agency": address.agency,
        "person": address.person,
        "platform_id": event.id,
        "text": text,
        "payload": payload,
        "about": about(event),
        "at": event.at,
    }
