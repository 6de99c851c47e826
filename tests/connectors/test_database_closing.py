"""A database closes when nobody is inside any more: no connection is left behind."""

import asyncio
import gc

import pytest
from sqlalchemy import text

from connectors.database import Database


@pytest.mark.parametrize("cancelled", [False, True])
async def test_who_still_reads_is_waited_for(database_url: str, cancelled: bool) -> None:
    database, inside = Database(database_url), asyncio.Event()
    reader = asyncio.create_task(_read(database, inside))
    await inside.wait()
    if cancelled:
        reader.cancel()
    await database.close()
    await asyncio.wait([reader])
    # A connection that was left behind complains here, and every complaint is an error.
    del database, reader
    gc.collect()


async def _read(database: Database, inside: asyncio.Event) -> None:
    async with database.reading() as session:
        await session.execute(text("SELECT 1"))
        inside.set()
        await asyncio.sleep(0.1)
