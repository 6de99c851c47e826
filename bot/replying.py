"""One claimed message: answered, sent, settled; and what becomes of it when one of these fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot.inbox import REPLY, WIPED, InboxRow
from bot.service_wording import NOT_ANSWERED
from connectors import claims
from connectors.channel import Channel, SendError
from connectors.database import Database, DatabaseUnavailableError
from connectors.grouping import Grouped
from connectors.messages import Message, Reply

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a worker goes about it. An act is bounded well below the lease, which then never ends under it."""

    people: int = 32
    """How many people are answered at the same time."""
    lease: timedelta = timedelta(seconds=30)
    attempts: int = 10
    first_pause: timedelta = timedelta(seconds=2)
    """After a failure of ours; doubled with each further one, like the pauses channels ask for."""
    longest_pause: timedelta = timedelta(minutes=10)
    busy_poll: float = 0.02
    """How often, in seconds, messages kept by other processes are looked for while there are some."""
    idle_poll: float = 0.1
    database_pause: float = 0.5
    grace: float = 20
    """How many seconds a worker that is stopped may take to finish what it began."""

    @property
    def act_seconds(self) -> float:
        return self.lease.total_seconds() * 2 / 3


class Converses(Protocol):
    async def answer(self, session: AsyncSession, message: Message, now: datetime) -> Reply: ...


class TakenOverError(Exception):
    """The lease ended and another worker has the row now."""


class Replier:
    """Sees one message through. Nothing it meets goes further up: the row tells how it ended."""

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
        try:
            async with asyncio.timeout(self._pace.act_seconds):
                await self._say(row, await self._decide(row))
        except TakenOverError:
            return
        except SendError as error:
            await self._after_refusal(row, error)
        except DatabaseUnavailableError as error:
            await self._again(row, error, self._pace.first_pause, counted=False)
        except Exception as error:
            log.exception("message %s of the inbox was not answered", row.id)
            await self._after_fault(row, error)
        else:
            await self._insist(row, lambda: self._settled.add(row))

    async def _decide(self, row: InboxRow) -> Reply:
        """The reply, kept with everything that answering wrote: all of it or nothing."""
        if row.decided is not None:
            return row.decided
        async with self._database.writing() as session:
            reply = await self._conversation.answer(session, row.message, self._clock())
            decided = REPLY.dump_python(reply, mode="json")
            if not await session.run_sync(claims.keep, InboxRow, row, reply=decided):
                raise TakenOverError
        return reply

    async def _say(self, row: InboxRow, reply: Reply) -> None:
        channel = self._channels.get(row.channel)
        if channel is None:
            raise SendError(f"no channel {row.channel!r}")
        await channel.send(row.message.address, reply, token=f"{row.channel}:{row.platform_id}")

    async def _after_refusal(self, row: InboxRow, error: SendError) -> None:
        if error.retry_after is None:
            await self._give_up(row, error)
        else:
            await self._again(row, error, error.retry_after)

    async def _after_fault(self, row: InboxRow, error: Exception) -> None:
        """A fault of ours: tried again, and at the last try the person is told that we could not."""
        if row.attempts >= self._pace.attempts and row.decided is None:
            try:
                await self._say(row, NOT_ANSWERED)
            except (SendError, DatabaseUnavailableError):
                log.warning("message %s of the inbox: no apology was sent", row.id)
        await self._again(row, error, self._pace.first_pause)

    async def _again(
        self, row: InboxRow, error: Exception, pause: timedelta, *, counted: bool = True
    ) -> None:
        pause = min(pause * 2 ** (row.attempts - 1), self._pace.longest_pause)

        def release(session: Session) -> None:
            claims.release(
                session,
                InboxRow,
                row,
                due_at=self._clock() + pause,
                error=_name(error),
                attempts=self._pace.attempts,
                counted=counted,
            )

        await self._insist(row, lambda: self._database.at_once(release))

    async def _give_up(self, row: InboxRow, error: Exception) -> None:
        def give_up(session: Session) -> None:
            claims.give_up(session, InboxRow, row, error=_name(error))

        await self._insist(row, lambda: self._database.at_once(give_up))

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


def _name(error: Exception) -> str:
    # Not the whole text of any error: it may hold what the person wrote.
    told = isinstance(error, SendError | DatabaseUnavailableError)
    return f"{type(error).__name__}: {error}" if told and str(error) else type(error).__name__
