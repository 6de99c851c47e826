"""The change log as whoever would like to have done nothing finds it."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from known import NOW
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import migrate
from connectors.database import Database
from knowledge import chaining
from knowledge.auditing import NOTHING, Audit, verify
from knowledge.changes import Change, head

SLIPPED_IN = (
    'INSERT INTO change (id, "by", what, at, subject, learned, digest) '
    'SELECT {number}, "by", what, at, subject, learned, digest FROM change WHERE id = 1'
)


def line(what: str, **values: object) -> Change:
    return Change(**{"agency_id": None, "by": "lan", "what": what, "at": NOW, **values})


async def write(database: Database) -> None:
    async with database.writing() as session:
        session.add_all(
            [line("một"), line("hai", before={"Phí": 1.5}, after={2: "đ", 10: [None]}, learned=False)]
        )
        await session.flush()
        session.add(line("ba", at=datetime(2026, 11, 22, 9, 0, 0, 123_456, tzinfo=UTC) + timedelta(hours=7)))


async def audit(database: Database, kept: tuple[int, str] | None = None) -> Audit:
    return await database.at_once(lambda session: verify(session, kept), writing=False)


async def forge(database: Database, *statements: str) -> None:
    """As somebody would who may do everything with the database."""

    def act(session: Session) -> None:
        sqlite = session.get_bind().dialect.name == "sqlite"
        if sqlite:
            for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                session.execute(text(f"DROP TRIGGER {name}"))
        else:
            session.execute(text("ALTER TABLE change DISABLE TRIGGER ALL"))
        for statement in statements:
            session.execute(text(statement))

    await database.at_once(act)


async def test_lines_as_they_were_written_hold(database: Database) -> None:
    await write(database)
    found = await audit(database)
    assert (found.lines, found.number, found.broken) == (3, 3, None)
    async with database.reading() as session:
        rows = list(await session.scalars(select(Change).order_by(Change.id)))
    assert [row.what for row in rows] == ["một", "hai", "ba"]
    assert len({row.digest for row in rows}) == 3


async def test_what_was_rolled_back_leaves_no_gap(database: Database) -> None:
    await write(database)
    async with database.reading() as session:
        session.add(line("không có"))
        await session.flush()
    async with database.writing() as session:
        session.add(line("bốn"))
    assert (await audit(database)).number == 4


@pytest.mark.parametrize("act", ["UPDATE change SET \"by\" = 'hoa' WHERE id = 2", "DELETE FROM change"])
async def test_the_database_refuses_to_change_a_line(database: Database, act: str) -> None:
    await write(database)
    with pytest.raises(DBAPIError, match="only added"):
        await database.at_once(lambda session: session.execute(text(act)))
    assert (await audit(database)).lines == 3


async def test_no_line_is_put_in_place_of_another(sqlite_url: str) -> None:
    sqlite_database = Database(sqlite_url)
    await write(sqlite_database)
    columns = 'id, agency_id, "by", what, at, subject, before, after, learned, digest'
    forged = columns.replace('"by"', "'hoa'")
    replacing = f"INSERT OR REPLACE INTO change ({columns}) SELECT {forged} FROM change WHERE id = 3"
    with pytest.raises(DBAPIError, match="only added"):
        await sqlite_database.at_once(lambda session: session.execute(text(replacing)))
    assert (await audit(sqlite_database)).broken is None
    await sqlite_database.close()


@pytest.mark.parametrize(
    ("act", "broken"),
    [
        ("UPDATE change SET \"by\" = 'hoa' WHERE id = 2", 2),
        ("UPDATE change SET what = 'khác' WHERE id = 1", 1),
        ("UPDATE change SET subject = 'x' WHERE id = 3", 3),
        ("UPDATE change SET after = NULL WHERE id = 2", 2),
        ("DELETE FROM change WHERE id = 2", 3),
        ("DELETE FROM change WHERE id = 1", 2),
        ("UPDATE change SET id = 4 WHERE id = 3", 4),
        ("UPDATE change SET digest = '' WHERE id = 3", 3),
        (SLIPPED_IN.format(number=0), 0),
        (SLIPPED_IN.format(number=-7), -7),
    ],
)
async def test_the_first_forged_line_is_named(database: Database, act: str, broken: int) -> None:
    await write(database)
    await forge(database, act)
    found = await audit(database)
    assert (found.broken, found.guarded) == (broken, False)


async def test_a_line_that_is_forged_whole_below_the_first_is_told(database: Database) -> None:
    await write(database)
    slipped = line("chưa từng có", id=-1, subject="", learned=False)
    made = chaining.digest("", slipped.line())
    values = f"-1, 'lan', 'chưa từng có', '{NOW.isoformat(sep=' ')}', '', {{}}, '{made}'"
    sqlite = database.engine.dialect.name == "sqlite"
    columns = 'id, "by", what, at, subject, learned, digest'
    await forge(
        database, f"INSERT INTO change ({columns}) VALUES ({values.format(0 if sqlite else 'false')})"
    )
    assert (await audit(database)).broken == 1


async def test_a_database_that_no_longer_refuses_changes_is_told_though_no_line_changed(
    database: Database,
) -> None:
    await write(database)
    assert (await audit(database)).guarded
    await forge(database)
    assert (await audit(database)).guarded is False


async def test_the_head_of_a_log_without_lines_is_found_in_whatever_follows(database: Database) -> None:
    assert (await audit(database, NOTHING)).found
    await write(database)
    assert (await audit(database, NOTHING)).found


async def test_lines_cut_off_at_the_end_are_missed_by_a_head_kept_elsewhere(database: Database) -> None:
    await write(database)
    kept = await database.at_once(head, writing=False)
    assert (await audit(database, kept)).found is True
    await forge(database, "DELETE FROM change WHERE id = 3")
    found = await audit(database, kept)
    assert (found.broken, found.found) == (None, False)


async def test_lines_of_an_older_version_are_chained_as_they_are_found(empty_url: str) -> None:
    with migrate.connected(empty_url, writing=True) as connection:
        command.upgrade(migrate.config(connection), "0006")
        for number in (1, 2, 5):
            connection.execute(
                text("INSERT INTO change (id, \"by\", what, at) VALUES (:id, 'cũ', 'việc cũ', :at)"),
                {"id": number, "at": "2026-11-01 00:00:00.250000+00:00"},
            )
    migrate.migrate(empty_url)
    database = Database(empty_url)
    async with database.writing() as session:
        session.add(line("mới"))
    found = await audit(database)
    assert (found.lines, found.number, found.broken) == (4, 6, None)
    await database.close()
