"""From a message to its reply on the page: HTTP, inbox, worker, library, channel, stream of events.

Wanted on each engine: one person at a time p50 <= 60 ms; of 50 people at once everyone answered, in order.
With CONGDAN_DATA the real procedures of that folder are loaded, else the starter knowledge.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from itertools import cycle, islice
from pathlib import Path

import aiohttp
from support import AGENCY, Page, Process, engines, prepare, tell

ALONE = 100
PEOPLE, EACH = 50, 5
QUESTIONS = (
    "làm giấy khai sinh cho con cần những giấy tờ gì",
    "mất bao lâu",
    "đăng ký kết hôn ở đâu",
    "lam lai can cuoc cong dan bao nhieu tien",
    "thủ tục đăng ký hộ kinh doanh",
    "xin xác nhận tình trạng hôn nhân",
)


async def replies(http: aiohttp.ClientSession, page: Page, port: int) -> AsyncIterator[str]:
    """The messages replied to, as the stream of events tells them."""
    url = f"http://127.0.0.1:{port}/{AGENCY}/chat/stream?after=0"
    async with http.get(url, headers=page.headers) as stream:
        async for line in stream.content:
            if line.startswith(b"data: {"):
                said = json.loads(line[6:])
                if said["from"] == "assistant":
                    yield said["reply_to"]


async def alone(http: aiohttp.ClientSession, port: int) -> list[float]:
    page, taken = Page(http), list[float]()
    async with aclosing(replies(http, page, port)) as told:
        for text in islice(cycle(QUESTIONS), ALONE):
            start = time.perf_counter()
            assert await page.say(port, text) == 202
            assert await anext(told) == page.accepted[-1]
            taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


async def crowd(http: aiohttp.ClientSession, port: int) -> tuple[int, float]:
    """How many of the people got every reply, in order; and how long it took."""

    async def one() -> bool:
        page = Page(http)
        for text in islice(cycle(QUESTIONS), EACH):
            assert await page.say(port, text) == 202
        async with aclosing(replies(http, page, port)) as told:
            return [await anext(told) for _ in range(EACH)] == page.accepted

    start = time.perf_counter()
    async with asyncio.timeout(120):
        held = await asyncio.gather(*(one() for _ in range(PEOPLE)))
    return sum(held), time.perf_counter() - start


async def import_data(url: str) -> None:
    if folder := os.environ.get("CONGDAN_DATA"):
        file = str(Path(folder) / "procedures.jsonl")
        command = (sys.executable, "-m", "bot", "import", "procedures", file, "--skip-bad")
        env = {**os.environ, "CONGDAN_DATABASE_URL": url}
        await (await asyncio.create_subprocess_exec(*command, env=env)).wait()


async def measure(engine: str, url: str) -> bool:
    await prepare(url)
    await import_data(url)
    server = Process(url, "serve", "--port", "0", CONGDAN_LEASE_SECONDS="30")
    await server.start()
    timeout = aiohttp.ClientTimeout(total=None)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as http:
        taken = await alone(http, server.port)
        held, seconds = await crowd(http, server.port)
    await server.stop()
    p50, p95 = statistics.median(taken), taken[int(len(taken) * 0.95)]
    holds = p50 <= 60 and held == PEOPLE
    figures = (
        f"alone p50 {p50:.0f} ms, p95 {p95:.0f} ms; "
        f"{held} of {PEOPLE} people got {EACH} replies each in order, all within {seconds:.1f} s"
    )
    tell(f"reply on {engine}", holds, figures)
    return holds


async def main() -> bool:
    with engines() as urls:
        return all([await measure(engine, url) for engine, url in urls.items()])


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
