"""A lane: one parcel after its claim, from step to step, several calls to the platform under way at once.

A slow answer holds up one call, not the others: a step is taken as soon as some calls have ended.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, repeat

from sqlalchemy.orm import Session

from broadcasts import outcomes, walking
from broadcasts.attempting import Going, Terms, Walk
from broadcasts.outcomes import Outcome
from broadcasts.parcels import Key
from broadcasts.recording import Alarm, person_of
from broadcasts.rules import Rule
from broadcasts.walking import Step
from connectors.accounts import Account
from connectors.bulk import Bulk
from connectors.channel import SendError
from connectors.database import Database, DatabaseUnavailableError
from connectors.messages import Address
from connectors.outgoing import tag

log = logging.getLogger(__name__)
RECORDED_AFTER = 0.25
"""So many seconds an ended call waits for others to be written down together with it."""
LOOK_AGAIN = 0.25
"""So many seconds a lane sleeps at most before it asks the account's pace, and all else, again."""
RECORDING = (0.1, 0.5, 1.0, 2.0, 4.0)
"""Pauses in seconds between tries to take a step while the database is away; the last one is repeated."""
NEWS = "news-"
"""Begins the token in the tag of a delivery, before the number of its broadcast."""


@dataclass(slots=True)
class Means:
    """What all lanes of a process share."""

    database: Database
    bulks: Mapping[str, Bulk]
    clock: Callable[[], datetime]
    rule: Callable[[Session, str, datetime], Rule]
    alarm: Alarm
    lease: timedelta
    window: int
    """Calls under way at once in one lane."""
    room_for_replies: Callable[[], Awaitable[None]]
    stopping: bool = False


class Lane:
    """Works one parcel off. Whatever it meets, what was attempted is recorded, or left to the lease."""

    def __init__(self, means: Means, walk: Walk) -> None:
        self._means = means
        self._walk = walk
        self._bulk = means.bulks[walk.parcel.channel]
        self._tag = tag(f"{NEWS}{walk.broadcast.id}", 0)
        self._account: Account | None = None
        self._stopped: SendError | None = None
        self._flying: set[asyncio.Task[None]] = set()
        self._ended: list[Outcome] = []
        self._news = asyncio.Event()
        self.is_slow = False
        """Whether it waits for its account's pace, and so leaves its place to another."""

    @property
    def key(self) -> Key:
        """The account."""
        return self._walk.parcel.channel, self._walk.parcel.agency

    @property
    def is_urgent(self) -> bool:
        return self._walk.parcel.urgent

    async def run(self) -> None:
        """Until the parcel is settled, handed back or taken over."""
        while True:
            await self._means.room_for_replies()
            step = await self._step()
            for going in step.going:
                self._begin(going)
            if step.ended:
                return
            await self._pause(step)

    async def _step(self) -> Step:
        """Take a step, again and again while the database is away: what ended must be written down."""
        pauses = chain(RECORDING, repeat(RECORDING[-1]))
        while True:
            done, tried, lease = list(self._ended), list[Going](), self._walk.parcel.lease_until
            now = self._means.clock()
            try:
                await self._find_account()
                act = partial(self._take, done=done, tried=tried, now=now)
                step = await self._means.database.at_once(act)
            except DatabaseUnavailableError as error:
                log.warning("parcel %s waits for the database: %s", self._walk.parcel.id, error)
                self._ended += [outcomes.uncalled(going.key, going.at) for going in tried]
                self._walk.parcel.lease_until = lease
                await asyncio.sleep(next(pauses))
            else:
                del self._ended[: len(done)]
                return step

    def _take(self, session: Session, *, done: list[Outcome], tried: list[Going], now: datetime) -> Step:
        means, walk = self._means, self._walk
        step = walking.step(
            session,
            walk,
            done,
            self._terms(session, now),
            now,
            room=means.window - len(self._flying),
            flying=len(self._flying) + len(self._ended) - len(done),
            alarm=means.alarm,
            stopping=means.stopping,
        )
        tried += step.going
        return step

    def _terms(self, session: Session, now: datetime) -> Terms:
        bulk, account, stopped = self._bulk, self._account, self._stopped
        rule = self._means.rule(session, self._walk.parcel.agency, now)
        if stopped is not None and account is None:
            return Terms(None, None, None, rule, self._means.lease, stopped)
        number = None if account is None else account.id
        return Terms(number, bulk.rate(account), bulk.ability(account), rule, self._means.lease, stopped)

    async def _find_account(self) -> None:
        """As it stands now. One that can't send ends the walk; what is under way is still recorded by it."""
        try:
            self._account, self._stopped = await self._bulk.account(self._walk.parcel.agency), None
        except SendError as error:
            self._stopped = error

    def _begin(self, going: Going) -> None:
        call = asyncio.create_task(self._call(going))
        self._flying.add(call)
        call.add_done_callback(self._landed)

    def _landed(self, call: asyncio.Task[None]) -> None:
        self._flying.discard(call)
        if not self._flying or len(self._ended) * 2 >= self._means.window:
            self._news.set()

    async def _call(self, going: Going) -> None:
        """Tell one person; how it went is appended to what has ended."""
        parcel, clock, began = self._walk.parcel, self._means.clock, going.at
        to = Address(parcel.channel, parcel.agency, person_of(parcel, going.key))
        try:
            name = await self._bulk.post(self._account, to, going.part, tag=self._tag)
            outcome = outcomes.accepted(going.key, name, began, clock())
        except SendError as error:
            outcome = outcomes.failed(going.key, error, began, clock())
        except Exception as error:
            log.exception("a delivery of broadcast %s broke", parcel.broadcast_id)
            outcome = outcomes.broken(going.key, type(error).__name__, began, clock())
        self._ended.append(outcome)

    async def _pause(self, step: Step) -> None:
        """Until there is something to write down, or room for more."""
        self.is_slow = self.is_slow or step.wait is not None
        if not self._flying:
            if step.wait is not None:
                await asyncio.sleep(self._seconds(step.wait.until))
            return
        self._news.clear()
        if len(self._ended) * 2 < self._means.window:
            with suppress(TimeoutError):
                async with asyncio.timeout(RECORDED_AFTER):
                    await self._news.wait()

    def _seconds(self, until: datetime) -> float:
        """No longer than a pause may take to be noticed."""
        return min(max((until - self._means.clock()).total_seconds(), 0.01), LOOK_AGAIN)
