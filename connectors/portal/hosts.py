"""Manners towards each portal: one request at a time, a pause between two, rest where it asks for rest."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from connectors.portal import wording
from connectors.portal.addresses import bare
from connectors.portal.pages import Away
from connectors.portal.robots import Rules

MOST_HOSTS = 500
LONGEST_REST = timedelta(hours=1)
"""A portal that asks for more is asked again all the same: many send nonsense."""
USUAL_REST = timedelta(minutes=1)
"""After 429 and 503 that do not say how long."""


class Resting(Away):
    """The portal asked to be left alone `until` then (aware)."""

    def __init__(self, text: str, until: datetime) -> None:
        super().__init__(text)
        self.until = until


@dataclass(slots=True)
class Known:
    """What a robots.txt allows, read at that time."""

    rules: Rules
    at: datetime


@dataclass(slots=True)
class Host:
    """What is remembered of one portal, with and without "www."."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while its robots.txt is read."""
    robots: dict[tuple[str, str, int], Known] = field(default_factory=dict)
    """By scheme, name and port."""
    delay: float = 0.0
    free_at: datetime | None = None
    rests_until: datetime | None = None


class Hosts:
    """The portals that were lately read, by this process."""

    def __init__(
        self, pause: float, clock: Callable[[], datetime], wait: Callable[[float], Awaitable[object]]
    ) -> None:
        """`pause`: seconds between two requests; `wait` lets that many seconds pass."""
        self._pause, self._clock, self._wait = pause, clock, wait
        self._hosts: OrderedDict[str, Host] = OrderedDict()

    def of(self, name: str) -> Host:
        name = bare(name)
        host = self._hosts.setdefault(name, Host())
        self._hosts.move_to_end(name)
        if len(self._hosts) > MOST_HOSTS:
            oldest = next(iter(self._hosts))
            if not (self._hosts[oldest].turn.locked() or self._hosts[oldest].asking.locked()):
                del self._hosts[oldest]
        return host

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Nobody else asks this portal meanwhile. Raises Resting, and Away after it, without asking it."""
        host = self.of(name)
        async with host.turn:
            now = self._clock()
            if host.rests_until is not None and now < host.rests_until <= now + LONGEST_REST:
                raise resting(name, host.rests_until, now)
            pause = max(self._pause, host.delay)
            if host.free_at is not None and host.free_at > now:  # never longer, whatever the clock did
                await self._wait(min((host.free_at - now).total_seconds(), pause))
            try:
                yield
            finally:
                host.free_at = self._clock() + timedelta(seconds=pause)

    def rest(self, name: str, asked: str) -> Resting:
        """Leave the portal alone for as long as its Retry-After says (RFC 9110, 10.2.3)."""
        now = self._clock()
        until = now + min(max(_retry_after(asked, now), timedelta(seconds=1)), LONGEST_REST)
        self.of(name).rests_until = until
        return resting(name, until, now)


def resting(name: str, until: datetime, now: datetime) -> Resting:
    minutes = max(1, -((now - until) // timedelta(minutes=1)))
    return Resting(wording.RESTING.format(host=name, minutes=minutes), until)


def _retry_after(asked: str, now: datetime) -> timedelta:
    """Seconds, or a date of HTTP, which is in GMT."""
    asked = asked.strip()
    if asked.isascii() and asked.isdigit():
        return timedelta(seconds=int(asked[:6]))
    try:
        until = parsedate_to_datetime(asked)
        return until.replace(tzinfo=until.tzinfo or now.tzinfo) - now
    except (ValueError, OverflowError):
        return USUAL_REST
