"""How a command acts on the database. Heavy to import: commands do it when they are run."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy.exc import ArgumentError

from bot import migrate
from bot.commands import wording
from bot.settings import Settings
from connectors.database import Database, driver_url
from knowledge.refusals import RefusedError

T = TypeVar("T")
BY = "dòng lệnh"
"""Who made a change, as the record of changes says."""


def now() -> datetime:
    return datetime.now(UTC)


def settings_with_database() -> Settings:
    """Raises RefusedError if the address of the database is not one we can use."""
    settings = Settings()
    try:
        driver_url(settings.database_url)
    except (ValueError, ArgumentError) as error:
        raise RefusedError(wording.BAD_DATABASE_URL) from error
    return settings


def on_database(act: Callable[[Database], Awaitable[T]]) -> T:
    """Runs `act` on the database of the settings, once it is sure that it fits this version."""
    settings = settings_with_database()
    migrate.check(settings.database_url)
    return asyncio.run(_acted(settings.database_url, act))


async def _acted(url: str, act: Callable[[Database], Awaitable[T]]) -> T:
    database = Database(url, connections=2)
    try:
        return await act(database)
    finally:
        await database.close()
