"""Events that nobody here knows, counted by name: a platform has changed, or a setting of it is missing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.database import Table
from connectors.inserting import insert_missing

LONGEST = 100


class Oddity(Table):
    """How often events of one name came to one account."""

    __tablename__ = "oddity"
    __table_args__ = (UniqueConstraint("channel", "agency", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    agency: Mapped[str]
    name: Mapped[str]
    count: Mapped[int]
    last_at: Mapped[datetime]


def count(session: Session, channel: str, agency: str, name: str, at: datetime) -> None:
    """Count one that came at `at`."""
    printed = "".join(filter(str.isprintable, name))  # it comes from outside and goes to terminals
    named = {"channel": channel, "agency": agency, "name": printed[:LONGEST]}
    insert_missing(session, Oddity, [named | {"count": 0, "last_at": at}])
    session.execute(update(Oddity).filter_by(**named).values(count=Oddity.count + 1, last_at=at))


def oddities(session: Session) -> Sequence[Oddity]:
    """All of them, the latest first."""
    return session.scalars(select(Oddity).order_by(Oddity.last_at.desc(), Oddity.id)).all()
