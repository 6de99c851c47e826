"""Every page of the desk over a year of a province: how long it takes, and how many queries it asks."""

import argparse
import asyncio
import math
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadcasting import both_engines
from filling import fill
from support import HERE, tell

sys.path.insert(0, str(HERE.parent / "tests" / "bot" / "console"))

from desks import Colleague, Desk, desk
from known import NOW
from sqlalchemy import event

from bot.console.rights import Role
from bot.console.routes import all_routes
from connectors.database import Database

SLOW, MOST_QUERIES = 300, 12
TIMES = 20
MORE = ("/numbers?period=30", "/numbers?period=quarter", "/numbers/report?format=docx")
"""Pages besides those without a query."""

_PART = re.compile(r"\{\w+(?::((?:[^{}]|\{[^{}]*\})*))?\}")
"""A part of an address that is filled in, and what it may be."""


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
        return self.p95 <= SLOW and self.queries <= MOST_QUERIES and self.status < 500

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

    async def filled(_database: Database) -> None:
        await fill(url, NOW)

    with tempfile.TemporaryDirectory() as var:
        async with desk(url, Path(var), fill=filled) as it:
            tell(f"{name}: filled", True, f"{time.perf_counter() - start:.0f} s")
            await it.service.library.refresh(it.service.database)
            for role in Role:
                who = await it.colleague(role, "tinh-do", "ba.do")
            for path in _paths():
                measured = await _measure(it, who, path, times)
                tell(f"{name}: {path}", measured.holds, measured.told())


def _paths() -> Iterator[str]:
    """Those of every page; a number in an address is that of a row that was filled in."""
    for route in all_routes():
        if route.method == "GET":
            yield _PART.sub(_filled, route.path)
    yield from MORE


def _filled(part: re.Match[str]) -> str:
    """The first of a choice of words, else the number of a row."""
    first = (part[1] or "").split("|")[0]
    return first if first.isalpha() else "1"


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
        told.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield told
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


if __name__ == "__main__":
    asyncio.run(main())
