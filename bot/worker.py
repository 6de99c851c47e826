"""The worker: claims messages from the inbox and has each of them answered."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.inbox import InboxRow, now_utc
from bot.replying import Converses, Pace, Replier
from connectors import claims
from connectors.channel import Channel
from connectors.database import Database, DatabaseUnavailableError

log = logging.getLogger(__name__)


class Worker:
    """Answers people in parallel, and each person's messages in the order they came.

    `arrived` is the inbox's event when the inbox stands in this process; messages kept by others are
    found by polling.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        conversation: Converses,
        *,
        arrived: asyncio.Event | None = None,
        pace: Pace = Pace(),  # noqa: B008 (frozen)
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._database = database
        self._replier = Replier(database, channels, conversation, pace=pace, clock=clock)
        self._look = arrived or asyncio.Event()
        self._pace = pace
        self._clock = clock
        self._acts: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._stuck = False
        self._patience = pace.idle_poll

    @property
    def busy(self) -> bool:
        """Whether somebody is being answered just now."""
        return bool(self._acts)

    def stop(self) -> None:
        """Take nothing new; `run` returns when what was begun is finished."""
        self._stopping = True
        self._look.set()

    async def run(self) -> None:
        """Work until `stop`. A database that is gone is waited for."""
        while not self._stopping:
            self._look.clear()
            try:
                found = await self._take()
                self._stuck = False
            except Exception as error:  # noqa: BLE001 (whatever it is: a worker never ends by itself)
                await self._be_stuck(error)
            else:
                if not found:
                    await self._wait()
        await self._finish()

    async def _take(self) -> bool:
        """Begin to answer what is due, as far as there are hands for it."""
        free = self._pace.people - len(self._acts)
        if free <= 0:
            return False
        if not await self._anything_due():
            return False
        for row in await self._claim(free):
            act = asyncio.create_task(self._replier.reply(row))
            self._acts.add(act)
            act.add_done_callback(self._ended)
        self._patience = self._pace.busy_poll
        return True

    async def _anything_due(self) -> bool:
        now = self._clock()
        return await self._database.at_once(
            lambda session: claims.anything_due(session, InboxRow, now=now), writing=False
        )

    async def _claim(self, most: int) -> list[InboxRow]:
        pace, now = self._pace, self._clock()
        return await self._database.at_once(
            lambda session: claims.claim(
                session, InboxRow, now=now, lease=pace.lease, most=most, attempts=pace.attempts
            )
        )

    def _ended(self, act: asyncio.Task[None]) -> None:
        self._acts.discard(act)
        self._look.set()  # the person's next message may be claimed now
        if not act.cancelled() and (error := act.exception()) is not None:
            log.error("an act broke", exc_info=error)

    async def _wait(self) -> None:
        """Until something arrived here, or it is time to look for what others kept."""
        try:
            async with asyncio.timeout(self._patience):
                await self._look.wait()
        except TimeoutError:
            self._patience = min(self._patience * 1.1, self._pace.idle_poll)

    async def _be_stuck(self, error: Exception) -> None:
        if not self._stuck:  # told once, not twice a second
            fault = None if isinstance(error, DatabaseUnavailableError) else error
            log.error("no message can be claimed, waiting: %s", error, exc_info=fault)
        self._stuck = True
        await asyncio.sleep(self._pace.database_pause)

    async def _finish(self) -> None:
        if self._acts:
            await asyncio.wait(self._acts, timeout=self._pace.grace)
        for act in self._acts:
            act.cancel()  # the lease ends, and another worker takes the row over
        await self._replier.close()
