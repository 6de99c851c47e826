"""A database as a province has it after a year: the small sample, and in bulk what a year adds to it."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filling_rows import BROADCASTS, Rows
from knowing import multiplied, procedure_files, taught
from sqlalchemy import Connection, Integer, func, select, text
from support import HERE

sys.path.insert(0, str(HERE.parent / "tests" / "bot" / "console"))

from sample_words import CODE, COMMUNE

from bot.numbers import counting, following, reaching
from connectors.database import Database, Table

PROCEDURES = 3_005
PROVINCE = "tinh-an-hoa"


async def fill(database: Database, now: datetime) -> None:
    """Fill what the sample is in already; the newest question is asked at `now`."""
    with _procedures() as files:
        await taught(database, PROVINCE, *files)
    await asyncio.to_thread(_fill, database, now)
    while await counting.count_due(database):
        pass
    for _ in range(BROADCASTS):
        await reaching.count_due(database, now)
    await following.count_due(database, now)


@contextmanager
def _procedures() -> Iterator[list[Path]]:
    """Files of as many procedures as a province has: real ones, or those known with other names."""
    files = procedure_files()
    with tempfile.TemporaryDirectory() as folder:
        if sum(len(file.read_text("utf-8").splitlines()) for file in files) < PROCEDURES:
            files = [Path(folder) / "procedures.jsonl"]
            multiplied(PROCEDURES, files[0])
        yield files


def _fill(database: Database, now: datetime) -> None:
    rows = Rows(database.is_sqlite, now, CODE, COMMUNE)
    with database.direct.execution_options(writing=True).begin() as connection:
        for statement in rows.statements():
            connection.execute(text(statement))
        if not database.is_sqlite:
            _count_on(connection)
    with database.direct.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))  # what an engine does by itself in time


def _count_on(connection: Connection) -> None:
    """PostgreSQL doesn't notice numbers that were given to rows; SQLite does."""
    for table in Table.metadata.sorted_tables:
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))
