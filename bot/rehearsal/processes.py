"""Processes of the rehearsal: started, killed and started again; all they say is kept in a file each."""

import asyncio
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

START_SECONDS = 120.0
STOP_SECONDS = 30.0
_ADDRESS = re.compile(r"http://[0-9.]+:(\d+)")


class NotStartedError(Exception):
    """A process ended, or said nothing, before it was ready; the message is what it said last."""


class Process:
    """`python -m …` in `folder`; its output goes to `<name>.log` there. `{port}` in the command: its port.

    `port` is 0 until it listens for the first time, and the same each time it is started again.
    """

    def __init__(self, name: str, command: tuple[str, ...], env: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self.port = 0
        self._command, self._env, self._folder = command, env, folder
        self._running: asyncio.subprocess.Process | None = None
        self._said: asyncio.Task[None] | None = None

    @property
    def log(self) -> Path:
        return self._folder / f"{self.name}.log"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Return when it says that it is running; raises NotStartedError."""
        command = [part.format(port=self.port) for part in self._command]
        with self.log.open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *command,
                env=self._env,
                cwd=self._folder,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self._running.stdout is not None
        said = await self._first(self._running.stdout)
        found = _ADDRESS.search(said)
        if found:
            self.port = int(found[1])
        self._said = asyncio.create_task(self._keep(self._running.stdout, said))

    async def kill(self) -> None:
        """As by `kill -9`."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to end; after a while it is killed."""
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._end(signal.SIGTERM)
        except TimeoutError:
            await self.kill()

    async def _first(self, output: asyncio.StreamReader) -> str:
        try:
            async with asyncio.timeout(START_SECONDS):
                said = (await output.readline()).decode(errors="replace")
        except TimeoutError:
            said = ""
        if not said:
            await self.kill()
            raise NotStartedError(f"{self.name}: {self.log.read_text(errors='replace')[-2000:]}")
        return said

    async def _keep(self, output: asyncio.StreamReader, said: str) -> None:
        line = said.encode()
        while line:
            with self.log.open("ab") as log:
                log.write(line)
            line = await output.readline()

    async def _end(self, number: signal.Signals) -> None:
        running = self._running
        if running is None:
            return
        if running.returncode is None:
            running.send_signal(number)
        await running.wait()
        self._running = None
        if self._said is not None:
            await self._said
