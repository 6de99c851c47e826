"""Steps of the database from one version of the product to the next; configured here, without an ini file.

A new step is drafted from what `Table.metadata` has and an up-to-date database lacks; then it is read,
mended by hand and formatted. A step that was shipped is never changed.

    python -c 'from bot.migrate import draft; draft("what the step does")' && ruff format bot/migrations
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from bot import service_wording as wording
from bot.tables import Table
from connectors.database import UtcTime, driver_url, sync_url

FOLDER = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 4_202_602
"""Key of PostgreSQL's advisory lock that lets one process migrate while others wait for it."""


class MigrationError(Exception):
    """The database does not fit this version of the product. The message tells the operator what to do."""


def migrate(url: str) -> None:
    """Bring the database to this version: all missing steps in one transaction, or none.

    Raises:
        MigrationError: it belongs to a newer version, or cannot be reached.
    """
    with connected(url, writing=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        _refuse_newer(connection)
        command.upgrade(config(connection), "head")


def check(url: str) -> None:
    """Return when the database fits this version.

    Raises:
        MigrationError: it is older or newer, or cannot be reached.
    """
    with connected(url) as connection:
        _refuse_newer(connection)
        if _revision(connection) != steps().get_current_head():
            raise MigrationError(wording.NOT_MIGRATED)


def draft(message: str) -> Path:
    """Write the next step, as far as the tables tell it; returns its file, to be read before it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/congdan.db"
        migrate(url)
        number = len(list(steps().walk_revisions())) + 1
        with connected(url) as connection:
            step = command.revision(config(connection), message, autogenerate=True, rev_id=f"{number:04}")
    assert step is not None
    assert not isinstance(step, list)
    file = Path(step.path)
    kept = [line for line in file.read_text().splitlines(keepends=True) if "# ###" not in line]
    file.write_text("".join(kept))
    return file


def _render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    # A step says what a column is, not which class of today's code it is.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcTime) else False


OPTIONS: dict[str, Any] = {
    "target_metadata": Table.metadata,
    "render_as_batch": True,  # SQLite changes a table by building it anew
    "render_item": _render,
    "compare_type": True,
}
"""How Alembic compares and writes steps, wherever it is called from."""


@cache
def steps() -> ScriptDirectory:
    """Every step of this version, read once."""
    return ScriptDirectory.from_config(config(None))


def config(connection: Connection | None) -> Config:
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def _refuse_newer(connection: Connection) -> None:
    known = {step.revision for step in steps().walk_revisions()}
    revision = _revision(connection)
    if revision is not None and revision not in known:
        raise MigrationError(wording.TOO_NEW.format(revision=revision))


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def connected(url: str, *, writing: bool = False) -> Iterator[Connection]:
    """One connection in one transaction; Alembic and both drivers are synchronous here."""
    engine = _engine(driver_url(url), "BEGIN IMMEDIATE" if writing else "BEGIN")
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        sentence = wording.STEP_FAILED if writing else wording.UNREACHABLE
        raise MigrationError(sentence.format(reason=str(error.orig).strip())) from error
    finally:
        engine.dispose()


def _engine(url: URL, begin: str) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, connect_args={"connect_timeout": 10})
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(sync_url(url))
    event.listen(engine, "connect", _leave_begin_to_us)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _leave_begin_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
