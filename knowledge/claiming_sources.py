"""Whose turn it is among the sources: one of a host at a time, those that wait longest first.

Sources wait for ever, so they can't be claimed in the order in which they came (`connectors.claims.claim`);
how a lease is kept, handed back and taken over is the same.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from connectors.claims import WaitState
from knowledge.sources import Source

LEASE = timedelta(minutes=5)
LOCAL = "file:"
"""How the address of a folder of this machine begins: it is read on command only."""


def claim(session: Session, now: datetime, only: Collection[int] | None = None) -> Source | None:
    """Lease the source that is due longest, if any; of those in `only`, whether they are due or not.

    The lease holds from the commit of the caller's transaction.
    """
    ended = update(Source).where(Source.lease_until <= now).values(lease_until=None)
    session.execute(ended, execution_options={"synchronize_session": False})
    for _ in range(2):
        number = session.scalar(_next(now, only))
        if number is None:
            return None
        try:
            with session.begin_nested():
                return _leased(session, number, now)
        except IntegrityError:  # another process leased a source of the same host first
            continue
    return None


def anything_due(session: Session, now: datetime) -> bool:
    """Whether a claim may find something; takes no lock."""
    due = select(Source.id).where(Source.state == WaitState.WAITING, Source.due_at <= now)
    return session.scalar(due.where(Source.url.not_like(f"{LOCAL}%")).limit(1)) is not None


def _next(now: datetime, only: Collection[int] | None) -> Select[int]:
    other = aliased(Source)
    busy = select(other.id).where(other.key == Source.key, other.lease_until.is_not(None))
    # Its own lease is asked for by itself: PostgreSQL looks at that anew once it holds the row, not at `busy`
    free = (Source.state == WaitState.WAITING, Source.lease_until.is_(None))
    query = select(Source.id).where(*free, ~busy.exists())
    if only is None:
        query = query.where(Source.due_at <= now, Source.url.not_like(f"{LOCAL}%"))
    else:
        query = query.where(Source.id.in_(only))
    return query.order_by(Source.due_at, Source.id).limit(1).with_for_update(skip_locked=True, of=Source)


def _leased(session: Session, number: int, now: datetime) -> Source:
    leasing = update(Source).where(Source.id == number)
    leasing = leasing.values(lease_until=now + LEASE, attempts=Source.attempts + 1)
    return session.scalars(leasing.returning(Source), execution_options={"synchronize_session": False}).one()
