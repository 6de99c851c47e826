"""A table of waiting rows to try claims on, and the acts of a worker."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import MetaData, select
from sqlalchemy.orm import DeclarativeBase

from connectors import claims
from connectors.claims import Waiting, waiting_indexes
from connectors.database import Database, Table

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LEASE = timedelta(seconds=30)
ATTEMPTS = 4


class Base(DeclarativeBase):
    metadata = MetaData()
    type_annotation_map = Table.type_annotation_map


class Errand(Waiting, Base):
    __tablename__ = "errand"
    __table_args__ = waiting_indexes("errand")


async def laid_out(database: Database) -> Database:
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return database


async def add(database: Database, *keys: str, due_at: datetime = NOON) -> None:
    async with database.writing() as session:
        for key in keys:
            session.add(Errand(key=key, due_at=due_at))
            await session.flush()


async def claim(
    database: Database, now: datetime = NOON, most: int = 10, attempts: int = ATTEMPTS
) -> list[Errand]:
    return await database.at_once(
        lambda session: claims.claim(session, Errand, now=now, lease=LEASE, most=most, attempts=attempts)
    )


async def settle(database: Database, *rows: Errand) -> set[int]:
    return await database.at_once(lambda session: claims.settle(session, Errand, rows))


async def release(database: Database, row: Errand, due_at: datetime, *, counted: bool = True) -> bool:
    return await database.at_once(
        lambda session: claims.release(
            session, Errand, row, due_at=due_at, error="later", attempts=ATTEMPTS, counted=counted
        )
    )


async def stored(database: Database) -> list[Errand]:
    async with database.reading() as session:
        return list(await session.scalars(select(Errand).order_by(Errand.id)))


def keys(rows: list[Errand]) -> list[str]:
    return [row.key for row in rows]
