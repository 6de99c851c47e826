"""The sender of a process: claims parcels and works them off, a few at a time, until it is told to stop."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from broadcasts import parcels, ruling
from broadcasts.attempting import Walk
from broadcasts.broadcast import Broadcast
from broadcasts.composing import Composed, compose
from broadcasts.deliveries import Parcel
from broadcasts.recording import Alarm
from broadcasts.rules import Rule
from broadcasts.sending import Lane, Means
from connectors import claims
from connectors.bulk import Bulk
from connectors.database import Database, DatabaseUnavailableError

log = logging.getLogger(__name__)
LANES = 2
"""Parcels worked on at once, besides those that wait for their account's pace."""
MOST_LANES = 32
IN_FLIGHT = 128
"""Each step costs the same however many it is for: with 32 a process sends a third as many."""
LEASE = timedelta(seconds=30)
KEPT = timedelta(seconds=5)
"""How long a rule and the words of a broadcast are taken for what they were."""
POLL = 0.2
DATABASE_PAUSE = 0.5
REPLIES_FIRST = 0.3
"""So many seconds a step waits at most while citizens are being answered."""
GRACE = 20.0
"""So many seconds one that is stopped may take to record what is under way."""


def no_alarm(_session: Session, channel: str, agency: str, told: str, _now: datetime) -> None:
    """For who shows no alarms."""
    log.error("%s %s can't send: %s", channel, agency, told)


class Sender:
    """One a process. `busy` says whether citizens are being answered just now: they come first.

    `in_flight`: how many may be under way to platforms at once; when the process dies, so many at most are
    unknown for ever. `alarm` is told what an operator must mend, inside the transaction.
    """

    def __init__(
        self,
        database: Database,
        bulks: Mapping[str, Bulk],
        clock: Callable[[], datetime],
        *,
        in_flight: int = IN_FLIGHT,
        lease: timedelta = LEASE,
        busy: Callable[[], bool] = lambda: False,
        alarm: Alarm = no_alarm,
        poll: float = POLL,
    ) -> None:
        lanes = min(LANES, in_flight)
        self._database = database
        self._clock = clock
        self._lanes_at_once = lanes
        self._busy = busy
        self._poll = poll
        self._rules: dict[str, tuple[datetime, Rule]] = {}
        self._said: dict[int, tuple[datetime, Composed]] = {}
        self._lanes: dict[asyncio.Task[None], Lane] = {}
        self._look = asyncio.Event()
        self._means = Means(
            database,
            bulks,
            clock,
            self._rule,
            alarm,
            lease,
            in_flight // lanes,
            self._room_for_replies,
        )

    def stop(self) -> None:
        """Attempt nothing new; `run` returns when what is under way is recorded."""
        self._means.stopping = True
        self._look.set()

    async def run(self) -> None:
        """Send until `stop`. A database that is gone is waited for."""
        while not self._means.stopping:
            self._look.clear()
            try:
                found = await self._take()
            except DatabaseUnavailableError as error:
                log.warning("no parcel can be claimed, waiting: %s", error)
                await asyncio.sleep(DATABASE_PAUSE)
            except Exception:
                log.exception("no parcel can be claimed, waiting")
                await asyncio.sleep(DATABASE_PAUSE)
            else:
                if not found:
                    await self._wait()
        await self._finish()

    async def _take(self) -> bool:
        """Begin with a parcel, if there is one and a hand for it."""
        active = sum(not lane.is_slow for lane in self._lanes.values())
        if active >= self._lanes_at_once or len(self._lanes) >= MOST_LANES:
            return False
        now, slow = self._clock(), [lane for lane in self._lanes.values() if lane.is_slow]
        if not await self._database.at_once(
            lambda session: claims.anything_due(session, Parcel, now=now), writing=False
        ):
            return False
        walk = await self._database.at_once(lambda session: self._claim(session, now, slow))
        if walk is None:
            return False
        lane = Lane(self._means, walk)
        task = asyncio.create_task(lane.run())
        self._lanes[task] = lane
        task.add_done_callback(self._ended)
        return True

    def _claim(self, session: Session, now: datetime, slow: Sequence[Lane]) -> Walk | None:
        channels, lease = self._means.bulks.keys(), self._means.lease
        apart, full = {lane.key for lane in slow}, {lane.key for lane in slow if lane.is_urgent}
        parcel = parcels.claim(session, now, lease, channels=channels, apart=apart, full=full)
        if parcel is None:
            return None
        broadcast = session.get_one(Broadcast, parcel.broadcast_id)
        return Walk(parcel, broadcast, self._composed(session, broadcast, now), renewed=now)

    def _composed(self, session: Session, broadcast: Broadcast, now: datetime) -> Composed:
        known = self._said.get(broadcast.id)
        if known is None or not timedelta() <= now - known[0] <= KEPT:
            self._said = {number: kept for number, kept in self._said.items() if now - kept[0] <= KEPT}
            known = self._said[broadcast.id] = now, compose(session, broadcast)
        return known[1]

    def _rule(self, session: Session, agency: str, now: datetime) -> Rule:
        known = self._rules.get(agency)
        if known is None or not timedelta() <= now - known[0] <= KEPT:
            known = self._rules[agency] = now, ruling.rule_of(session, agency)
        return known[1]

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._lanes.pop(task, None)
        self._look.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a parcel broke; it is taken up again when its lease ends", exc_info=error)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._poll):
                await self._look.wait()
        except TimeoutError:
            return

    async def _room_for_replies(self) -> None:
        waited = 0.0
        while waited < REPLIES_FIRST and self._busy() and not self._means.stopping:
            await asyncio.sleep(0.02)
            waited += 0.02

    async def _finish(self) -> None:
        if self._lanes:
            await asyncio.wait(list(self._lanes), timeout=GRACE)
        left = list(self._lanes)
        for task in left:
            task.cancel()  # the lease ends, and what was not recorded is unknown
        await asyncio.gather(*left, return_exceptions=True)
