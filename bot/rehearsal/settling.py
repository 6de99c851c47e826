"""After the last message: wait until nothing is under way any more, on the platforms and in the inbox."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from bot.inbox import InboxRow
from bot.rehearsal.stage import Stage
from connectors.claims import Backlog, backlog

LOOK_SECONDS = 0.5
STILL_SECONDS = 150.0
"""Where nothing moves for so long nothing will: an account may rest for a minute."""
LONGEST_SECONDS = 900.0
QUIET = 3
"""So many looks in a row must find nothing: an answer brings calls of its own."""


async def settle(stage: Stage, tell: Callable[[int], None]) -> bool:
    """Whether everything came to rest; `tell` is told how much is under way."""
    ends = time.monotonic() + LONGEST_SECONDS
    moved, before, quiet = time.monotonic(), None, 0
    while time.monotonic() < ends:
        waiting = await inbox(stage)
        hooks = [await remote.act("hooks") for remote in stage.remotes.values()]
        left = waiting.waiting + sum(report["waiting"] for report in hooks)
        quiet = 0 if left else quiet + 1
        if quiet == QUIET:
            return True
        tell(left)
        seen = (left, *(_calls(report) for report in hooks))
        if seen != before:
            moved, before = time.monotonic(), seen
        if time.monotonic() - moved > STILL_SECONDS:
            return False
        await asyncio.sleep(LOOK_SECONDS)
    return False


async def inbox(stage: Stage) -> Backlog:
    async with stage.database.reading() as session:
        return await session.run_sync(backlog, InboxRow)


def _calls(report: dict[str, Any]) -> int:
    return sum(report["counts"].values())
