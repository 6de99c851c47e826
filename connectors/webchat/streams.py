"""Open streams: pages that wait for lines, and how they learn that one stands in the table."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from connectors.database import Database, DatabaseUnavailableError
from connectors.webchat.lines import new_lines, newest_id

log = logging.getLogger(__name__)

POLL = 0.06
"""How often, in seconds, lines written by other processes are looked for while a stream is open."""
PAUSE = 1.0
"""The same while the database is not there."""
GAP_POLLS = 250
"""A missing id is waited for that many looks: its transaction began before a younger one's and ends after."""
MOST_GAPS = 1_000
MOST_STREAMS = 2_000
MOST_EACH = 6


class TooManyStreamsError(Exception):
    """This visitor, or everyone together, has too many streams open."""


class Listener:
    """One open stream. `cursor` is the last line it was given."""

    def __init__(self, cursor: int) -> None:
        self.cursor = cursor
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def listen(self) -> None:
        """From here on a line that appears is noticed; call before reading."""
        self._rung.clear()

    async def wait(self, seconds: float) -> bool:
        """Whether something appeared within that time."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        return True


class Streams:
    """All open streams of this process, with one look at the table for all of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: dict[str, list[Listener]] = {}
        self.count = 0
        self._poller: asyncio.Task[None] | None = None
        self.closing = False

    @contextmanager
    def open(self, visitor: str, cursor: int) -> Iterator[Listener]:
        """Raises TooManyStreamsError."""
        theirs = self._listeners.setdefault(visitor, [])
        if self.count >= MOST_STREAMS or len(theirs) >= MOST_EACH:
            raise TooManyStreamsError
        listener = Listener(cursor)
        theirs.append(listener)
        self.count += 1
        if self._poller is None or self._poller.done():
            self._poller = asyncio.get_running_loop().create_task(self._watch())
        try:
            yield listener
        finally:
            self._leave(visitor, listener)

    def ring(self, visitor: str) -> None:
        """A line for this visitor was written here."""
        for listener in self._listeners.get(visitor, ()):
            listener.ring()

    def close(self) -> None:
        """Let every stream end, so that the server may."""
        self.closing = True
        self._ring_all()

    def _ring_all(self) -> None:
        for visitor in self._listeners:
            self.ring(visitor)

    def _leave(self, visitor: str, listener: Listener) -> None:
        self.count -= 1
        theirs = self._listeners[visitor]
        theirs.remove(listener)
        if not theirs:
            del self._listeners[visitor]
        if not self.count and self._poller is not None:
            self._poller.cancel()
            self._poller = None

    async def _watch(self) -> None:
        seen: Seen | None = None
        while True:
            try:
                seen = await self._look(seen)
                await asyncio.sleep(POLL)
            except DatabaseUnavailableError as error:
                log.warning("open chat pages wait for the database: %s", error)
                await asyncio.sleep(PAUSE)

    async def _look(self, seen: "Seen | None") -> "Seen":
        async with self._database.reading() as session:
            if seen is not None:
                self._tell(await new_lines(session, seen.newest, seen.gaps), seen)
                return seen
            start = Seen(await newest_id(session))
        self._ring_all()  # who read before this look began must read once more
        return start

    def _tell(self, found: list[tuple[int, str]], seen: "Seen") -> None:
        seen.note([number for number, _ in found])
        for number, visitor in found:
            for listener in self._listeners.get(visitor, ()):
                if number > listener.cursor:
                    listener.ring()


class Seen:
    """Which lines were seen. Ids are given out before transactions end, so a younger one may appear first."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        self.gaps: dict[int, int] = {}

    def note(self, ids: list[int]) -> None:
        found = set(ids)
        self.gaps = {gap: left - 1 for gap, left in self.gaps.items() if gap not in found and left > 1}
        newest = max(found, default=self.newest)
        missing = [gap for gap in range(max(self.newest + 1, newest - MOST_GAPS), newest) if gap not in found]
        self.gaps |= dict.fromkeys(missing, GAP_POLLS)
        self.gaps = dict(sorted(self.gaps.items())[-MOST_GAPS:])
        self.newest = max(self.newest, newest)
