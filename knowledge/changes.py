"""Who changed what, when. The number of the newest change is the revision of the knowledge."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, ForeignKey, Index, event, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.database import Table
from knowledge import chaining

ONE_WRITER = 4_202_601
"""Key of PostgreSQL's advisory lock that puts changes in order."""


class Change(Table):
    """One act of a person or a command; saved in the transaction of the act itself."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_learned", "id", sqlite_where=text("learned"), postgresql_where=text("learned")),
        Index("ix_change_by", "by", "id"),
        Index("ix_change_agency", "agency_id", "id"),
        Index("ix_change_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    by: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime]
    subject: Mapped[str] = mapped_column(default="", index=True)
    """What was changed: "draft:12", "editor:lan", "block:3"; empty in what older versions wrote."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The values that the act changed, before and after; never a secret, never a citizen's data."""
    learned: Mapped[bool] = mapped_column(default=True)
    """Whether the knowledge changed by it, so that every process must read it again."""
    digest: Mapped[str] = mapped_column(default="")
    """Of this line and the digest of the line before it: whoever edits one breaks all after it."""

    def line(self) -> dict[str, Any]:
        """All but the digest, as it is hashed."""
        names = ("id", "agency_id", "by", "what", "at", "subject", "before", "after", "learned")
        return {name: getattr(self, name) for name in names}


async def one_writer(session: AsyncSession) -> None:
    """Wait until no other transaction is changing the knowledge; call before the first read of a change.

    Numbers of changes then appear in order, so a process that has seen one has seen all before it.
    SQLite has one writer anyway.
    """
    await session.run_sync(in_order)


def in_order(session: Session) -> None:
    """The same for a session of `Database.at_once`."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_WRITER})


async def revision(session: AsyncSession) -> int:
    """The number of the newest change of the knowledge; 0 before the first."""
    return (await session.scalar(select(func.max(Change.id)).where(Change.learned))) or 0


def head(session: Session) -> tuple[int, str]:
    """Number and digest of the newest line; (0, "") before the first."""
    newest = select(Change.id, Change.digest).order_by(Change.id.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return (0, "") if row is None else (row.id, row.digest)


@event.listens_for(Session, "before_flush")
def _chain(session: Session, _context: object, _objects: object) -> None:
    """Numbers and chains the new lines of any session.

    The one thing that listens by itself: a line that a caller forgot to chain would look like a forged one.
    """
    fresh = [row for row in session.new if isinstance(row, Change)]
    if not fresh:
        return
    in_order(session)
    with session.no_autoflush:
        number, digest = head(session)
    for row in sorted(fresh, key=lambda row: inspect(row).insert_order or 0):
        number += 1
        row.id, row.subject = number, row.subject or ""
        row.learned = True if row.learned is None else row.learned
        row.digest = digest = chaining.digest(digest, row.line())


for _engine, _statements in chaining.TRIGGERS.items():
    for _statement in _statements:
        _trigger = DDL(_statement)  # type: ignore[no-untyped-call] # SQLAlchemy's own
        event.listen(Change.__table__, "after_create", _trigger.execute_if(dialect=_engine))
