"""Writes of concurrent callers share a commit, and nobody suffers for another's row."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from connectors.database import Database, DatabaseUnavailableError
from connectors.grouping import Grouped
from connectors.inserting import insert_missing
from knowledge.agencies import Agency

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


class Sizes(list[int]):
    """Writes agencies, remembering how large each group was."""

    def __call__(self, session: Session, rows: Sequence[dict[str, Any]]) -> None:
        self.append(len(rows))
        insert_missing(session, Agency, rows)


def agency(code: str, name: str | None = "x") -> dict[str, Any]:
    return {"code": code, "name": name, "level": "commune", "created_at": NOON}


async def codes(database: Database) -> set[str]:
    async with database.reading() as session:
        return set(await session.scalars(select(Agency.code)))


async def test_concurrent_callers_share_a_commit(database: Database) -> None:
    sizes = Sizes()
    grouped = Grouped[dict[str, Any]](database, sizes, largest=20)
    await asyncio.gather(*(grouped.add(agency(f"xa-{number}")) for number in range(50)))
    assert len(await codes(database)) == 50
    assert sizes == [20, 20, 10]


async def test_a_row_that_is_there_already_is_passed_over(database: Database) -> None:
    grouped = Grouped[dict[str, Any]](database, Sizes())
    await asyncio.gather(*(grouped.add(agency(code)) for code in ("a", "b", "a")))
    await grouped.add(agency("b"))
    assert await codes(database) == {"a", "b"}


async def test_a_bad_row_fails_its_own_caller_only(database: Database) -> None:
    grouped = Grouped[dict[str, Any]](database, Sizes())
    rows = [agency("a"), agency("bad", name=None), agency("b")]
    kept = await asyncio.gather(*map(grouped.add, rows), return_exceptions=True)
    assert kept[0] is kept[2] is None
    assert isinstance(kept[1], SQLAlchemyError)
    assert await codes(database) == {"a", "b"}


async def test_letters_a_database_cannot_hold_fail_their_own_caller_only(database: Database) -> None:
    grouped = Grouped[dict[str, Any]](database, Sizes())
    rows = [agency("a"), agency("bad-\ud800"), agency("b")]
    kept = await asyncio.gather(*map(grouped.add, rows), return_exceptions=True)
    assert kept[0] is kept[2] is None
    assert isinstance(kept[1], Exception)
    assert await codes(database) == {"a", "b"}


async def test_without_a_database_every_caller_is_told() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none")
    grouped = Grouped[dict[str, Any]](database, Sizes())
    kept = await asyncio.gather(*(grouped.add(agency(code)) for code in "abc"), return_exceptions=True)
    assert all(isinstance(error, DatabaseUnavailableError) for error in kept)
    await database.close()


async def test_a_database_that_does_not_answer_is_not_waited_for_without_end(database: Database) -> None:
    released = threading.Event()

    def hang(_session: Session, _rows: Sequence[str]) -> None:
        released.wait(20)

    grouped = Grouped[str](database, hang, seconds=0.05)
    with pytest.raises(DatabaseUnavailableError, match="does not answer"):
        await grouped.add("a")
    released.set()


async def test_more_than_may_wait_are_refused_at_once(database: Database) -> None:
    grouped = Grouped[dict[str, Any]](database, Sizes(), most_waiting=5)
    rows = [agency(f"xa-{number}") for number in range(8)]
    kept = await asyncio.gather(*map(grouped.add, rows), return_exceptions=True)
    assert [error is None for error in kept] == [True] * 5 + [False] * 3
    assert len(await codes(database)) == 5


async def test_a_caller_that_goes_away_disturbs_nobody(database: Database) -> None:
    grouped = Grouped[dict[str, Any]](database, Sizes())
    leaving = asyncio.create_task(grouped.add(agency("a")))
    staying = asyncio.create_task(grouped.add(agency("b")))
    await asyncio.sleep(0)
    leaving.cancel()
    await staying
    await grouped.close()
    assert "b" in await codes(database)
