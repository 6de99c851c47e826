"""Eighteen times as many people for a minute, all new, on both platforms: serve and one worker, each engine.

Wanted: every person gets a first answer, and every message in words a reply; nobody reads the same sentence
that answers nothing twice; no call of a platform is answered later than after two seconds. Told besides: how
long replies took in the surge, and when after it nothing waited any more.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import chain

import psutil
from connecting import connect_accounts
from crowd import Act, Deed, crowd
from platforms_here import platforms
from support import Process, engines, prepare, tell
from surging import Day

from connectors.database import Database

PER_MINUTE = 4000
"""What Zalo lets an Official Account send; the option's default is far below."""
LATEST = 2.0
PATIENCE = 300.0
"""Seconds after the last message until the bench gives up."""


@dataclass(frozen=True)
class Plan:
    """Messages a second in calm, how many times that in the surge, and the seconds of both."""

    calm: float
    times: float
    around: float
    surge: float

    @property
    def span(self) -> tuple[float, float]:
        return self.around, self.around + self.surge

    def acts(self) -> list[Act]:
        start, end = self.span
        spells = (
            crowd("before", start=0, seconds=self.around, rate=self.calm),
            crowd("surge", start=start, seconds=self.surge, rate=self.calm * self.times),
            crowd("after", start=end, seconds=self.around, rate=self.calm),
        )
        return list(chain(*spells))


@asynccontextmanager
async def lived(url: str, plan: Plan) -> AsyncIterator[Day]:
    """A day that is over, with what it left in the database."""
    async with platforms() as both:
        options = {"CONGDAN_LEASE_SECONDS": "30", **both.settings}
        server = Process(url, "serve", "--no-work", "--port", "0", **options)
        worker = Process(url, "work", **options)
        await asyncio.gather(server.start(), worker.start())
        both.call(server.port)
        day = Day(both, Database(url))
        try:
            await day.live(plan.acts(), PATIENCE)
            day.spent = {"serve": _spent(server), "work": _spent(worker)}
            yield day
        finally:
            await day.database.close()
            await asyncio.gather(server.stop(), worker.stop())


def _spent(process: Process) -> float:
    used = psutil.Process(process.pid).cpu_times()
    return float(used.user + used.system)


async def judged(engine: str, day: Day, plan: Plan) -> bool:
    replies = await day.replies()
    surge = list(day.within(*plan.span))
    taken = sorted(replies[said.name] for said in surge if said.name in replies)
    missing = [s for s in day.said if s.act.deed is Deed.SAY and s.name not in replies]
    calls, others = day.calls()
    unanswered, repeated = day.unanswered(), day.repeated()
    people = {said.act.person for said in surge}
    holds = not (unanswered or missing or repeated or others) and share(calls, 1) < LATEST
    told = (
        f"{len(surge)} messages of {len(people)} new people in {plan.surge:.0f} s; "
        f"{len(unanswered)} people and {len(missing)} messages in words without an answer; "
        f"{len(repeated)} people read one sentence twice; {len(calls)} calls answered, p99 "
        f"{share(calls, 0.99) * 1000:.0f} ms, longest {share(calls, 1):.2f} s, "
        f"ends other than 200: {others or 'none'}; "
        f"replies p50 {share(taken, 0.5):.2f} s, p95 {share(taken, 0.95):.2f} s, "
        f"p99 {share(taken, 0.99):.2f} s, longest {share(taken, 1):.2f} s; "
        f"at most {max(count for _, count in day.waiting)} messages waited, "
        f"none {day.emptied(plan.span[1]):.1f} s after the surge; crowd late by {day.behind:.2f} s; "
        f"processor, start included: {', '.join(f'{name} {s:.0f} s' for name, s in day.spent.items())}"
    )
    tell(f"surge on {engine}", holds, told)
    for person, sentences in list(repeated.items())[:3]:
        print("  ", person, sentences)
    return holds


def share(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("inf")


async def measure(engine: str, url: str, plan: Plan) -> bool:
    await prepare(url)
    await connect_accounts(url, {"per_minute": PER_MINUTE})
    async with lived(url, plan) as day:
        return await judged(engine, day, plan)


async def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calm", type=float, default=4.0, help="messages a second")
    parser.add_argument("--times", type=float, default=18.0)
    parser.add_argument("--around", type=float, default=20.0, help="seconds of calm before and after")
    parser.add_argument("--surge", type=float, default=60.0, help="seconds")
    plan = Plan(**vars(parser.parse_args()))
    with engines() as urls:
        return all([await measure(engine, url, plan) for engine, url in urls.items()])


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
