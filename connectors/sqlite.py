"""SQLite as we use it: how a connection is set up, and how it waits for another writer."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MS = 5_000
"""How long another writer is waited for, in milliseconds."""
LOOK_AGAIN_SECONDS = 0.001
"""How often a thread looks whether another process is done writing."""
PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",  # an accepted message outlives a power cut, not only a killed process
    "wal_autocheckpoint=10000",  # 40 MB; at the usual 4 MB a third as many messages are kept in a second
    "foreign_keys=ON",
)


def prepare(engine: Engine, *, threads: bool = False) -> None:
    """Set up the connections of `engine`, if it is one of SQLite; its file's folder is made if it is missing.

    A connection with the execution option `writing` takes the write lock as it begins. `threads`: each
    transaction has a thread to itself, which may sleep.
    """
    if engine.dialect.name != "sqlite":
        return
    if engine.url.database and engine.url.database != ":memory:":
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin_in_thread if threads else _begin)


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


def _begin_in_thread(connection: Connection) -> None:
    """Begin, without SQLite's own way of waiting: it sleeps up to 0.1 s between two looks at the lock.

    Beside a process that writes all the time it would oversleep nearly every gap.
    """
    if not connection.get_execution_options().get("writing", False):
        _begin(connection)
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout=0")
    try:
        if not _took_turn(driver):
            _begin(connection)  # once more, for its error as SQLAlchemy tells it
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _took_turn(driver: Any) -> bool:
    end = time.monotonic() + BUSY_MS / 1000
    while time.monotonic() < end:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                return False
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return True
    return False
