"""Many rows in one statement, written for the driver.

A row that goes through SQLAlchemy's and the driver's hands one by one costs 60 µs of this process, one of a
hundred that goes as here 15 µs: on the way in of every message that decides how many may come.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnDefault, Dialect
from sqlalchemy.orm import Session

from connectors.database import Table

Row = dict[str, Any]


def insert_missing(session: Session, table: type[Table], rows: Sequence[Row]) -> None:
    """Insert `rows`, all with the same columns, passing over those that are there by a unique key."""
    connection = session.connection()
    plan = _plan(table, tuple(rows[0]), connection.dialect)
    if connection.dialect.name == "postgresql":
        parcel = json.dumps([plan.fixed | row for row in rows], ensure_ascii=False, default=_told)
        connection.exec_driver_sql(plan.from_json, (parcel,))
    else:
        connection.exec_driver_sql(plan.from_values(len(rows)), plan.flat(rows))


@dataclass(frozen=True)
class _Plan:
    """How rows with certain columns go into a table. `fixed`: columns that have the same value in each.

    `first`: their values as the driver takes them, which stand before those of the row.
    """

    head: str
    from_json: str
    marks: str
    fixed: Row
    first: tuple[Any, ...]
    processors: tuple[tuple[str, Callable[[Any], Any] | None], ...]

    def from_values(self, count: int) -> str:
        marks = ", ".join([self.marks] * count)
        return f"{self.head} VALUES {marks} ON CONFLICT DO NOTHING"

    def flat(self, rows: Sequence[Row]) -> tuple[Any, ...]:
        """The values of all rows, one after the other, as SQLite takes them."""
        flat: list[Any] = []
        for row in rows:
            flat += self.first
            flat += [process(row[name]) if process else row[name] for name, process in self.processors]
        return tuple(flat)


@cache
def _plan(table: type[Table], given: tuple[str, ...], dialect: Dialect) -> _Plan:
    columns = {column.name: column for column in table.__table__.columns if isinstance(column, Column)}
    preset = {
        name: column.default
        for name, column in columns.items()
        if name not in given and isinstance(column.default, ColumnDefault)
    }
    fixed = {name: default.arg for name, default in preset.items() if default.is_scalar}
    computed = {
        name: str(default.arg.compile(dialect=dialect))
        for name, default in preset.items()
        if default.is_clause_element
    }
    names = [*fixed, *given]
    processors = {name: _processor(columns[name], dialect) for name in names}
    head = f"INSERT INTO {table.__tablename__} ({', '.join([*names, *computed])})"
    shape = ", ".join(f"{name} {columns[name].type.compile(dialect)}" for name in names)
    return _Plan(
        head,
        f"{head} SELECT {', '.join([*names, *computed.values()])} "  # noqa: S608 (names of our own)
        f"FROM json_to_recordset(%s) AS given ({shape}) ON CONFLICT DO NOTHING",
        f"({', '.join(['?'] * len(names) + list(computed.values()))})",
        fixed,
        tuple(process(fixed[name]) if (process := processors[name]) else fixed[name] for name in fixed),
        tuple((name, processors[name]) for name in given),
    )


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _told(value: object) -> str:
    if isinstance(value, date):  # or a datetime, which is one
        return value.isoformat()
    raise TypeError(f"no column takes {type(value).__name__}")
