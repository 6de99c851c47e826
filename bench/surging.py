"""What bench_surge watches while a crowd writes, and what it finds afterwards."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crowd import Act, Deed
from fallbacks import repeated
from platforms_here import Platforms
from sqlalchemy import select

from bot.inbox import InboxRow
from connectors import claims
from connectors.database import Database
from connectors.outgoing import Outgoing

LOOK = 0.1
"""Seconds between two looks at how many messages wait."""


@dataclass(frozen=True)
class Said:
    """An act that was done: the inbox's name of its message, and when by the platform's clock."""

    act: Act
    name: str
    at: float


@dataclass
class Day:
    """One run. `waiting`: pairs of seconds since its beginning and messages that waited then."""

    platforms: Platforms
    database: Database
    said: list[Said] = field(default_factory=list)
    waiting: list[tuple[float, int]] = field(default_factory=list)
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds of a processor by process of the service."""
    behind: float = 0.0
    """By how many seconds the crowd itself was late, at most."""

    async def live(self, acts: Sequence[Act], patience: float) -> None:
        """Let all of it happen; return when nothing waits any more, or after so many seconds more."""
        begun = time.perf_counter()
        watching = asyncio.create_task(self._watch(begun))
        for act in acts:
            late = time.perf_counter() - begun - act.at
            self.behind = max(self.behind, late)
            await asyncio.sleep(max(-late, 0))
            self._do(act)
        try:
            async with asyncio.timeout(patience):
                await self._end()
        except TimeoutError:
            print("it did not end in time")
        watching.cancel()

    def _do(self, act: Act) -> None:
        side = self.platforms.sides[act.platform]
        said = side.sticker(act.person) if act.deed is Deed.STICKER else side.say(act.person, act.text)
        name = f"{act.platform}:{side.prefix}{said}"
        self.said.append(Said(act, name, side.clock.elapsed()))

    async def _watch(self, begun: float) -> None:
        while True:
            self.waiting.append((time.perf_counter() - begun, await self._backlog()))
            await asyncio.sleep(LOOK)

    async def _backlog(self) -> int:
        backlog = await self.database.at_once(
            lambda session: claims.backlog(session, InboxRow), writing=False
        )
        return backlog.waiting

    async def _end(self) -> None:
        hooks = [side.hooks for side in self.platforms.sides.values()]
        while await self._backlog() or any(hook.report()["waiting"] for hook in hooks):  # noqa: ASYNC110 (other processes work)
            await asyncio.sleep(LOOK)

    def emptied(self, since: float) -> float:
        """How long after that moment nothing waited for the first time; infinite: never."""
        return next((at - since for at, count in self.waiting if at >= since and not count), float("inf"))

    def unanswered(self) -> list[str]:
        """People to whom nothing was sent."""
        reached = {sent.to for side in self.platforms.sides.values() for sent in side.outbox.taken}
        return sorted({said.act.person for said in self.said} - reached)

    def repeated(self) -> dict[str, list[str]]:
        """By person, what answers nothing and was read more than once."""
        heard: defaultdict[str, list[str]] = defaultdict(list)
        for side in self.platforms.sides.values():
            for sent in side.outbox.taken:
                heard[sent.to].append(sent.text)
        return {person: again for person, texts in heard.items() if (again := repeated(texts))}

    def calls(self) -> tuple[list[float], dict[str, int]]:
        """Seconds to the answer of each call, in order of length; how often one ended otherwise than 200."""
        records = [side.hooks.record for side in self.platforms.sides.values()]
        taken = sorted(seconds for record in records for seconds in record.latencies)
        ends = [(end, count) for record in records for end, count in record.counts.items() if end != "200"]
        return taken, {end: sum(count for each, count in ends if each == end) for end, _ in ends}

    async def replies(self) -> Mapping[str, float]:
        """By message, seconds to the first that was sent because of it, as the platforms saw both."""
        asked = select(Outgoing.token, Outgoing.platform_id).where(Outgoing.part == 0)
        rows = await self.database.at_once(lambda session: session.execute(asked).all(), writing=False)
        taken = {sent.id: sent.at for side in self.platforms.sides.values() for sent in side.outbox.taken}
        said = {each.name: each.at for each in self.said}
        return {token: taken[name] - said[token] for token, name in rows if token in said and name in taken}

    def within(self, start: float, end: float) -> Iterator[Said]:
        """What was said between those seconds of the run."""
        return (said for said in self.said if start <= said.act.at < end)
