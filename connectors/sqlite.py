"""SQLite as we use it: how a connection is set up, and how a transaction begins."""

from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MS = 5_000
"""How long another writer is waited for, in milliseconds."""
PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",  # an accepted message outlives a power cut, not only a killed process
    "wal_autocheckpoint=10000",  # 40 MB; at the usual 4 MB a third as many messages are kept in a second
    "foreign_keys=ON",
)


def prepare(engine: Engine) -> None:
    """Set up the connections of `engine`, if it is one of SQLite; its file's folder is made if it is missing.

    A connection with the execution option `writing` takes the write lock as it begins.
    """
    if engine.dialect.name != "sqlite":
        return
    if engine.url.database and engine.url.database != ":memory:":
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # Begin is ours (below).
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
