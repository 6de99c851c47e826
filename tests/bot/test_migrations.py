"""Every step of the database, replayed on both engines."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot import migrate
from bot.migrate import MigrationError
from connectors.database import Table

STEPS = [step.revision for step in migrate.steps().walk_revisions()][::-1]


def missing(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts=migrate.OPTIONS)
    return list(compare_metadata(context, Table.metadata))


def test_all_steps_together_make_the_tables_of_today(empty_url: str) -> None:
    migrate.migrate(empty_url)
    with migrate.connected(empty_url) as connection:
        assert missing(connection) == []
    migrate.check(empty_url)


def test_a_second_run_finds_nothing_to_do(empty_url: str) -> None:
    migrate.migrate(empty_url)
    migrate.migrate(empty_url)
    migrate.check(empty_url)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_taken_from_the_one_before(empty_url: str, step: str) -> None:
    before = STEPS[: STEPS.index(step)]
    with migrate.connected(empty_url, writing=True) as connection:
        if before:
            command.upgrade(migrate.config(connection), before[-1])
    with pytest.raises(MigrationError, match="congdan migrate"):
        migrate.check(empty_url)
    migrate.migrate(empty_url)
    migrate.check(empty_url)


def test_a_database_of_a_newer_version_is_left_alone(empty_url: str) -> None:
    migrate.migrate(empty_url)
    with migrate.connected(empty_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (migrate.migrate, migrate.check):
        with pytest.raises(MigrationError, match="mới hơn"):
            act(empty_url)


def test_a_step_that_breaks_leaves_nothing_behind(empty_url: str) -> None:
    """As when the disk fills up half way: the next run starts from where the database was."""
    with migrate.connected(empty_url) as connection:
        connection.execute(text("CREATE TABLE question (a int)"))
    with pytest.raises(MigrationError, match="question"):
        migrate.migrate(empty_url)
    with migrate.connected(empty_url) as connection:
        assert not connection.dialect.has_table(connection, "inbox")
        connection.execute(text("DROP TABLE question"))
    migrate.migrate(empty_url)


def test_a_database_that_is_not_there_is_told_in_a_sentence() -> None:
    with pytest.raises(MigrationError, match="CONGDAN_DATABASE_URL"):
        migrate.check("postgresql://nobody@127.0.0.1:1/none")


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("this is not a database, it only looks like one" * 99)
    with pytest.raises(MigrationError, match="CONGDAN_DATABASE_URL"):
        migrate.check(f"sqlite:///{tmp_path}/notes.db")


def test_a_table_that_no_step_makes_is_noticed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/congdan.db"
    migrate.migrate(url)
    with migrate.connected(url) as connection:
        connection.execute(text("DROP TABLE question"))
        assert any("question" in str(lack) for lack in missing(connection))


def test_a_message_that_waits_during_an_upgrade_is_still_a_message_after_it(empty_url: str) -> None:
    waiting = {
        "key": "webchat:xa-mau:an", "due_at": "2026-11-01 00:00:00+00:00", "state": "waiting",
        "channel": "webchat", "agency": "xa-mau", "person": "an", "platform_id": "an:1", "text": "lệ phí",
        "at": "2026-11-01 00:00:00+00:00", "attempts": 0, "error": "",
    }  # fmt: skip
    with migrate.connected(empty_url, writing=True) as connection:
        command.upgrade(migrate.config(connection), "0001")
        names = ", ".join(f'"{name}"' for name in waiting)
        marks = ", ".join(f":{name}" for name in waiting)
        connection.execute(text(f"INSERT INTO inbox ({names}) VALUES ({marks})"), waiting)
    migrate.migrate(empty_url)
    with migrate.connected(empty_url) as connection:
        kept = connection.execute(text("SELECT kind, text, delays FROM inbox")).one()
    assert tuple(kept) == ("message", "lệ phí", 0)
