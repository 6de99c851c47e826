"""Rows that wait to be worked on: claimed under a lease, then settled, released or given up.

Short acts that happen all the time: they take a synchronous session, as `Database.at_once` gives it.

A table of waiting rows inherits `Waiting` and puts `waiting_indexes(name)` among its table arguments.
Rows with the same `key` are worked on one at a time and in the order they came; different keys in
parallel. A worker that dies leaves its lease behind; when that ends, any worker takes the row over.
Clocks of machines that share a table must agree to well within a lease.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Enum,
    Index,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from connectors.database import UtcTime

ERROR_LENGTH = 500


class WaitState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Waiting:
    """The columns of a waiting row. A row is leased while `lease_until` is set, and free when that passed."""

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    key: Mapped[str]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    """How often it was claimed; counted at the claim, so a row that kills its worker is counted too."""
    state: Mapped[WaitState] = mapped_column(
        Enum(WaitState, native_enum=False, values_callable=lambda states: [state.value for state in states]),
        default=WaitState.WAITING,
    )
    error: Mapped[str] = mapped_column(default="")


Row = TypeVar("Row", bound=Waiting)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What an operator wants to know of a table of waiting rows."""

    waiting: int
    failed: int
    oldest: datetime | None
    """When the oldest waiting row was or is due."""


def waiting_indexes(table: str) -> tuple[Index, ...]:
    """What a claim reads by, over the waiting rows only, so that settled ones cost nothing.

    The second also keeps the promise of one running row per key: on PostgreSQL a row with a lower number
    may be committed late, when a later one of its key is running already, and no query sees both in time.
    """
    waiting, leased = text("state = 'waiting'"), text("lease_until IS NOT NULL")
    return (
        Index(f"ix_{table}_due", "due_at", "id", sqlite_where=waiting, postgresql_where=waiting),
        Index(f"uq_{table}_leased", "key", unique=True, sqlite_where=leased, postgresql_where=leased),
        Index(f"ix_{table}_key", "key", "id", sqlite_where=waiting, postgresql_where=waiting),
    )


def claim(
    session: Session,
    table: type[Row],
    *,
    now: datetime,
    lease: timedelta,
    most: int,
    attempts: int,
    only: ColumnElement[bool] | None = None,
) -> list[Row]:
    """Lease up to `most` rows that are due, oldest first, and return them; of those that `only` allows.

    A row that was claimed `attempts` times already is given up instead. The lease holds from the commit
    of the caller's transaction.
    """
    claiming = _claim(table) if only is None else _claiming(table, only)  # type: ignore[arg-type] # mypy takes no class for hashable
    rows = _in_savepoint(session, claiming, {"now": now, "until": now + lease, "most": most})
    spent = [row for row in rows if row.attempts > attempts]
    if spent:
        _end(session, table, spent, state=WaitState.FAILED, error="given up: its workers died")
    return sorted((row for row in rows if row.attempts <= attempts), key=lambda row: (row.due_at, row.id))


def anything_due(session: Session, table: type[Row], *, now: datetime) -> bool:
    """Whether a claim would find something; takes no lock, so it may be asked often."""
    peeking = _peek(table)  # type: ignore[arg-type] # mypy takes no class for hashable
    return bool(session.scalar(peeking, {"now": now}))


def settle(session: Session, table: type[Row], rows: Sequence[Row], **wiped: Any) -> set[int]:
    """Mark leased rows as done, setting the columns of `wiped`; returns the numbers of those that were.

    A row whose lease was taken over by another worker is left to that one.
    """
    return _end(session, table, rows, state=WaitState.DONE, **wiped)


def release(
    session: Session,
    table: type[Row],
    row: Row,
    *,
    due_at: datetime,
    error: str,
    attempts: int,
    counted: bool = True,
) -> bool:
    """Hand a leased row back, to be claimed from `due_at` on; given up when its attempts are spent.

    An attempt that is not `counted` failed for a reason that lies outside the row and its receiver.
    Says whether the lease still held.
    """
    spent = counted and row.attempts >= attempts
    state = WaitState.FAILED if spent else WaitState.WAITING
    made = row.attempts if counted else row.attempts - 1
    return bool(_end(session, table, [row], state=state, due_at=due_at, error=error, attempts=made))


def give_up(session: Session, table: type[Row], row: Row, *, error: str, **wiped: Any) -> bool:
    """Mark a leased row as failed, whatever attempts it has left. Says whether the lease still held."""
    return bool(_end(session, table, [row], state=WaitState.FAILED, error=error, **wiped))


def keep(session: Session, table: type[Row], row: Row, **values: Any) -> bool:
    """Write columns of a leased row and go on holding it. Says whether the lease still held."""
    return bool(_write(session, table, [row], values))


def retry(session: Session, table: type[Row], *, now: datetime, ids: Sequence[int] | None = None) -> int:
    """Let failed rows wait again with all their attempts; all of them, or those of `ids`."""
    failed = update(table).where(table.state == WaitState.FAILED)
    if ids is not None:
        failed = failed.where(table.id.in_(ids))
    again = failed.values(state=WaitState.WAITING, due_at=now, attempts=0, error="").returning(table.id)
    return len((session.scalars(again)).all())


def backlog(session: Session, table: type[Row]) -> Backlog:
    waiting = select(func.count(), func.min(table.due_at)).where(_is_waiting(table))
    failed = select(func.count()).where(table.state == WaitState.FAILED).select_from(table)
    count, oldest = (session.execute(waiting)).one()
    return Backlog(count, session.scalar(failed) or 0, oldest)


@cache
def _peek(table: type[Row]) -> Select[Any]:
    return select(_claimable(table).exists())


@cache
def _claim(table: type[Row]) -> ReturningUpdate[Any]:
    return _claiming(table)  # built once: that takes longer than running it


def _claiming(table: type[Row], *only: ColumnElement[bool]) -> ReturningUpdate[Any]:
    # A lock in a common table expression is taken once.
    due = (
        _claimable(table)
        .where(*only)
        .order_by(table.due_at, table.id)
        .limit(bindparam("most", type_=Integer))
    )
    chosen = due.with_for_update(skip_locked=True, of=table).cte("due")
    taking = update(table).where(table.id.in_(select(chosen.c.id)))
    taken = taking.values(lease_until=bindparam("until"), attempts=table.attempts + 1).returning(table)
    return taken.execution_options(synchronize_session=False)


def _claimable(table: type[Row]) -> Select[Any]:
    """Due, not under a lease that holds, and no other row of the key comes first."""
    other, now = aliased(table), bindparam("now", type_=UtcTime())
    comes_first = and_(
        other.key == table.key,
        other.id != table.id,
        _is_waiting(other),
        or_(other.lease_until.is_not(None), and_(table.lease_until.is_(None), other.id < table.id)),
    )
    return select(table.id).where(
        _is_waiting(table),
        table.due_at <= now,
        or_(table.lease_until.is_(None), table.lease_until <= now),
        ~select(other.id).where(comes_first).exists(),
    )


def _is_waiting(table: type[Row]) -> ColumnElement[bool]:
    # Written out, not bound: neither engine's planner takes a partial index for a value it can't see.
    return table.state == literal_column("'waiting'")


def _in_savepoint(session: Session, taking: Any, values: dict[str, Any]) -> Sequence[Any]:
    """Run the claim; when another worker leased a row of the same key first, look once more."""
    for _ in range(2):
        try:
            with session.begin_nested():
                return (session.scalars(taking, values)).all()
        except IntegrityError:
            continue
    return []


def _end(session: Session, table: type[Row], rows: Sequence[Row], **values: Any) -> set[int]:
    if "error" in values:
        values["error"] = values["error"][:ERROR_LENGTH]
    return _write(session, table, rows, {"lease_until": None, **values})


def _write(session: Session, table: type[Row], rows: Sequence[Row], values: dict[str, Any]) -> set[int]:
    # The end of the lease is the fence: whoever took the row over has another one.
    held = tuple_(table.id, table.lease_until).in_([(row.id, row.lease_until) for row in rows])
    ours = update(table).where(held, _is_waiting(table)).values(**values).returning(table.id)
    return set(session.scalars(ours, execution_options={"synchronize_session": False}))
