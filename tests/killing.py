"""A server and a worker that are killed again and again while people write to them."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from eventually import eventually
from processes import Page, Process

PEOPLE = 6
QUESTION = "làm giấy khai sinh cho con cần giấy tờ gì, lần thứ"


class Ordeal:
    """`survive` kills; then what was accepted is held against what was replied."""

    def __init__(self, url: str, dice: random.Random) -> None:
        self._dice = dice
        self._server = Process(url, "serve", "--no-work", "--port", "0")
        self._worker = Process(url, "work")
        self._over = False
        self.pages: list[Page] = []

    @asynccontextmanager
    async def begun(self) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as http:
            self.pages = [Page(http) for _ in range(PEOPLE)]
            try:
                await asyncio.gather(self._server.start(), self._worker.start())
                yield
            finally:
                await asyncio.gather(self._server.kill(), self._worker.kill())

    async def survive(self, kills: int) -> None:
        people = [asyncio.create_task(self._write(page)) for page in self.pages]
        for _ in range(kills):
            await asyncio.sleep(self._dice.uniform(0.05, 0.6))
            await self._kill()
        self._over = True
        await asyncio.gather(*people)

    async def _kill(self) -> None:
        doomed = self._dice.choice([[self._server], [self._worker], [self._server, self._worker]])
        await asyncio.gather(*(process.kill() for process in doomed))
        await asyncio.gather(*(process.start() for process in doomed))

    async def _write(self, page: Page) -> None:
        """One message after the other, each until it is accepted, as the page does."""
        number = 0
        while not self._over:
            number += 1
            name = f"message-{number:06d}"
            while await page.say(self._server.port, f"{QUESTION} {number}", name) != 202:  # noqa: ASYNC110 (it may be dead)
                await asyncio.sleep(0.02)
            await asyncio.sleep(self._dice.uniform(0, 0.4))

    @property
    def accepted(self) -> int:
        return sum(len(page.accepted) for page in self.pages)

    async def lost(self, *, seconds: float) -> list[str]:
        """Accepted messages without a reply, or replied to twice or out of order; none, in time."""

        async def answered() -> bool:
            return not await self._amiss()

        try:
            await eventually(answered, seconds=seconds)
        except TimeoutError:
            return await self._amiss()
        return []

    async def _amiss(self) -> list[str]:
        amiss = []
        for number, page in enumerate(self.pages):
            replies = await page.replies(self._server.port)
            if replies != page.accepted:
                amiss.append(f"page {number}: accepted {page.accepted}, replied {replies}")
        return amiss
