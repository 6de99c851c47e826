"""Citizens who ask in the web chat all the while, one question after the other, and how long replies took."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle

import aiohttp
from crowd import QUESTIONS
from support import AGENCY, Page

PEOPLE = 5
BETWEEN = 0.5
"""Seconds between a reply and the next question of that person."""


@dataclass
class Asked:
    """Seconds to each reply."""

    taken: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.taken)

    def share(self, part: float) -> float:
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("inf")


@asynccontextmanager
async def asking(port: int) -> AsyncIterator[Asked]:
    """People ask until the block ends. A question that has no reply by then counts with its time so far."""
    asked = Asked()
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        people = [asyncio.create_task(_ask(http, port, asked)) for _ in range(PEOPLE)]
        yield asked
        for person in people:
            person.cancel()
        await asyncio.gather(*people, return_exceptions=True)


async def _ask(http: aiohttp.ClientSession, port: int, asked: Asked) -> None:
    page, url = Page(http), f"http://127.0.0.1:{port}/{AGENCY}/chat/stream?after=0"
    async with http.get(url, headers=page.headers) as stream:
        for question in cycle(QUESTIONS):
            since = time.perf_counter()
            try:
                while await page.say(port, question) != 202:  # noqa: ASYNC110 (the server may be busy)
                    await asyncio.sleep(0.05)
                await _replied(stream, page.accepted[-1])
            finally:
                asked.taken.append(time.perf_counter() - since)
            await asyncio.sleep(BETWEEN)


async def _replied(stream: aiohttp.ClientResponse, name: str) -> None:
    async for line in stream.content:
        if line.startswith(b"data: {"):
            said = json.loads(line[6:])
            if said["from"] == "assistant" and said["reply_to"] == name:
                return
