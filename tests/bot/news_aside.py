"""Other processes of the town, at its time; see news_elsewhere.py for what they do."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from town import Town

PROGRAM = Path(__file__).with_name("news_elsewhere.py")


class Aside:
    """A process that runs beside the service."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def do(self, act: str, broadcast: int) -> None:
        """Return when it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{act} {broadcast}\n".encode())
        assert await self.says() == "done"

    async def says(self) -> str:
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            return (await self._process.stdout.readline()).decode().strip()

    async def end(self, by: signal.Signals = signal.SIGKILL) -> None:
        if self._process.returncode is None:
            self._process.send_signal(by)
        await self._process.communicate()


@asynccontextmanager
async def aside(place: Town, kind: str, **settings: Any) -> AsyncIterator[Aside]:
    """It is running, and killed at the end if it still does. `settings`: what of them is its own."""
    given = {**place.settings.model_dump(mode="json", exclude={"secret_key"}), **settings}
    ahead = (place.hours() - datetime.now(UTC)).total_seconds()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, PROGRAM, json.dumps({"kind": kind, "settings": given, "ahead": ahead})),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    other = Aside(process)
    try:
        assert await other.says() == "ready"
        yield other
    finally:
        await other.end()
