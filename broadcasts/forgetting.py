"""A ledger is kept as long as somebody may have to be shown it; after that only its numbers stay."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast
from broadcasts.deliveries import ERASED, PARCEL, Delivery, DeliveryState, Parcel

_BLIND = {"synchronize_session": False}


def forget_old(session: Session, before: datetime, most: int = 1_000) -> int:
    """Delete the deliveries of some parcels of a broadcast that ended before that; returns about how many.

    As many parcels as hold up to `most`, at least one, each as a whole: it stays with its tally, counted as
    it goes, and without the names at its ends. What had lost its name before goes with the first of them.
    """
    ended = select(Broadcast.id).where(Broadcast.ended_at < before)
    kept = select(Parcel.broadcast_id).where(Parcel.broadcast_id.in_(ended), Parcel.first_key != "")
    number = session.scalar(kept.limit(1))
    if number is None:
        return 0
    named = select(Parcel).where(Parcel.broadcast_id == number, Parcel.first_key != "")
    chosen = named.order_by(Parcel.first_key).limit(max(1, most // PARCEL)).with_for_update()
    forgotten = 0
    for parcel in session.scalars(chosen.execution_options(populate_existing=True)).all():
        states = _deleted(session, parcel)
        parcel.tally, parcel.dirty = dict(Counter(state.value for state in states)), False
        parcel.first_key = parcel.last_key = ""
        forgotten += len(states)
    session.flush()
    return max(forgotten, 1)


def _deleted(session: Session, parcel: Parcel) -> Sequence[DeliveryState]:
    """Delete the parcel's deliveries, and its broadcast's that lost their names; returns their states."""
    ranges = ((parcel.first_key, parcel.last_key), (ERASED, ERASED + "z"))
    theirs = or_(*(Delivery.person_key.between(*ends) for ends in ranges))
    gone = delete(Delivery).where(Delivery.broadcast_id == parcel.broadcast_id, theirs)
    return session.scalars(gone.returning(Delivery.state), execution_options=_BLIND).all()
