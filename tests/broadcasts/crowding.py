"""Both platforms in one process of their own, lean enough for a million followers, and asked over HTTP."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from telling_town import FIRST, TOKENS


class Crowd:
    """`url` is the address of both platforms; the acts are those of `bot.rehearsal.platforms.lean`."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url = url
        self._http = http

    @property
    def settings(self) -> dict[str, str]:
        """By which a process of the service finds them."""
        names = ("CONGDAN_ZALO_API_URL", "CONGDAN_ZALO_OAUTH_URL", "CONGDAN_GRAPH_URL")
        return dict.fromkeys(names, self.url)

    async def do(self, act: str, **given: Any) -> Any:
        async with self._http.post(f"{self.url}/control/{act}", json=given) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def taken(self) -> int:
        """Messages taken so far, on both."""
        report = await self.do("report")
        return sum(report[side]["taken"] for side in FIRST)

    async def times(self) -> dict[str, bytes]:
        """How often each follower was reached, a byte each in the order of their ids."""
        return {side: bytes.fromhex(await self.do("times", side=side)) for side in FIRST}


@asynccontextmanager
async def crowd(
    people: Mapping[str, int],
    *,
    delay: float = 0,
    rules: Sequence[Mapping[str, Any]] = (),
    blocked_every: int = 0,
) -> AsyncIterator[Crowd]:
    """So many followers of each platform; every so many-th blocks the account."""
    sides = {
        side: {
            "first": first,
            "count": people.get(side, 0),
            "token": TOKENS[side],
            "blocked_every": blocked_every,
        }
        for side, first in FIRST.items()
    }
    setup = json.dumps({**sides, "delay": delay, "rules": list(rules)})
    command = (sys.executable, "-m", "bot.rehearsal.platforms.lean", "--setup", setup)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as http:
            yield Crowd(url, http)
    finally:
        process.terminate()
        await process.wait()
