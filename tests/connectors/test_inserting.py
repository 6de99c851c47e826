"""Many rows in one statement come out of the table as they went in."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, Enum, MetaData, UniqueConstraint, delete, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from connectors.claims import WaitState
from connectors.database import Database, Table
from connectors.inserting import insert_missing

NOON = datetime(2026, 11, 22, 5, 0, 0, 123456, tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData()
    type_annotation_map = Table.type_annotation_map


class Thing(Base):
    __tablename__ = "thing"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    state: Mapped[WaitState] = mapped_column(
        Enum(WaitState, native_enum=False, values_callable=lambda states: [state.value for state in states])
    )
    body: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime | None]
    count: Mapped[int] = mapped_column(default=7)
    made_at: Mapped[datetime] = mapped_column(default=func.now())


@pytest.fixture
async def things(database: Database) -> Database:
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return database


def thing(name: str, body: object = None, at: datetime | None = NOON) -> dict[str, Any]:
    return {"name": name, "state": WaitState.DONE, "body": body, "at": at}


async def insert(database: Database, *rows: dict[str, Any]) -> None:
    async with database.writing() as session:
        await session.run_sync(insert_missing, Thing, rows)


async def stored(database: Database) -> list[Thing]:
    async with database.reading() as session:
        return list(await session.scalars(select(Thing).order_by(Thing.id)))


async def test_every_kind_of_column_and_default_is_kept(things: Database) -> None:
    await insert(things, thing("a", {"text": "Đơn “mẫu” \\ \n", "list": [1, None]}), thing("b", at=None))
    first, second = await stored(things)
    assert (first.name, first.state, first.at, first.count) == ("a", WaitState.DONE, NOON, 7)
    assert first.body == {"text": "Đơn “mẫu” \\ \n", "list": [1, None]}
    assert abs(first.made_at - datetime.now(UTC)) < timedelta(hours=1)
    assert (second.body, second.at) == (None, None)


async def test_a_time_of_another_zone_keeps_its_instant(things: Database) -> None:
    await insert(things, thing("a", at=NOON.astimezone(timezone(timedelta(hours=7)))))
    assert [row.at for row in await stored(things)] == [NOON]


async def test_rows_that_are_there_already_are_passed_over(things: Database) -> None:
    await insert(things, thing("a", 1))
    await insert(things, thing("b", 2), thing("a", 3), thing("b", 4))
    assert [(row.name, row.body) for row in await stored(things)] == [("a", 1), ("b", 2)]


async def test_half_a_surrogate_pair_is_refused_and_nothing_is_kept(things: Database) -> None:
    with pytest.raises(UnicodeEncodeError):
        await insert(things, thing("a"), thing("\ud800"))
    assert await stored(things) == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(TEXTS, min_size=1, max_size=20, unique=True))
async def test_any_text_comes_out_as_it_went_in(things: Database, names: list[str]) -> None:
    async with things.writing() as session:
        await session.execute(delete(Thing))
    await insert(things, *(thing(name, {"text": name}) for name in names))
    rows = await stored(things)
    assert [row.name for row in rows] == names
    assert [row.body["text"] for row in rows] == names
