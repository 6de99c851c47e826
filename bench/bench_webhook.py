"""The webhook path of the web chat, durable before its answer, against a bare handler that parses its JSON.

Wanted on each engine: at least half of the bare handler's throughput; at half of its own, p99 <= 100 ms.
"""

import asyncio
import statistics
import sys
from typing import Any

from support import AGENCY, SECRET, Bare, Process, engines, load, prepare, tell

ROUNDS = 3
SECONDS = 4.0
CONNECTIONS = 256
ORDERS: dict[str, Any] = {
    "path": f"/{AGENCY}/chat/messages",
    "agency": AGENCY,
    "secret": SECRET,
    "seconds": SECONDS,
    "connections": CONNECTIONS,
}


async def fastest(process: Process) -> float:
    met = await load(port=process.port, **ORDERS)
    assert set(met["statuses"]) == {"202"}, met
    return float(met["per_second"])


async def measure(engine: str, url: str) -> bool:
    await prepare(url)
    bare, server = Bare(), Process(url, "serve", "--no-work", "--port", "0")
    await bare.start()
    await server.start()
    rounds = [(await fastest(bare), await fastest(server)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    calm = await load(port=server.port, **ORDERS, rate=ours / 2)
    assert set(calm["statuses"]) == {"202"}, calm
    await bare.stop()
    await server.stop()
    holds = ratio >= 0.5 and calm["p99"] <= 100
    figures = (
        f"{ours:.0f}/s of {theirs:.0f}/s bare = {ratio:.2f}; "
        f"at {calm['per_second']:.0f}/s p50 {calm['p50']:.1f} ms, p99 {calm['p99']:.1f} ms"
    )
    tell(f"webhook on {engine}", holds, figures)
    return holds


async def main() -> bool:
    with engines() as urls:
        return all([await measure(engine, url) for engine, url in urls.items()])


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
