"""One claimed event: answered, sent, settled; and what becomes of it when one of these fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import alarms, handovers, setbacks, varying
from bot.handovers import HandoverReason
from bot.inbox import REPLY, WIPED, InboxRow
from bot.kinds import EventKind
from bot.pacing import Pace
from bot.privacy import NAMELESS, Farewell
from bot.service_wording import NOT_ANSWERED
from connectors import claims, outgoing
from connectors.channel import Channel, SendError
from connectors.database import Database, DatabaseUnavailableError
from connectors.grouping import Grouped
from connectors.messages import Event, Reply

__all__ = ["Converses", "Pace", "Replier"]
log = logging.getLogger(__name__)
FAREWELL, FORGOTTEN = "farewell", "forgotten"
"""Beside a decided reply: that the channel is to forget the person, and that it did."""


class Converses(Protocol):
    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None: ...

    async def answer(self, session: AsyncSession, event: Event, now: datetime) -> Reply: ...


class TakenOverError(Exception):
    """The lease ended and another worker has the row now."""


@dataclass(frozen=True, slots=True)
class _Decision:
    reply: Reply
    to_forget: bool = False
    farewell: bool = False


class Replier:
    """Sees one event through. Nothing it meets goes further up: the row tells how it ended."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        conversation: Converses,
        *,
        pace: Pace,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._channels = channels
        self._conversation = conversation
        self._pace = pace
        self._clock = clock
        self._settled: Grouped[InboxRow] = Grouped(database, _settle)

    async def close(self) -> None:
        await self._settled.close()

    async def reply(self, row: InboxRow) -> None:
        farewell = False
        try:
            async with asyncio.timeout(self._pace.act_seconds):
                decision = await self._decide(row)
                farewell = decision.farewell
                if decision.to_forget:
                    await self._forget(row)
                await self._say(row, decision)
        except TakenOverError:
            return
        except SendError as error:
            await self._after_refusal(row, error)
        except DatabaseUnavailableError as error:
            await self._again(row, error, counted=False)
        except Exception as error:
            log.exception("event %s of the inbox was not answered", row.id)
            await self._after_fault(row, error)
        else:
            await self._settle(row, nameless=farewell)

    async def _decide(self, row: InboxRow) -> _Decision:
        """The reply, kept with everything that answering wrote: all of it or nothing."""
        if row.decided is not None:
            about = row.about or {}
            farewell = FAREWELL in about
            return _Decision(row.decided, farewell and FORGOTTEN not in about, farewell)
        async with self._database.reading() as session:
            await self._conversation.think(session, row.event, self._clock())
        async with self._database.writing() as session:
            reply = await self._conversation.answer(session, row.event, self._clock())
            kept: dict[str, Any] = {"reply": REPLY.dump_python(reply, mode="json")}
            farewell = isinstance(reply, Farewell)
            if farewell:
                kept["about"] = {FAREWELL: True}
            if not await session.run_sync(lambda sync: claims.keep(sync, InboxRow, row, **kept)):
                raise TakenOverError
        return _Decision(reply, farewell, farewell)

    async def _say(self, row: InboxRow, decision: _Decision) -> None:
        reply = decision.reply
        if reply.text and (reply.urgent or not await self._overtaken(row)):
            await self._send(row, reply)

    async def _send(self, row: InboxRow, reply: Reply) -> None:
        await self._channel(row).send(row.address, reply, token=f"{row.channel}:{row.platform_id}")

    def _channel(self, row: InboxRow) -> Channel:
        channel = self._channels.get(row.channel)
        if channel is None:
            raise SendError(f"no channel {row.channel!r}")
        return channel

    async def _overtaken(self, row: InboxRow) -> bool:
        """Whether a human has answered since the reply was decided: then it is not said any more."""
        now = self._clock()
        held = await self._database.at_once(
            lambda session: handovers.holding(session, row.address, now), writing=False
        )
        return held is HandoverReason.STAFF

    async def _forget(self, row: InboxRow) -> None:
        """Have the channel forget the person; one that never will is told to an operator, not waited for."""
        try:
            await self._channel(row).forget(row.address)
        except SendError as error:
            if error.retry_after is not None:
                raise
            alarm = (alarms.NOT_FORGOTTEN, row.channel, row.agency, setbacks.name(error), self._clock())
            await self._database.at_once(lambda session: alarms.raise_alarm(session, *alarm))
        done = {FAREWELL: True, FORGOTTEN: True}
        await self._database.at_once(lambda session: claims.keep(session, InboxRow, row, about=done))

    async def _after_refusal(self, row: InboxRow, error: SendError) -> None:
        def after(session: Session) -> None:
            setbacks.after(session, row, error, now=self._clock(), pace=self._pace)

        await self._insist(row, lambda: self._database.at_once(after))

    async def _after_fault(self, row: InboxRow, error: Exception) -> None:
        """A fault of ours: tried again, and at the last try the person is told that we could not."""
        last = row.attempts >= self._pace.attempts and row.decided is None
        if last and row.kind is EventKind.MESSAGE:
            try:
                await self._apologise(row)
            except (SendError, DatabaseUnavailableError):
                log.warning("event %s of the inbox: no apology was sent", row.id)
        await self._again(row, error)

    async def _apologise(self, row: InboxRow) -> None:
        """Once in a while: of many messages that fail together one apology is enough."""
        async with self._database.writing() as session:
            reply = await varying.once(session, row.address, (NOT_ANSWERED,), self._clock())
        if reply.text and not await self._overtaken(row):
            await self._send(row, reply)

    async def _again(self, row: InboxRow, error: Exception, *, counted: bool = True) -> None:
        def release(session: Session) -> None:
            pause, now = self._pace.first_pause, self._clock()
            setbacks.release(session, row, error, pause, now=now, pace=self._pace, counted=counted)

        await self._insist(row, lambda: self._database.at_once(release))

    async def _settle(self, row: InboxRow, *, nameless: bool) -> None:
        def without_name(session: Session) -> None:
            claims.settle(session, InboxRow, [row], **WIPED, **NAMELESS)
            outgoing.forget(session, row.address)  # the farewell stands there, too

        if nameless:
            await self._insist(row, lambda: self._database.at_once(without_name))
        else:
            await self._insist(row, lambda: self._settled.add(row))

    async def _insist(self, row: InboxRow, write: Callable[[], Awaitable[None]]) -> None:
        """Write how the act ended, again and again while the lease holds: else it would be done twice."""
        while row.lease_until is not None and self._clock() < row.lease_until:
            try:
                return await write()
            except DatabaseUnavailableError:
                await asyncio.sleep(self._pace.database_pause)
        return None


def _settle(session: Session, rows: Sequence[InboxRow]) -> None:
    claims.settle(session, InboxRow, rows, **WIPED)
