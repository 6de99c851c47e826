"""`kill -9` of server and worker at 50 random moments under load, on each engine.

Wanted: no accepted message lost, every one answered, once and in order.
"""

import asyncio
import random
import sys
import time

from support import Ordeal, engines, prepare, tell

KILLS = 50


async def measure(engine: str, url: str) -> bool:
    await prepare(url)
    ordeal, start = Ordeal(url, random.Random()), time.perf_counter()
    async with ordeal.begun():
        await ordeal.survive(KILLS)
        lost = await ordeal.lost(seconds=300)
    took = time.perf_counter() - start
    figures = (
        f"{KILLS} kills, {ordeal.accepted} messages accepted, {len(lost)} people with a fault, {took:.0f} s"
    )
    tell(f"kill -9 on {engine}", not lost, figures)
    for fault in lost:
        print(fault[:500])
    return not lost


async def main() -> bool:
    with engines() as urls:
        return all([await measure(engine, url) for engine, url in urls.items()])


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
