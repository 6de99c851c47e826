"""Waiting in tests for what other tasks and processes bring about."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import text

from connectors.database import Database


async def eventually(holds: Callable[[], Awaitable[bool]], *, seconds: float = 60) -> None:
    """Return when `holds` does; TimeoutError when it does not in time."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 (what is waited for may be in another process)
            await asyncio.sleep(0.01)


async def held_up(database: Database) -> None:
    """Return when a transaction of this PostgreSQL database waits for what another one has locked."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    waiting += " AND wait_event_type = 'Lock'"

    async def waits() -> bool:
        return bool(await database.at_once(lambda session: session.scalar(text(waiting)), writing=False))

    await eventually(waits)
