"""Memory of one `congdan serve --no-work` over 200,000 signed events, half of each platform.

Wanted on each engine: after the first 40,000 the resident memory grows by 10 MB at most.
"""

import argparse
import asyncio
import sys

import psutil
from connecting import connect_accounts
from support import Process, engines, load, prepare, tell

EVENTS, STEP, SETTLED = 200_000, 20_000, 40_000
GROWTH = 10.0
CONNECTIONS = 64


async def curve(server: Process, events: int) -> dict[int, float]:
    """Megabytes by how many events have come."""
    process, met = psutil.Process(server.pid), {0: _megabytes(psutil.Process(server.pid))}
    for come in range(STEP, events + 1, STEP):
        orders = {"platforms": ["zalo", "messenger"], "connections": CONNECTIONS, "count": STEP}
        told = await load("load_platform.py", port=server.port, **orders)
        assert told["statuses"] == {"200": STEP}, told
        met[come] = _megabytes(process)
    return met


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


async def measure(engine: str, url: str, events: int) -> bool:
    await prepare(url)
    await connect_accounts(url)
    server = Process(url, "serve", "--no-work", "--port", "0")
    await server.start()
    met = await curve(server, events)
    await server.stop()
    growth = max(size for come, size in met.items() if come >= SETTLED) - met[SETTLED]
    told = ", ".join(f"{come // 1000}k {size:.1f}" for come, size in met.items())
    figures = f"+{growth:.1f} MB after the first {SETTLED:,} events; MB by events: {told}"
    tell(f"memory of webhooks on {engine}", growth <= GROWTH, figures)
    return growth <= GROWTH


async def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    asked = parser.parse_args()
    with engines() as urls:
        return all([await measure(engine, url, asked.events) for engine, url in urls.items()])


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
