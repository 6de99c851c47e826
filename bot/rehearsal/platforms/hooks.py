"""The platform's caller: signed bodies go to the webhook, again when they fail, until it is given up."""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.rehearsal.platforms.faults import HOOK, Fault, Faults
from bot.rehearsal.platforms.record import Fate, Record
from bot.rehearsal.platforms.timing import Clock

HELD_SECONDS = 0.5
"""The longest that a reordered call is held back and a second copy follows; of the real clock."""
REPLAY_SECONDS = 7200.0
TRICKLE_PIECES, TRICKLE_SECONDS = 20, 3.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """Seconds of the plan after each failure until the next try; after the last the webhook is switched off.

    `patience`: real seconds an answer may take. `numbered`: the header that carries the number of a retry.
    """

    again: tuple[float, ...]
    patience: float
    numbered: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One body as it was signed, the same bytes at each try. `keys`: the ids of the events in it.

    Calls of one `person` leave one after another, unless the plan of faults says otherwise. One with a
    `label` is none the platform answers for, as a forgery: sent once, and its end counted under that name.
    """

    keys: tuple[str, ...]
    person: str
    body: bytes
    headers: Mapping[str, str]
    label: str = ""


class Hooks:
    """Posts calls to `url` over so many connections; what waits is told by `idle`."""

    def __init__(self, schedule: Schedule, clock: Clock, faults: Faults, *, connections: int = 16) -> None:
        self.url, self.enabled, self.retry = "", True, True
        self.record = Record()
        self._schedule, self._clock, self._faults = schedule, clock, faults
        self._lanes: list[asyncio.Queue[tuple[Call, int, bool]]] = [
            asyncio.Queue() for _ in range(connections)
        ]
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        self._waiting = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def open(self) -> None:
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        for lane in self._lanes:
            self._run(self._drive(lane))

    async def close(self) -> None:
        for timer in self._timers:
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()

    def post(self, call: Call) -> None:
        """Send it when its lane is free; the plan of faults may hold it back and send it more than once."""
        if not (self.enabled and self.url):
            self.record.counts["dropped"] += 1
            return
        strikes, moment = self._faults.strikes, self._faults.random.random
        held = moment() * HELD_SECONDS if strikes(Fault.REORDERED, HOOK) else 0.0
        if call.label:
            self._queue(call, 0, after=held, copy=True)
            return
        self._queue(call, 0, after=held)
        if strikes(Fault.DUPLICATED, HOOK):
            self._queue(call, 0, after=held + moment() * HELD_SECONDS, copy=True)
        if strikes(Fault.REPLAYED, HOOK):
            self._queue(call, 0, after=self._clock.real(REPLAY_SECONDS), copy=True)
        if strikes(Fault.TRICKLED, HOOK):
            self._run(self._trickle(call))

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Do it after so many real seconds, if the server still runs then; until then it is not idle."""
        self._more()

        def come() -> None:
            self._timers.discard(timer)
            act()
            self._less()

        timer = asyncio.get_running_loop().call_later(seconds, come)
        self._timers.add(timer)

    async def idle(self) -> None:
        """Wait until nothing is to be sent, now or later."""
        await self._idle.wait()

    def report(self) -> dict[str, Any]:
        """As JSON takes it; latencies in seconds. `born`: `time.monotonic()` when the clock began."""
        record = self.record
        return {
            "born": time.monotonic() - self._clock.elapsed(),
            "enabled": self.enabled,
            "waiting": self._waiting,
            "counts": dict(record.counts),
            "tries": len(record.latencies),
            "p50": record.latency(0.5),
            "p99": record.latency(0.99),
            "longest": record.latency(1),
        }

    def _queue(self, call: Call, tries: int, *, after: float, copy: bool = False) -> None:
        if after:
            self.later(after, lambda: self._queue(call, tries, after=0, copy=copy))
            return
        self._more()
        self._lane(call, copy=copy).put_nowait((call, tries, copy))

    def _more(self) -> None:
        self._waiting += 1
        self._idle.clear()

    def _less(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            self._idle.set()

    def _lane(self, call: Call, *, copy: bool) -> asyncio.Queue[tuple[Call, int, bool]]:
        number = zlib.crc32(call.person.encode()) + copy
        return self._lanes[number % len(self._lanes)]

    def _run(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drive(self, lane: asyncio.Queue[tuple[Call, int, bool]]) -> None:
        while True:
            call, tries, copy = await lane.get()
            await self._try(call, tries, copy=copy)
            self._less()

    async def _try(self, call: Call, tries: int, *, copy: bool) -> None:
        if not self.enabled:
            self.record.counts["dropped"] += 1
            return
        fate = self._fate(call)
        outcome = await self._ask(call, tries)
        self.record.counts[f"{call.label} {outcome}".strip()] += 1
        if outcome == "200":
            fate.accepted = self._clock.elapsed() if fate.accepted is None else fate.accepted
        elif not copy:
            self._failed(call, tries)

    def _fate(self, call: Call) -> Fate:
        fate = self.record.fates.get(call.keys[0]) or Fate(self._clock.elapsed())
        fate.tries += 1
        self.record.fates.update(dict.fromkeys(call.keys, fate))
        return fate

    async def _ask(self, call: Call, tries: int) -> str:
        """The status of the answer, or why there was none."""
        numbered = {self._schedule.numbered: str(tries)} if tries and self._schedule.numbered else {}
        since = time.monotonic()
        try:
            status = await self._post(call.body, {**call.headers, **numbered}, self._schedule.patience)
        except TimeoutError:
            outcome = "timed out"
        except (aiohttp.ClientError, OSError):
            return "unreachable"
        else:
            outcome = str(status)
        self.record.latencies.append(time.monotonic() - since)
        return outcome

    async def _post(
        self, body: bytes | AsyncIterator[bytes], headers: Mapping[str, str], patience: float | None
    ) -> int:
        async with self._http.post(
            self.url,
            data=body,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=patience),
            allow_redirects=False,
        ) as answer:
            await answer.read()
            return answer.status

    def _failed(self, call: Call, tries: int) -> None:
        if self.retry and tries < len(self._schedule.again):
            self._queue(call, tries + 1, after=self._clock.real(self._schedule.again[tries]))
            return
        self.record.counts["given up"] += 1
        self.enabled = self.enabled and not self.retry

    async def _trickle(self, call: Call) -> None:
        """A second copy in small pieces; its time is no measure of the service: only its end counts."""
        self._more()
        try:
            async with asyncio.timeout(2 * TRICKLE_SECONDS):
                status = await self._post(_pieces(call.body), call.headers, patience=None)
        except (TimeoutError, aiohttp.ClientError, OSError):
            self.record.counts["trickled in vain"] += 1
        else:
            self.record.counts[f"trickled {status}"] += 1
        finally:
            self._less()


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    size = -(-len(body) // TRICKLE_PIECES)
    for start in range(0, len(body), size):
        yield body[start : start + size]
        await asyncio.sleep(TRICKLE_SECONDS / TRICKLE_PIECES)
