"""The clock only ticks; what a tick finds to do stands in tables, so a late or double tick does no harm."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from connectors.database import DatabaseUnavailableError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    name: str
    every: timedelta
    act: Callable[[], Awaitable[object]]


class Clock:
    """Ticks while it runs. A tick that is still at work when the next is due is not joined by another."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self.ticks = tuple(ticks)
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin; a loop must be running. The first tick comes after one interval."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a skipped tick is no news
        for tick in self.ticks:
            self._scheduler.add_job(
                _act, "interval", seconds=tick.every.total_seconds(), args=[tick], id=tick.name
            )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _act(tick: Tick) -> None:
    try:
        await tick.act()
    except DatabaseUnavailableError as error:
        log.warning("%s: the database is not there: %s", tick.name, error)
    except Exception:
        log.exception("%s broke; it is tried again at the next tick", tick.name)
