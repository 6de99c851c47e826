"""`ask` inside a running process, on one core: how long an answer takes, how long the index, how much memory.

Wanted: p50 <= 5 ms and p99 <= 25 ms on the procedures of CONGDAN_DATA (without it: the starter knowledge);
p99 <= 60 ms on 30,000. Judged by the time of the processor, so that other work on the machine does not count;
by the clock it is the same on a core of its own.
"""

import asyncio
import multiprocessing
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from knowing import PROVINCE, data_folder, furnish, multiplied, procedure_files, questions
from support import tell

from connectors.database import Database
from knowledge.library import Library
from knowledge.replaying import replay

MANY = 30_000
WARM_UP = 20


@dataclass(frozen=True)
class Measured:
    procedures: int
    questions: int
    p50: float
    p99: float
    wall_p50: float
    wall_p99: float
    build_seconds: float
    build_bytes: int
    whole_bytes: int

    def __str__(self) -> str:
        return (
            f"{self.procedures} procedures, {self.questions} questions: p50 {self.p50:.1f} ms, "
            f"p99 {self.p99:.1f} ms (by the clock {self.wall_p50:.1f} and {self.wall_p99:.1f}); "
            f"loaded in {self.build_seconds:.1f} s, RSS {self.whole_bytes / 2**20:.0f} MB, "
            f"{self.build_bytes / 2**20:.0f} of them for the knowledge"
        )


def measure(url: str) -> Measured:
    """In a process of its own, so that memory and caches are those of one library."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    before, start = psutil.Process().memory_info().rss, time.process_time()
    library = asyncio.run(loaded(url))
    took, holds = time.process_time() - start, psutil.Process().memory_info().rss
    asked = questions()
    for question in asked[-WARM_UP:]:
        library.answer(PROVINCE, question.question, None, datetime.now(UTC))
    taken = [answered(library, question.question, question.history) for question in asked]
    wall, cpu = (sorted(column) for column in zip(*taken, strict=True))
    half, most = len(taken) // 2, int(len(taken) * 0.99)
    return Measured(
        len(library.holdings.catalog.entries),
        len(taken),
        cpu[half],
        cpu[most],
        wall[half],
        wall[most],
        took,
        holds - before,
        psutil.Process().memory_info().rss,
    )


async def loaded(url: str) -> Library:
    database, library = Database(url), Library()
    await library.refresh(database)
    await database.close()
    return library


def answered(library: Library, question: str, history: list[str]) -> tuple[float, float]:
    """Milliseconds for the answer, by the clock and of the processor; the messages before are not counted."""
    now = datetime.now(UTC)
    context = replay(library, PROVINCE, history, now)
    start, busy = time.perf_counter(), time.process_time()
    library.answer(PROVINCE, question, context, now)
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


def alone(url: str) -> Measured:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        return processes.submit(measure, url).result()


def main() -> bool:
    if data_folder() is None:
        print("CONGDAN_DATA is not set: measured on the starter knowledge")
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as name:
        folder = Path(name)
        known, many = (f"sqlite:///{folder}/{each}.db" for each in ("known", "many"))
        asyncio.run(furnish(known, *procedure_files()))
        first = alone(known)
        tell("ask (p50 <= 5 ms, p99 <= 25 ms)", first.p50 <= 5 and first.p99 <= 25, str(first))
        multiplied(MANY, folder / "many.jsonl")
        asyncio.run(furnish(many, folder / "many.jsonl"))
        second = alone(many)
        tell("ask among many (p99 <= 60 ms)", second.p99 <= 60, str(second))
    return first.p50 <= 5 and first.p99 <= 25 and second.p99 <= 60


if __name__ == "__main__":
    sys.exit(not main())
