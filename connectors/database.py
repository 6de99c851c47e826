"""The database: SQLite by default, PostgreSQL for many processes, one code for both."""

import asyncio
from asyncio import get_running_loop
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from datetime import UTC, datetime
from time import monotonic
from typing import Any, TypeVar, cast

from sqlalchemy import DateTime, MetaData, create_engine
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.types import TypeDecorator

from connectors import sqlite
from connectors.turns import Turns

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
THREADS = 4
"""How many acts `Database.at_once` does side by side on PostgreSQL; on SQLite writers take turns."""
CLOSING_SECONDS = 10
"""How long `Database.close` waits for transactions that others have not ended."""
Result = TypeVar("Result")


class DatabaseUnavailableError(Exception):
    """The database cannot be reached, is locked or is full.

    Nothing of the transaction was kept, or, where only the answer to its COMMIT was lost, all of it: what is
    tried again must do no harm when it is done twice.
    """


class UtcTime(TypeDecorator[datetime]):
    """A point in time. Aware on the way in, UTC on the way out, on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"time without a zone: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (the same)
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The base of every table, whichever floor it stands on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcTime}  # noqa: RUF012 (SQLAlchemy reads the class attribute)


class Database:
    """How a transaction is opened. Built once a process; safe to use from many tasks of one event loop.

    `url` is plain: `sqlite:///var/congdan.db`, `postgresql://user:password@host/name`. For SQLite the
    file's folder is made if it is missing. Raises ValueError for any other kind of address.
    """

    def __init__(self, url: str, *, connections: int = 8) -> None:
        self.url = driver_url(url)
        self.engine = create_async_engine(self.url, **_options(self.url, connections))
        sqlite.prepare(self.engine.sync_engine)
        self._writer = self.engine.execution_options(writing=True)
        self._turns = Turns(_file(self.url)) if self.is_sqlite else None
        self._threads = ThreadPoolExecutor(THREADS, "database")
        self.direct = create_engine(sync_url(self.url), **_options(self.url, THREADS))
        sqlite.prepare(self.direct)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session to read with; nothing written in it is kept."""
        with _told_plainly():
            async with AsyncSession(self.engine, expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session in a transaction: committed when the block ends, rolled back when it raises.

        On SQLite the write lock is taken at the start, so that a transaction never fails half way
        because another process wrote in between.

        Raises:
            DatabaseUnavailableError: locked for too long, gone, or full; see there what was kept.
        """
        with _told_plainly():
            async with (
                self._turn(),
                AsyncSession(self._writer, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    async def at_once(self, act: Callable[[Session], Result], *, writing: bool = True) -> Result:
        """Run a short `act` as one transaction in a thread: for what happens many times a second.

        Each statement of `writing()` costs hops between threads or turns of the event loop; here the whole
        transaction costs one: 0.15 instead of 1 ms of this process on SQLite, 0.3 instead of 0.7 on
        PostgreSQL. `act` may touch nothing that belongs to the event loop.

        Raises:
            DatabaseUnavailableError: as `writing()` does.
        """
        with _told_plainly():
            async with self._turn() if writing else nullcontext():
                return await get_running_loop().run_in_executor(self._threads, self._act, act, writing)

    def _act(self, act: Callable[[Session], Result], writing: bool) -> Result:
        engine = self.direct.execution_options(writing=writing)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            return act(session)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """On SQLite writers queue here, those of other processes too; on PostgreSQL nobody has to."""
        if self._turns is None:
            yield
            return
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(self._turns.turn(sqlite.BUSY_MS / 1000))
            except TimeoutError as error:
                raise DatabaseUnavailableError("database is locked by a long write") from error
            except OSError as error:
                raise DatabaseUnavailableError(f"{error.strerror}: {error.filename}") from error
            yield

    async def close(self) -> None:
        """Wait for what is under way, at most `CLOSING_SECONDS`, and let every connection go."""
        await self._nobody_inside()
        await self.engine.dispose()
        await asyncio.to_thread(self._threads.shutdown)
        self.direct.dispose()
        if self._turns is not None:
            self._turns.close()

    async def _nobody_inside(self) -> None:
        # A cancelled task gives its connection back a moment after it ended; a pool that is gone by then
        # would never close it.
        pool, until = cast("AsyncAdaptedQueuePool", self.engine.pool), monotonic() + CLOSING_SECONDS
        while pool.checkedout() and monotonic() < until:  # noqa: ASYNC110 (the pool has no event for it)
            await asyncio.sleep(0.01)


def driver_url(url: str) -> URL:
    """The address with the driver of our choice. Raises ValueError for an address we cannot use."""
    parsed = make_url(url)
    kind = parsed.drivername.split("+")[0]
    if kind not in DRIVERS:
        raise ValueError(f"CONGDAN_DATABASE_URL: sqlite:///… or postgresql://…, not {kind}://…")
    return parsed.set(drivername=DRIVERS[kind])


def sync_url(url: URL) -> URL:
    """The same database by a driver that does not need an event loop."""
    return url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url


def _file(url: URL) -> str:
    """The file of an SQLite database; empty for one in memory."""
    return "" if url.database in {None, "", ":memory:"} else str(url.database)


def _options(url: URL, connections: int) -> dict[str, Any]:
    # What citizens wrote must not stand in error messages, so these go without parameters.
    options: dict[str, Any] = {"pool_size": connections, "max_overflow": 0, "hide_parameters": True}
    if url.get_backend_name() == "sqlite":
        return options
    given_up = {"connect_timeout": 10, "tcp_user_timeout": 15_000}
    return options | {"pool_pre_ping": True, "pool_timeout": 10, "connect_args": given_up}


class _told_plainly:  # noqa: N801 (reads as a statement where it is used)
    """Turns the drivers' many ways of saying 'not now' into one."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OperationalError | InterfaceError | PoolTimeoutError):
            raise DatabaseUnavailableError(_first_line(error)) from error
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise DatabaseUnavailableError(_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(cause).strip().split("\n", 1)[0] or type(cause).__name__
