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
    since = time.monotonic()
    return list(await asyncio.gather(*(_kill(each, service[each.process], since) for each in kills)))


async def _kill(planned: Kill, process: Process, since: float) -> Killed:
    await asyncio.sleep(since + planned.at - time.monotonic())
    await process.kill()
    at = time.monotonic()
    await process.start()
    return Killed(process.name, at, time.monotonic())
