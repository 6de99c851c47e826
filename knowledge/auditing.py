"""Whether the change log is the one that was written. A synchronous session."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge import chaining
from knowledge.changes import Change

PARCEL = 1000


@dataclass(frozen=True, slots=True)
class Audit:
    """`number` and `digest`: the newest line that holds. `broken`: the first one that does not; None: all do.

    `found`: whether the head that was kept elsewhere is among the lines; None: there was none to look for.
    """

    lines: int
    number: int
    digest: str
    broken: int | None
    found: bool | None


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
    lines, number, digest = 0, 0, ""
    found = None if kept is None else False
    while parcel := _after(session, number):
        for row in parcel:
            if row.digest != chaining.digest(digest, row.line()):
                return Audit(lines, number, digest, row.id, found)
            lines, number, digest = lines + 1, row.id, row.digest
            found = found or (number, digest) == kept if kept else None
        session.expunge_all()
        done(lines)
    return Audit(lines, number, digest, None, found)


def _after(session: Session, number: int) -> list[Change]:
    query = select(Change).where(Change.id > number).order_by(Change.id).limit(PARCEL)
    return list(session.scalars(query))
