"""How fast an account may send: a token bucket and a circuit breaker, shared by all processes as one row.

A reply that finds the bucket empty gets a place in a queue, told as the time when its turn comes, so that a
long queue is not tried again and again and nobody is overtaken. Turns are counted in what flows into the
bucket, not by the clock: while nothing may leave, or nobody is there to send, the queue does not move on, and
no burst comes after that. Bulk never takes a turn, nor the share of the bucket that is kept for replies.

After failures in a row the circuit opens: nobody sends for a while, and then one tries for all others. The
same holds when the platform, or an operator's matter, asks for a rest.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, column, or_, select, table, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.cleaning import cleaned
from connectors.database import Table
from connectors.inserting import insert_missing

LONGEST_REASON = 200
LOOK_AGAIN = timedelta(seconds=1)
"""How long others wait at most before they ask whether the one that tries has come through."""
MOST_JITTER = timedelta(seconds=15)
_ROUNDING = 1e-3
"""Times are kept in microseconds: a turn may come that much of a message early."""
_ACCOUNT = table("channel_account", column("id"))


class Priority(StrEnum):
    REPLY = "reply"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Rate:
    """What an account may send, and how it is treated when it fails."""

    per_second: float
    burst: float
    """How many may leave at once; 1 or more."""
    reserve: float = 0.3
    """The share of the bucket that is kept for replies."""
    failures: int = 5
    """So many failures in a row open the circuit."""
    first_pause: timedelta = timedelta(seconds=2)
    longest_pause: timedelta = timedelta(minutes=5)
    probe: timedelta = timedelta(seconds=15)
    """After that another one tries, if nothing was heard of the first."""

    def __post_init__(self) -> None:
        """Raises ValueError where nothing could ever be sent."""
        if self.per_second <= 0 or self.burst < 1:
            raise ValueError("a rate by which nothing is ever sent")


class AccountPace(Table):
    """The state of one account's bucket and circuit."""

    __tablename__ = "account_pace"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("channel_account.id", ondelete="CASCADE"), primary_key=True
    )
    room: Mapped[float]
    """How many may leave at the time `at`."""
    level: Mapped[float]
    """`room` less the turns that were promised; below 0 while there is a queue."""
    filled: Mapped[float] = mapped_column(default=0.0)
    """How much has flowed in since the beginning: the measure of turns."""
    at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    """How many in a row."""
    shut_at: Mapped[datetime | None]
    """The newest send of the time when it was shut last: what was under way then says nothing new."""
    shut_until: Mapped[datetime | None]
    """None: open. Afterwards one may try."""
    shut_reason: Mapped[str] = mapped_column(default="")
    trying: Mapped[bool] = mapped_column(default=False)
    """One tries, until `shut_until`."""
    share: Mapped[float] = mapped_column(default=1.0)
    """Which share of the rate is used, since the platform said how near its limits are."""
    quota: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the platform last said of the account's allowance, in its words; nothing is decided by it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until`. `shut`: the whole account rests; `turn`: its place in the queue, to come back."""

    until: datetime
    shut: bool = False
    turn: float | None = None
    reason: str = ""


def row_of(session: Session, account_id: int, rate: Rate, now: datetime) -> AccountPace | None:
    """The account's row, locked, with a full bucket where there was none; None: there is no such account."""
    row = session.get(AccountPace, account_id, with_for_update=True)
    if row is None:
        if session.scalar(select(_ACCOUNT.c.id).where(_ACCOUNT.c.id == account_id)) is None:
            return None
        fresh = {"account_id": account_id, "room": rate.burst, "level": rate.burst, "at": now}
        insert_missing(session, AccountPace, [fresh])
        row = session.get_one(AccountPace, account_id, with_for_update=True)
    return row


def take(
    row: AccountPace, rate: Rate, now: datetime, priority: Priority, *, turn: float | None = None
) -> Wait | None:
    """Take one from the bucket; None: one may send now. `turn` is what an earlier Wait gave."""
    if row.shut_until is not None and row.shut_until > now:
        until = min(row.shut_until, now + LOOK_AGAIN) if row.trying else row.shut_until
        return Wait(_jittered(until, now), shut=True, reason=row.shut_reason)
    wait = _from_bucket(row, rate, now, priority, turn)
    if wait is None and row.shut_until is not None:
        row.trying, row.shut_until = True, now + rate.probe
    return wait


def take_some(row: AccountPace, rate: Rate, now: datetime, wanted: int) -> tuple[int, Wait | None]:
    """Take up to `wanted` for bulk at once; returns how many, and when to ask again where that is none."""
    if wanted <= 0:
        return 0, None
    if row.shut_until is not None:
        wait = take(row, rate, now, Priority.BULK)  # the first after a rest goes alone
        return (0, wait) if wait else (1, None)
    per_second = rate.per_second * row.share
    _fill(row, rate, per_second, now)
    free = min(row.level, row.room) - _kept(rate)
    some = min(wanted, int(free + _ROUNDING))
    if some < 1:
        return 0, Wait(now + timedelta(seconds=(1 - free) / per_second))
    row.level -= some
    row.room -= some
    return some, None


def failed(row: AccountPace, rate: Rate, now: datetime, *, began: datetime, reason: str) -> None:
    """Count a failure of the account, of a send that `began` then; the last of several opens the circuit."""
    if _is_old(row, began):
        return
    row.failures += 1
    over = row.failures - rate.failures
    if over >= 0 or row.trying:
        pause = min(rate.first_pause * 2 ** min(max(over, 0), 20), rate.longest_pause)
        _shut(row, now + pause * random.uniform(0.8, 1.0), reason)  # noqa: S311 (no secret)


def rest(row: AccountPace, until: datetime, reason: str) -> None:
    """Let nobody send before `until`; never shortens a rest."""
    if row.trying or row.shut_until is None or row.shut_until < until:
        _shut(row, until, reason)


def worked(session: Session, account_id: int, *, began: datetime) -> None:
    """A send that `began` then went well: the circuit is closed, if it was not shut since."""
    session.execute(
        update(AccountPace)
        .where(
            AccountPace.account_id == account_id,
            or_(AccountPace.failures > 0, AccountPace.shut_until.is_not(None)),
            or_(AccountPace.shut_at.is_(None), AccountPace.shut_at < began),
        )
        .values(_OPEN),
        execution_options=_BLIND,
    )


def revive(session: Session, account_id: int) -> None:
    """An operator mended the account: forget what was wrong with it."""
    mended = update(AccountPace).where(AccountPace.account_id == account_id).values(_OPEN)
    session.execute(mended, execution_options=_BLIND)


def slow_down(session: Session, account_id: int, share: float) -> None:
    """Use only that share of the rate, up to 1 (all of it); never less than a hundredth."""
    share = min(max(share, 0.01), 1.0)
    slower = (AccountPace.account_id == account_id, AccountPace.share != share)
    session.execute(update(AccountPace).where(*slower).values(share=share), execution_options=_BLIND)


_BLIND = {"synchronize_session": False}
_OPEN = {"failures": 0, "shut_until": None, "shut_reason": "", "trying": False}


def _from_bucket(
    row: AccountPace, rate: Rate, now: datetime, priority: Priority, turn: float | None
) -> Wait | None:
    per_second = rate.per_second * row.share
    _fill(row, rate, per_second, now)
    bulk = priority is Priority.BULK
    kept = _kept(rate) if bulk else 0.0
    if turn is not None and turn <= row.filled - row.level + _ROUNDING:  # else it is of another queue
        missing = max(turn - row.filled, 1 - row.room)
    else:
        turn, missing = None, kept + 1 - min(row.level, row.room)
        if missing <= _ROUNDING or not bulk:
            row.level -= 1
    if missing <= _ROUNDING:
        row.room -= 1
        return None
    if turn is None and not bulk:
        turn = row.filled - row.level
    return Wait(now + timedelta(seconds=missing / per_second), turn=turn)


def _kept(rate: Rate) -> float:
    """Of the bucket for replies; never so much that nothing is left for bulk."""
    return min(rate.reserve * rate.burst, rate.burst - 1)


def _fill(row: AccountPace, rate: Rate, per_second: float, now: datetime) -> None:
    flowed = max((now - row.at).total_seconds(), 0.0) * per_second  # clocks of machines differ a little
    moved = min(flowed, rate.burst) if row.level < 0 else flowed
    row.room = min(rate.burst, row.room + flowed)
    row.level = min(rate.burst, row.level + moved)
    row.filled += moved
    row.at = max(row.at, now)


def _shut(row: AccountPace, until: datetime, reason: str) -> None:
    row.shut_at, row.shut_until, row.trying = row.at, until, False
    row.shut_reason = cleaned(reason, LONGEST_REASON)


def _is_old(row: AccountPace, began: datetime) -> bool:
    return row.shut_at is not None and began <= row.shut_at


def _jittered(until: datetime, now: datetime) -> datetime:
    return until + min((until - now) / 4, MOST_JITTER) * random.random()  # noqa: S311 (no secret)
