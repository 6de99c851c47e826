"""Processes of the service are killed at the plan's moments, and started again at once."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rehearsal.misfortunes import Kill
from bot.rehearsal.processes import Process


@dataclass(frozen=True, slots=True)
class Killed:
    """`at`: seconds of `time.monotonic()`. `back`: when it ran again."""

    process: str
    at: float
    back: float


async def kill(kills: Sequence[Kill], service: Mapping[str, Process]) -> list[Killed]:
    """Return when the last one runs again; the plan's seconds begin now."""
    since, names = time.monotonic(), {each.process for each in kills}
    moments = {name: [each.at + since for each in kills if each.process == name] for name in names}
    alone = asyncio.Lock()
    killed = await asyncio.gather(*(_kill(service[name], moments[name], alone) for name in sorted(names)))
    return [each for of_one in killed for each in of_one]


async def _kill(process: Process, moments: Sequence[float], alone: asyncio.Lock) -> list[Killed]:
    """One process at its moments; never two at a time, which would starve each other of processors."""
    killed = []
    for moment in moments:
        await asyncio.sleep(moment - time.monotonic())
        async with alone:
            await process.kill()
            at = time.monotonic()
            await process.start()
            killed.append(Killed(process.name, at, time.monotonic()))
    return killed
