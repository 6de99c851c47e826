"""Ten awkward portals read through their days: what was found, what was a false alarm, what was read right.

Wanted: 100 % of the articles found, each once; no false news; text and date right on every page. `--only`
names sites, `--show` prints so many of each fault.
"""

import argparse
import asyncio
import sys
import tempfile
import time

import support  # sets the path by which portals is found
from portals import Findings, a_month, by_site
from sqlalchemy import create_engine

import bot.tables
from bot.rehearsal.platforms.portal import Setup
from bot.rehearsal.platforms.portal.setup import NAMES
from connectors.database import Database, Table

assert bot.tables
HOURS = (7, 10, 13, 16, 19, 23)
HANG, SECONDS = 2.0, 1.0
"""How long a site that hangs does so, and how long it is waited for."""


async def measure(days: int, setup: Setup) -> Findings:
    """What an agency that reads all sites has found on the last day."""
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        url = f"sqlite:///{folder}/congdan.db"
        engine = create_engine(url)
        Table.metadata.create_all(engine)
        engine.dispose()
        database = Database(url)
        try:
            async with a_month(database, setup, seconds=SECONDS) as month:
                await month.begin()
                await month.live(range(days), HOURS)
                return await month.findings()
        finally:
            await database.close()


def report(found: Findings, seconds: float, show: int) -> bool:
    """Print the figures; whether all that is promised was kept."""
    once = found.published - len(found.missing) - len(found.twice)
    alarms = len(found.false_news) + len(found.strange)
    support.tell(
        "found of what was published, once each",
        once == found.published and not found.strange,
        f"{once:,} of {found.published:,}; {len(found.twice)} twice, {len(found.strange)} that are none",
    )
    support.tell("false news", alarms == 0, f"{alarms}; news {found.news:,}, missed {len(found.missed_news)}")
    for name, wrong in (("text", found.wrong_text), ("date", found.wrong_date)):
        support.tell(f"{name} right", not wrong, f"{once - len(wrong):,} of {once:,} {by_site(wrong) or ''}")
    support.tell(
        "versions noticed", not found.invented, f"{_share(found.versions)}; invented {len(found.invented)}"
    )
    support.tell(
        "vanished noticed",
        not found.wrongly_gone,
        f"{_share(found.vanished)}; wrongly {len(found.wrongly_gone)}",
    )
    print(f"     {seconds:.0f} s, {found.requests:,} requests")
    faults = found.faults()
    for name, which in faults.items():
        print(f"     {name} {by_site(which)}: {', '.join(which[:show])}")
    return not faults


def _share(counts: list[int]) -> str:
    return f"{counts[0]:,} of {counts[1]:,}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-day", type=float, default=1.0)
    parser.add_argument("--backlog", type=int, default=2000)
    parser.add_argument("--only", nargs="*", default=NAMES, choices=NAMES)
    parser.add_argument("--show", type=int, default=5)
    given = parser.parse_args()
    setup = Setup(
        seed=given.seed,
        days=given.days,
        per_day=given.per_day,
        backlog=given.backlog,
        sites=tuple(given.only),
        hang=HANG,
    )
    start = time.monotonic()
    found = asyncio.run(measure(given.days, setup))
    sys.exit(not report(found, time.monotonic() - start, given.show))


if __name__ == "__main__":
    main()
