"""Platforms fetch covers from here: those that were made, and nothing else."""

from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import media
from broadcasts.pictures import keep
from connectors.database import Database

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


async def test_a_cover_is_served_for_good(database: Database) -> None:
    digest = await database.at_once(lambda session: keep(session, b"\xff\xd8\xff jpeg", NOON))
    app = web.Application()
    media.add_routes(app, database)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(f"/media/{digest}.jpg")
        assert (answer.status, await answer.read()) == (200, b"\xff\xd8\xff jpeg")
        assert (answer.content_type, answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert "immutable" in answer.headers["Cache-Control"]
        known = {"If-None-Match": answer.headers["ETag"]}
        assert (await client.get(f"/media/{digest}.jpg", headers=known)).status == 304


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2f..%2fetc%2fpasswd", "%00", "A" * 64, "0" * 5000])
async def test_anything_else_is_not_there(sqlite_url: str, name: str) -> None:
    database = Database(sqlite_url)
    app = web.Application()
    media.add_routes(app, database)
    async with TestClient(TestServer(app)) as client:
        assert (await client.get(f"/media/{name}.jpg")).status == 404
    await database.close()
