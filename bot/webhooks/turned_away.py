"""Calls that were turned away: counted by channel, reason and day, for an operator to read.

They are counted in memory and written now and then: a flood of forged calls must not become one of writes.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.database import Database, Table
from connectors.doors import Reason
from connectors.inserting import insert_missing


class TurnedAway(Table):
    """How many calls of one day were turned away for one reason."""

    __tablename__ = "turned_away"
    __table_args__ = (UniqueConstraint("channel", "reason", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    reason: Mapped[str]
    day: Mapped[date]
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]


class Counts:
    """What this process turned away since it was last written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: Counter[tuple[str, Reason]] = Counter()

    def add(self, channel: str, reason: Reason) -> None:
        self._counts[channel, reason] += 1

    async def write(self, now: datetime) -> None:
        """Add them to the table; what can't be written is counted on.

        Raises:
            DatabaseUnavailableError: nothing was written.
        """
        taken, self._counts = self._counts, Counter()
        if not taken:
            return
        try:
            await self._database.at_once(lambda session: _write(session, taken, now))
        except BaseException:
            self._counts.update(taken)
            raise


async def since(session: AsyncSession, day: date) -> Sequence[TurnedAway]:
    """What was turned away on that day and after, newest first."""
    newest = select(TurnedAway).where(TurnedAway.day >= day).order_by(TurnedAway.day.desc(), TurnedAway.id)
    return (await session.scalars(newest)).all()


def _write(session: Session, counts: Counter[tuple[str, Reason]], now: datetime) -> None:
    day = now.date()
    for (channel, reason), count in sorted(counts.items()):
        name = {"channel": channel, "reason": reason.value, "day": day}
        insert_missing(session, TurnedAway, [{**name, "last_at": now}])
        same = update(TurnedAway).filter_by(**name)
        session.execute(same.values(count=TurnedAway.count + count, last_at=now))
