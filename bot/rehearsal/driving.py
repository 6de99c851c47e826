"""Citizens act: the plan's acts one after the other, at an even pace, whether or not answers come."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.rehearsal.plan import Act, Plan
from bot.rehearsal.remote import Remote
from bot.rehearsal.sides import Side

AT_ONCE = 32
"""How many acts are under way at the same time."""
BEHIND = 4000
"""So many unanswered messages are let pile up; then people wait until the service catches up."""
LOOK_SECONDS = 1.0

Tell = Callable[[int, int], None]
"""Told how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Said:
    """An act that was done; `key` is the platform's id of its event."""

    act: Act
    key: str


@dataclass(slots=True)
class Driver:
    """`said` is in the order of the plan for each person."""

    plan: Plan
    sides: Mapping[str, Side]
    remotes: Mapping[str, Remote]
    tell: Tell
    said: list[Said] = field(default_factory=list)
    _answered: int = 0
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def drive(self) -> None:
        """Return when every act is done."""
        hands = asyncio.Semaphore(AT_ONCE)
        pause, due = self.plan.seconds / max(len(self.plan.acts), 1), time.monotonic()
        async with asyncio.TaskGroup() as acts:
            looking = acts.create_task(self._look())
            for number, act in enumerate(self.plan.acts):
                due = await self._in_time(due + pause, number)
                await hands.acquire()
                acts.create_task(self._act(act)).add_done_callback(lambda _done: hands.release())
                self.tell(number + 1, len(self.plan.acts))
            looking.cancel()

    async def _in_time(self, due: float, number: int) -> float:
        """Wait until the act is due; what a slow machine is late by is not made up for in a rush."""
        if number - self._answered > BEHIND:
            await self._catching_up(number)
        now = time.monotonic()
        await asyncio.sleep(max(due - now, 0))
        return max(due, now - LOOK_SECONDS)

    async def _catching_up(self, number: int) -> None:
        while number - self._answered > BEHIND:  # noqa: ASYNC110 (it is another process that catches up)
            await asyncio.sleep(LOOK_SECONDS)

    async def _act(self, act: Act) -> None:
        name, arguments = self.sides[act.platform].act(act)
        async with self._turns.setdefault(act.person, asyncio.Lock()):
            key = await self.remotes[act.platform].act(name, **arguments)
            self.said.append(Said(act, str(key)))

    async def _look(self) -> None:
        """How many messages were answered so far, roughly."""
        counts = dict.fromkeys(self.remotes, 0)
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for name, remote in self.remotes.items():
                counts[name] += len(await remote.sent(counts[name]))
            self._answered = sum(counts.values())
