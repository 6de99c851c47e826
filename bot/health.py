"""How the service is: for a load balancer, a monitor, an operator's eyes."""

import asyncio
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.alarms import open_alarms, told
from bot.inbox import InboxRow, now_utc
from connectors.claims import backlog
from connectors.database import Database, DatabaseUnavailableError
from knowledge.changes import revision

PATIENCE_SECONDS = 3
DATABASE = web.AppKey("health_database", Database)


def add_routes(app: web.Application, database: Database) -> None:
    app[DATABASE] = database
    app.router.add_get("/health", _health)


async def health(database: Database, now: datetime) -> dict[str, Any]:
    """What the service knows of itself.

    Raises:
        DatabaseUnavailableError: without its database it cannot do its work.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), database.reading() as session:
            inbox = await session.run_sync(backlog, InboxRow)
            newest = await revision(session)
            alarms = [told(alarm) for alarm in await session.run_sync(open_alarms)]
    except TimeoutError as error:
        raise DatabaseUnavailableError("no answer") from error
    age = 0.0 if inbox.oldest is None else (now - inbox.oldest).total_seconds()
    return {
        "database": "ok",
        "waiting": inbox.waiting,
        "failed": inbox.failed,
        "oldest_waiting_seconds": round(max(age, 0.0), 1),
        "knowledge": newest,
        "alarms": alarms,
    }


async def _health(request: web.Request) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    try:
        return web.json_response(await health(request.app[DATABASE], now_utc()), headers=headers)
    except DatabaseUnavailableError:
        return web.json_response({"database": "unavailable"}, status=503, headers=headers)
