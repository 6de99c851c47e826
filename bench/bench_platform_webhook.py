"""The webhooks of Zalo and Messenger, signed calls durable before their answer, against bare handlers.

The bare ones check the same signature and parse the same JSON. Wanted on each engine, for each platform: at
least 0.4 of the bare handler's throughput; at half of its own, p99 <= 250 ms.
"""

import argparse
import asyncio
import statistics
import sys
from typing import Any

from connecting import connect_accounts
from support import Bare, Process, engines, load, prepare, tell

PLATFORMS = ("zalo", "messenger")
CONNECTIONS = 256


async def call(process: Process, platform: str, **orders: Any) -> dict[str, Any]:
    met = await load(
        "load_platform.py", port=process.port, platforms=[platform], connections=CONNECTIONS, **orders
    )
    assert set(met["statuses"]) == {"200"}, met
    return met


async def compare(
    platform: str, bare: Process, server: Process, asked: argparse.Namespace
) -> tuple[bool, str]:
    rounds = []
    for _ in range(asked.rounds):
        met = [await call(each, platform, seconds=asked.seconds) for each in (bare, server)]
        rounds.append(tuple(each["per_second"] for each in met))
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    calm = await call(server, platform, seconds=asked.seconds, rate=ours / 2)
    figures = (
        f"{ours:.0f}/s of {theirs:.0f}/s bare = {ratio:.2f}; "
        f"at {calm['per_second']:.0f}/s p50 {calm['p50']:.1f} ms, p99 {calm['p99']:.1f} ms"
    )
    return ratio >= 0.4 and calm["p99"] <= 250, figures


async def measure(engine: str, url: str, asked: argparse.Namespace) -> bool:
    await prepare(url)
    await connect_accounts(url)
    bare, server = Bare(), Process(url, "serve", "--no-work", "--port", "0")
    await bare.start()
    await server.start()
    held = []
    for platform in PLATFORMS:
        holds, figures = await compare(platform, bare, server, asked)
        tell(f"webhook of {platform} on {engine}", holds, figures)
        held.append(holds)
    await bare.stop()
    await server.stop()
    return all(held)


async def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    asked = parser.parse_args()
    with engines() as urls:
        return all([await measure(engine, url, asked) for engine, url in urls.items()])


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
