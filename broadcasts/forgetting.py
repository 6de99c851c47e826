"""A ledger is kept as long as somebody may have to be shown it; after that only its numbers stay."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast
from broadcasts.deliveries import Parcel
from broadcasts.driver import Driver

_BLIND = {"synchronize_session": False}


def forget_old(session: Session, before: datetime, most: int = 1_000) -> int:
    """Delete up to `most` deliveries of broadcasts that ended before that; returns how many.

    Their parcels stay with their tallies, and without the names at their ends.
    """
    ended = select(Broadcast.id).where(Broadcast.ended_at < before)
    kept = select(Parcel.broadcast_id).where(Parcel.broadcast_id.in_(ended), Parcel.first_key != "")
    number = session.scalar(kept.limit(1))
    if number is None:
        return 0
    driver = Driver(session)
    gone = driver.run(
        "DELETE FROM delivery WHERE broadcast_id = ? AND person_key IN"
        " (SELECT person_key FROM delivery WHERE broadcast_id = ? ORDER BY person_key LIMIT ?)",
        number,
        number,
        most,
    )
    if gone < most:
        named = update(Parcel).where(Parcel.broadcast_id == number)
        session.execute(named.values(first_key="", last_key="", dirty=False), execution_options=_BLIND)
    return max(gone, 1)
