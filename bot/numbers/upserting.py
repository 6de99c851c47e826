"""Figures added to what stands in a table, or put in its place, by whichever process comes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from connectors.database import Table

PARCEL = 500
"""Rows of one statement."""
Key = tuple[Any, ...]


def add_up(session: Session, table: type[Table], sums: Mapping[Key, Mapping[str, int]]) -> None:
    """Add `sums`, by the values of the primary key, to what the rows hold; rows that are missing are made."""
    _upsert(session, table, _rows(table, sums, {}), adding=True)


def put(session: Session, table: type[Table], values: Mapping[Key, Mapping[str, Any]]) -> None:
    """Make the rows hold just these values."""
    _upsert(session, table, _rows(table, values, None), adding=False)


def _rows(
    table: type[Table], values: Mapping[Key, Mapping[str, Any]], missing: dict[str, int] | None
) -> list[dict[str, Any]]:
    """In the order of keys, so that two who write the same rows never wait for each other in a circle."""
    columns = _table(table).columns
    names = [column.name for column in columns if column.primary_key]
    figures = [column.name for column in columns if not column.primary_key]
    rest = {} if missing is None else dict.fromkeys(figures, 0)
    return [dict(zip(names, key, strict=True)) | rest | dict(values[key]) for key in sorted(values)]


def _upsert(session: Session, table: type[Table], rows: Sequence[dict[str, Any]], *, adding: bool) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    where = _table(table)
    for start in range(0, len(rows), PARCEL):
        insert = dialect.insert(where).values(rows[start : start + PARCEL])
        changed = {
            column.name: column + insert.excluded[column.name] if adding else insert.excluded[column.name]
            for column in _figures(where)
        }
        keys = [column for column in where.columns if column.primary_key]
        session.execute(insert.on_conflict_do_update(index_elements=keys, set_=changed))


def _figures(where: SqlTable) -> Iterator[Any]:
    return (column for column in where.columns if not column.primary_key)


def _table(table: type[Table]) -> SqlTable:
    found = table.__table__
    assert isinstance(found, SqlTable)
    return found
