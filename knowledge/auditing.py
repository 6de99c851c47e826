"""Whether the change log is the one that was written. A synchronous session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from knowledge import chaining
from knowledge.changes import Change

PARCEL = 1000
NOTHING = (0, "0" * 64)
"""The head of a log without lines, as it is told."""
STANDING: Mapping[str, str] = MappingProxyType(
    {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change'",
        "postgresql": (
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = 'change'::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')"
        ),
    }
)
"""The triggers of the table that are on."""


@dataclass(frozen=True, slots=True)
class Audit:
    """`number` and `digest`: the newest line that holds. `broken`: the first one that does not; None: all do.

    `found`: whether the head that was kept elsewhere is among the lines; None: there was none to look for.
    `guarded`: whether the database itself refuses that a line is changed or dropped.
    """

    lines: int
    number: int
    digest: str
    broken: int | None
    found: bool | None
    guarded: bool


def count(session: Session) -> int:
    """How many lines there are."""
    return session.scalar(select(func.count()).select_from(Change)) or 0


def verify(
    session: Session, kept: tuple[int, str] | None = None, done: Callable[[int], None] = lambda _lines: None
) -> Audit:
    """Go through all lines; `kept`: number and digest of a head noted before; `done` is told how many.

    The chain alone can't tell that its newest lines were cut off, or that all of it was written anew: for
    that a head is kept where whoever runs the database can't reach it.
    """
    lines, number, digest, guarded = 0, 0, "", _guarded(session)
    found = None if kept is None else kept == NOTHING
    last: int | None = None
    while parcel := _after(session, last):
        for row in parcel:
            if row.digest != chaining.digest(digest, row.line()):
                return Audit(lines, number, digest, row.id, found, guarded)
            lines, number, digest = lines + 1, row.id, row.digest
            found = found or (number, digest) == kept if kept else None
        last = number
        session.expunge_all()
        done(lines)
    return Audit(lines, number, digest, None, found, guarded)


def _after(session: Session, number: int | None) -> list[Change]:
    """From the very first on, whatever its number: a line slipped in below 1 is read as well."""
    query = select(Change).order_by(Change.id).limit(PARCEL)
    return list(session.scalars(query if number is None else query.where(Change.id > number)))


def _guarded(session: Session) -> bool:
    """Whether every trigger that keeps the lines stands, and is on."""
    engine = session.get_bind().dialect.name
    return chaining.NAMES[engine] <= set(session.scalars(text(STANDING[engine])))
