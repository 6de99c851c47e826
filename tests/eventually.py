"""Waiting in tests for what other tasks and processes bring about."""

import asyncio
from collections.abc import Awaitable, Callable


async def eventually(holds: Callable[[], Awaitable[bool]], *, seconds: float = 60) -> None:
    """Return when `holds` does; TimeoutError when it does not in time."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 (what is waited for may be in another process)
            await asyncio.sleep(0.01)
