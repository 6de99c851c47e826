"""Secrets looked for where they must not be: in logs, in the database's files, in its tables."""

import asyncio
from collections.abc import Collection, Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.tables import Table
from connectors.database import Database

PIECE = 1_048_576


async def find(database: Database, folder: Path, secrets: Collection[str]) -> tuple[str, ...]:
    """Names of files in `folder`, and of tables, that hold one of `secrets` in clear."""
    files = await asyncio.to_thread(lambda: [path.name for path in _files(folder) if _holds(path, secrets)])
    async with database.reading() as session:
        tables = await session.run_sync(lambda sync: list(_tables(sync, secrets)))
    return (*files, *tables)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _holds(path: Path, secrets: Collection[str]) -> bool:
    """Read in pieces that overlap: a database may be large."""
    needles = [secret.encode() for secret in secrets]
    overlap, rest = max(map(len, needles), default=1), b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            text = rest + piece
            if any(needle in text for needle in needles):
                return True
            rest = text[-overlap:]
    return False


def _tables(session: Session, secrets: Collection[str]) -> Iterator[str]:
    for table in Table.metadata.sorted_tables:
        rows = session.execute(select(table)).all()
        if any(secret in str(tuple(row)) for row in rows for secret in secrets):
            yield table.name
