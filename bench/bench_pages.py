"""Every page of the desk over a year of a province: how long it takes, and how many queries it asks.

Beginning and ending a transaction are not counted: PostgreSQL's driver does so by itself.
"""

import argparse
import asyncio
import math
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadcasting import both_engines
from filling import PROVINCE, fill
from filling_rows import AFTER
from support import tell

# Those of the desk's tests are found once `filling` is there.
from desks import Colleague, Desk, desk  # isort: skip
from sample import KEY, NOWHERE, Still, furnish_sample  # isort: skip
from sample_pages import OTHERS, PAGES  # isort: skip
from sample_words import CODE, COMMUNE, NOW  # isort: skip
from sqlalchemy import event, update

from bot import collecting
from bot.console import sessions
from bot.console.editors import EditorSession
from bot.console.rights import Role
from bot.migrate import migrate
from connectors.database import Database

SLOW, MOST_QUERIES = 300, 12
TIMES = 20
LARGE = AFTER + 1
"""The broadcast to everybody, and a group of five hundred questions, by number."""
MORE = (
    *(f"/broadcasts/{LARGE}{part}" for part in ("", "/progress", "/reach", "/ledger")),
    *(
        f"/broadcasts/{LARGE}/ledger?{query}"
        for query in ("state=failed", "reason=gone", "channel=messenger")
    ),
    *(f"/questions?{query}" for query in ("words=ho+tich", "words=can+giay+to", "kind=routed", "wrong=1")),
    *(f"/questions?{query}" for query in ("band=low", "code=p7", "since=2026-03-01&until=2026-03-02")),
    *(f"/questions?{query}" for query in (f"agency={CODE}", f"agency={CODE}&words=khong+co+chu+nay")),
    *(f"/groups{part}" for part in ("?state=open", "?state=ignored", f"/{LARGE + 8}")),
    *(f"/articles?{query}" for query in ("state=waiting", "state=kept")),
    *(f"/numbers?{query}" for query in ("period=30", "period=quarter", "from=2026-01-01&to=2026-11-01")),
    f"/log?agency={CODE}",
    f"/questions/{AFTER + 500_000}",
)
"""Of the rows in bulk, and as they are narrowed down."""
FILES = (f"/broadcasts/{LARGE}/ledger.csv", "/numbers/report?format=docx", "/numbers/report?format=xlsx")
"""No pages: told, and held to nothing but an answer."""


@dataclass(frozen=True, slots=True)
class Measured:
    path: str
    status: int
    milliseconds: Sequence[float]
    queries: int

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[math.ceil(len(self.milliseconds) * 0.95) - 1]

    @property
    def holds(self) -> bool:
        return self.status == 200 and (
            self.path in FILES or (self.p95 <= SLOW and self.queries <= MOST_QUERIES)
        )

    def told(self) -> str:
        middle = statistics.median(self.milliseconds)
        return f"{self.status} p50 {middle:6.0f} ms, p95 {self.p95:6.0f} ms, {self.queries:3} queries"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], action="append")
    given = parser.parse_args()
    with both_engines() as engines:
        for name, fresh in engines.fresh.items():
            if not given.engine or name in given.engine:
                await _engine(name, fresh(), given.times)


async def _engine(name: str, url: str, times: int) -> None:
    start = time.perf_counter()

    async def filled(database: Database) -> None:
        await furnish_sample(database)
        await fill(database, NOW)

    migrate(url)
    nobody = dict.fromkeys(("zalo_api_url", "zalo_oauth_url", "graph_url"), NOWHERE)
    with tempfile.TemporaryDirectory() as var:
        async with desk(url, Path(var), fill=filled, clock=Still(), secret_key=KEY, **nobody) as it:
            it.service.clock.stop()
            tell(f"{name}: filled", True, f"{time.perf_counter() - start:.0f} s")
            await it.service.library.refresh(it.service.database)
            collecting.spare()  # as `congdan serve` does
            for place, who in (await _people(it)).items():
                for path in _paths():
                    measured = await _measure(it, who, path, times)
                    tell(f"{name}, {place}: {path}", measured.holds, measured.told())


async def _people(it: Desk) -> Mapping[str, Colleague]:
    """Somebody who may do everything, at work for the whole province and for one commune of it."""
    people = {}
    for place in ("province", "commune"):
        for role in Role:
            people[place] = await it.colleague(role, PROVINCE, f"bench.{place}")
    async with it.database.writing() as session:
        here = sessions.digest(people["commune"].cookie)
        mine = update(EditorSession).where(EditorSession.digest == here)
        await session.execute(mine.values(agency_id=COMMUNE))
    return people


def _paths() -> Iterator[str]:
    """Every page of the sample, those of the rows in bulk, and files."""
    for addresses in PAGES.values():
        yield from addresses
    yield from OTHERS.values()
    yield from MORE
    yield from FILES


async def _measure(it: Desk, who: Colleague, path: str, times: int) -> Measured:
    taken, counts, status = [], [], 0
    for _ in range(times):
        with _counted(it) as queries:
            start = time.perf_counter()
            status, _ = await _asked(who, path)
            taken.append((time.perf_counter() - start) * 1_000)
        counts.append(len(queries))
    return Measured(path, status, taken, min(counts))  # the clock asks now and then, too


async def _asked(who: Colleague, path: str) -> tuple[int, bytes]:
    async with who.http.get(f"/console{path}") as answer:
        return answer.status, await answer.read()


@contextmanager
def _counted(it: Desk) -> Iterator[list[str]]:
    """The statements meanwhile."""
    told: list[str] = []
    database = it.service.database
    engines = (database.direct, database.engine.sync_engine)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            told.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield told
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


if __name__ == "__main__":
    asyncio.run(main())
