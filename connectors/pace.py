"""How fast an account may send: a token bucket and a circuit breaker, shared by all processes as one row.

Replies may empty the bucket and run into debt: each is told its own time, one after the other at the
account's rate, so that a long queue is not tried again and again and none is overtaken. Bulk leaves replies a
share of the bucket. After failures in a row the circuit opens: nobody sends until it may be tried by one.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.database import Table
from connectors.inserting import insert_missing


class Priority(StrEnum):
    REPLY = "reply"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Rate:
    """What an account may send, and how it is treated when it fails."""

    per_second: float
    burst: float
    reserve: float = 0.3
    """The share of the bucket that is kept for replies."""
    failures: int = 5
    """So many failures in a row open the circuit."""
    first_pause: timedelta = timedelta(seconds=2)
    longest_pause: timedelta = timedelta(minutes=5)
    probe: timedelta = timedelta(seconds=15)
    """How long others wait for the one that tries whether the account is well again."""


class AccountPace(Table):
    """The state of one account's bucket and circuit."""

    __tablename__ = "account_pace"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("channel_account.id", ondelete="CASCADE"), primary_key=True
    )
    level: Mapped[float]
    """How many may be sent at the time `at`; below 0: how many were promised a later time."""
    at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    shut_until: Mapped[datetime | None]
    shut_reason: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None]
    """When the circuit opened last."""
    share: Mapped[float] = mapped_column(default=1.0)
    """Which share of the rate is used, since the platform said how near its limits are."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until`. `shut`: the account rests; `promised`: at that time it need not ask again."""

    until: datetime
    shut: bool = False
    promised: bool = False
    reason: str = ""


def row_of(session: Session, account_id: int, rate: Rate, now: datetime) -> AccountPace:
    """The account's row, locked; a full bucket where there was none."""
    row = session.get(AccountPace, account_id, with_for_update=True)
    if row is None:
        fresh = {"account_id": account_id, "level": rate.burst, "at": now}
        insert_missing(session, AccountPace, [fresh])
        row = session.get_one(AccountPace, account_id, with_for_update=True)
    return row


def take(
    row: AccountPace, rate: Rate, now: datetime, priority: Priority, *, promised: bool = False
) -> Wait | None:
    """Take one from the bucket; None: one may send now. Who was `promised` this time pays nothing more."""
    if row.shut_until is not None:
        if row.shut_until > now:
            return Wait(_jittered(row.shut_until, now), shut=True, reason=row.shut_reason)
        row.shut_until = now + rate.probe if row.failures else None
    if promised:
        return None
    per_second = rate.per_second * row.share
    _fill(row, rate, per_second, now)
    kept = rate.reserve * rate.burst if priority is Priority.BULK else 0.0
    missing = kept + 1 - row.level
    if missing > 0 and priority is Priority.BULK:
        return Wait(now + timedelta(seconds=missing / per_second))
    row.level -= 1
    return Wait(now + timedelta(seconds=missing / per_second), promised=True) if missing > 0 else None


def _fill(row: AccountPace, rate: Rate, per_second: float, now: datetime) -> None:
    passed = max((now - row.at).total_seconds(), 0.0)  # clocks of machines differ a little
    row.level = min(rate.burst, row.level + passed * per_second)
    row.at = max(row.at, now)


def failed(row: AccountPace, rate: Rate, now: datetime, *, began: datetime, reason: str) -> None:
    """Count a failure of the account, of a send that `began` then; the last of several opens the circuit."""
    if row.opened_at is not None and began <= row.opened_at:
        return  # one of many that were under way when it opened
    row.failures += 1
    over = row.failures - rate.failures
    if over >= 0:
        pause = min(rate.first_pause * 2 ** min(over, 20), rate.longest_pause)
        row.opened_at = now
        row.shut_until, row.shut_reason = now + pause * random.uniform(0.8, 1.2), reason[:200]  # noqa: S311 (no secret)


def rest(row: AccountPace, until: datetime, reason: str) -> None:
    """Let nobody send before `until`; never shortens a rest."""
    if row.shut_until is None or row.shut_until < until:
        row.shut_until, row.shut_reason = until, reason[:200]


def worked(session: Session, account_id: int) -> None:
    """A send went well: the circuit is closed."""
    session.execute(
        update(AccountPace)
        .where(AccountPace.account_id == account_id, AccountPace.failures > 0)
        .values(failures=0, shut_until=None, shut_reason="")
    )


def revive(session: Session, account_id: int) -> None:
    """An operator mended the account: forget what was wrong with it."""
    session.execute(
        update(AccountPace)
        .where(AccountPace.account_id == account_id)
        .values(failures=0, shut_until=None, shut_reason="")
    )


def slow_down(session: Session, account_id: int, share: float) -> None:
    """Use only that share of the rate, from above 0 to 1 (all of it)."""
    slower = (AccountPace.account_id == account_id, AccountPace.share != share)
    session.execute(update(AccountPace).where(*slower).values(share=share))


def _jittered(until: datetime, now: datetime) -> datetime:
    return until + (until - now) * random.uniform(0.0, 0.25)  # noqa: S311 (no secret)
