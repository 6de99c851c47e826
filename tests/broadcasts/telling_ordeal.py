"""Two processes that tell a broadcast, killed again and again; then the ledger is held against the platforms.

A life ends at a moment of its work in the database (`doomed.py`), with a message as it comes to the platform,
is taken or was answered, or just so. Between two broadcasts everything comes to its end.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crowding import Crowd
from doomed import Doom
from sqlalchemy import select
from sqlalchemy.orm import Session
from tellers import Teller
from telling_town import FIRST, announce

from broadcasts import tallies
from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import REACHED, Delivery, DeliveryState
from broadcasts.sender import IN_FLIGHT
from connectors.database import Database, DatabaseUnavailableError

STAGES: dict[str, tuple[str, ...]] = {
    "laying out": ("insert into delivery",),
    "claiming": ("update parcel", "attempts="),
    "attempting": ("set state = 'attempted'",),
    "recording": ("update delivery set", "case when"),
    "finishing a parcel": ("update parcel", "settled_at"),
    "ending": ("update broadcast",),
}
DATABASE = "the database"
PATIENCE = 3.0
"""Seconds after which a life ends whose moment never comes."""
_UNENDED = (DeliveryState.PLANNED, DeliveryState.ATTEMPTED)


@dataclass
class Found:
    """What was wrong after a broadcast, in words; and how many are unknown."""

    amiss: list[str] = field(default_factory=list)
    unknown: int = 0


class Ordeal:
    """`deaths`: how many lives ended, by the moment."""

    def __init__(self, url: str, platforms: Crowd, dice: random.Random, **settings: str) -> None:
        self._platforms = platforms
        self._dice = dice
        self._database = Database(url)
        self._tellers = [Teller(url, **platforms.settings, **settings) for _ in range(2)]
        self._left = 0
        self.deaths = Counter[str]()

    @property
    def killed(self) -> int:
        """How many of the deaths were processes of ours."""
        return self.deaths.total() - self.deaths[DATABASE]

    async def close(self) -> None:
        await asyncio.gather(*(teller.kill() for teller in self._tellers))
        await self._database.close()

    async def survive(self, kills: int, restart: Callable[[], Awaitable[None]] | None = None) -> Found:
        """One broadcast with so many deaths at most, told to its end. `restart` is done now and then."""
        await self._platforms.do("forget")
        now = datetime.now(UTC)
        number = await self._database.at_once(lambda session: announce(session, now, *FIRST))
        self._left, before = kills, self.deaths.total()
        restarting = asyncio.create_task(self._restart(restart))
        await asyncio.gather(*(self._lives(teller, number) for teller in self._tellers))
        restarting.cancel()
        await asyncio.gather(restarting, return_exceptions=True)
        await asyncio.gather(*(teller.begin() for teller in self._tellers))
        async with asyncio.timeout(120):
            while not await self._is_over(number):  # noqa: ASYNC110 (other processes work)
                await asyncio.sleep(0.1)
        await asyncio.gather(*(teller.stop() for teller in self._tellers))
        return await self._found(number, self.deaths.total() - before)

    async def _restart(self, restart: Callable[[], Awaitable[None]] | None) -> None:
        while restart is not None:
            await asyncio.sleep(self._dice.uniform(2, 6))
            await restart()
            self.deaths[DATABASE] += 1

    async def _lives(self, teller: Teller, number: int) -> None:
        while self._left > 0 and not await self._is_over(number):
            self._left -= 1
            self.deaths[await self._life(teller)] += 1

    async def _life(self, teller: Teller) -> str:
        """One life; returns how it ended."""
        kind = self._dice.choice([*STAGES, "coming", "taken", "answered", "any time"])
        try:
            await teller.begin(self._fate(kind))
            if kind in {"coming", "taken", "answered"}:
                after = self._dice.randint(1, 200)
                await self._platforms.do("kill", pid=teller.pid, when=kind, after=after)
        except AssertionError:  # it died before it had said that it runs
            await teller.kill()
            return kind
        try:
            async with asyncio.timeout(self._dice.uniform(0, 2) if kind == "any time" else PATIENCE):
                await teller.died()
        except TimeoutError:
            await teller.kill()
            return "any time"
        return kind

    def _fate(self, kind: str) -> Doom | None:
        if kind not in STAGES:
            return None
        often = 1 if kind in {"laying out", "ending"} else self._dice.randint(1, 12)
        return Doom(words=STAGES[kind], when=self._dice.choice(["before", "commit", "after"]), left=often)

    async def _is_over(self, number: int) -> bool:
        def state(session: Session) -> BroadcastState:
            return session.get_one(Broadcast, number).state

        try:
            return await self._database.at_once(state, writing=False) is BroadcastState.DONE
        except DatabaseUnavailableError:
            return False

    async def _found(self, number: int, deaths: int) -> Found:
        """The ledger against what the platforms counted."""

        def read(session: Session) -> tuple[dict[str, DeliveryState], dict[DeliveryState, int]]:
            rows = select(Delivery.person_key, Delivery.state).where(Delivery.broadcast_id == number)
            return {row.person_key: row.state for row in session.execute(rows)}, tallies.tally(
                session, number
            )

        states, tally = await self._database.at_once(read)
        found = Found(unknown=sum(state is DeliveryState.UNKNOWN for state in states.values()))
        for side, times in (await self._platforms.times()).items():
            for place, count in enumerate(times):
                key = f"{side}:xa-mau:{FIRST[side] + place}"
                if wrong := _wrong(states.pop(key, None), count):
                    found.amiss.append(f"{key}: {wrong}")
        found.amiss += [f"{key}: nobody" for key in states]
        if found.unknown > deaths * IN_FLIGHT:
            found.amiss.append(f"{found.unknown} unknown after {deaths} deaths")
        if sum(tally.values()) != sum(len(times) for times in (await self._platforms.times()).values()):
            found.amiss.append(f"the tally does not add up: {tally}")
        return found


def _wrong(state: DeliveryState | None, times: int) -> str:
    """What is wrong with somebody's row in the ledger, after so many messages; empty: nothing."""
    if state is None or state in _UNENDED:
        return f"forgotten: {state}"
    if times > 1:
        return f"reached {times} times, {state}"
    if (state in REACHED) != (times == 1) and state is not DeliveryState.UNKNOWN:
        return f"{state}, reached {times} times"
    return ""
