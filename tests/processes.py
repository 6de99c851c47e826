"""The product's own processes, started and killed from outside, and a page that talks to them over HTTP."""

import asyncio
import os
import signal
import sys
import uuid
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.migrate import migrate
from connectors.database import Database
from connectors.webchat.tokens import Tokens
from knowledge.starter import make_sample

SECRET = "a secret of these processes only"
AGENCY = "xa-mau"
QUICK: Mapping[str, str] = {
    "CONGDAN_SECRET_KEY": SECRET,
    "CONGDAN_LEASE_SECONDS": "3",
    "CONGDAN_CHAT_PER_MINUTE": "0",
}


class Process:
    """`congdan …` in a process of its own. `port` is known once a server listens."""

    def __init__(self, url: str, *command: str, **settings: str) -> None:
        self._command = (sys.executable, "-m", "bot", *command)
        self._env = {**os.environ, **QUICK, "CONGDAN_DATABASE_URL": url, **settings}
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    async def start(self) -> None:
        """Return when it says that it is running."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, env=self._env, stdout=asyncio.subprocess.PIPE
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            said = (await self._process.stdout.readline()).decode()
        if "http://" in said:
            self.port = int(said.partition("http://")[2].partition(":")[2].split()[0])
        assert said, "it ended before it was ready"

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        return await self._end(signal.SIGTERM)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def _end(self, number: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(number)
        ended = await self._process.wait()
        self._process = None
        return ended


class Page:
    """A chat page of one visitor. It keeps what was accepted, and asks for what was said."""

    def __init__(self, http: aiohttp.ClientSession, agency: str = AGENCY) -> None:
        self._http = http
        self._agency = agency
        self.headers = {"X-Visitor": Tokens(SECRET.encode()).issue(agency)}
        self.accepted: list[str] = []

    async def say(self, port: int, text: str, name: str | None = None) -> int:
        """The status of the answer; 0 when there was none."""
        name = name or uuid.uuid4().hex
        body = {"id": name, "text": text, "payload": None}
        try:
            async with self._http.post(
                self._url(port, "messages"), json=body, headers=self.headers
            ) as answer:
                if answer.status == 202 and name not in self.accepted:
                    self.accepted.append(name)
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0

    async def replies(self, port: int) -> list[str]:
        """The messages that were replied to, in the order of the replies."""
        after, replied = 0, list[str]()
        while lines := await self._lines(port, after):
            replied += [line["reply_to"] for line in lines if line["from"] == "assistant"]
            after = lines[-1]["id"]
        return replied

    async def _lines(self, port: int, after: int) -> list[dict[str, Any]]:
        url = self._url(port, f"lines?after={after or 1}")
        async with self._http.get(url, headers=self.headers) as answer:
            answer.raise_for_status()
            lines: list[dict[str, Any]] = (await answer.json())["lines"]
        return [line for line in lines if line["id"] > after]

    def _url(self, port: int, what: str) -> str:
        return f"http://127.0.0.1:{port}/{self._agency}/chat/{what}"


async def prepare(url: str) -> None:
    """A database with the sample agency and the starter knowledge."""
    from bot.inbox import now_utc  # noqa: PLC0415 (only here)

    migrate(url)
    database = Database(url)
    async with database.writing() as session:
        await make_sample(session, by="test", now=now_utc())
    await database.close()
