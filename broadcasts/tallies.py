"""How far a broadcast has come, told from its parcels: nobody counts a million rows for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    func,
    literal_column,
    select,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import ERASED, Delivery, DeliveryState, Parcel

RECENTLY = timedelta(minutes=5)
"""The time from which the pace of a broadcast is told."""
_DIRTY = literal_column("parcel.dirty", Boolean)  # as the index has it
_BLIND = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast has come."""

    states: Mapping[DeliveryState, int]
    per_second: float
    """Of late."""
    left: timedelta | None
    """How long the rest takes at that pace; None: nobody can say."""


def tally(session: Session, broadcast_id: int) -> dict[DeliveryState, int]:
    """How many of its deliveries are in each state: together always the audience that is laid out.

    What a cancelled broadcast had still planned is told as skipped at once.
    """
    counted = Counter[DeliveryState]()
    # In one statement: between two a parcel that is settled would be counted twice, or not at all.
    ways = _clean(session, broadcast_id), _dirty(broadcast_id), _erased(broadcast_id)
    for state, count in session.execute(union_all(*ways)):
        counted[state] += count
    broadcast = session.get(Broadcast, broadcast_id, populate_existing=True)
    if broadcast is not None and broadcast.state is BroadcastState.CANCELLED:
        counted[DeliveryState.SKIPPED] += counted.pop(DeliveryState.PLANNED, 0)
    return {state: counted[state] for state in DeliveryState if counted[state]}


def progress(session: Session, broadcast_id: int, now: datetime) -> Progress:
    """How far it has come, and how long the rest takes at the pace of the last minutes."""
    states = tally(session, broadcast_id)
    settled = select(func.sum(Parcel.size), func.min(Parcel.settled_at)).where(
        Parcel.broadcast_id == broadcast_id, Parcel.settled_at > now - RECENTLY
    )
    size, first = session.execute(settled).one()
    broadcast = session.get(Broadcast, broadcast_id)
    began = broadcast.began_at if broadcast else None
    since = max(now - RECENTLY, min(began or now, first or now))
    seconds = (now - since).total_seconds()
    per_second = (size or 0) / seconds if seconds > 0 else 0.0
    rest = states.get(DeliveryState.PLANNED, 0)
    left = timedelta(seconds=rest / per_second) if per_second else None
    return Progress(states, per_second, left if rest else timedelta())


def of_parcel(session: Session, parcel: Parcel) -> dict[str, int]:
    """Its deliveries, counted by state; none of them changes until the commit.

    Whoever brings a receipt leaves a dirty parcel as it is: one that came between the counting and the commit
    that calls it clean would be in no tally.
    """
    locked = select(Delivery.state).where(_within(parcel)).order_by(Delivery.person_key)
    held = locked.with_for_update(read=True).subquery()
    counted = select(held.c.state, func.count()).group_by(held.c.state)
    return {state.value: count for state, count in session.execute(counted)}


def recount(session: Session, most: int = 50) -> int:
    """Count some parcels again that changed after they were settled; returns how many."""
    changed = select(Parcel).where(_DIRTY, Parcel.lease_until.is_(None))
    chosen = changed.order_by(Parcel.id).limit(most).with_for_update(skip_locked=True)
    parcels: Sequence[Parcel] = session.scalars(chosen).all()
    for parcel in parcels:
        counted = of_parcel(session, parcel)
        session.execute(
            update(Parcel).where(Parcel.id == parcel.id).values(tally=counted, dirty=False),
            execution_options=_BLIND,
        )
    return len(parcels)


def anything_dirty(session: Session) -> bool:
    """Whether `recount` would find something; takes no lock."""
    changed = select(Parcel.id).where(_DIRTY, Parcel.lease_until.is_(None))
    return session.scalar(changed.limit(1)) is not None


def _within(parcel: Parcel) -> ColumnElement[bool]:
    return and_(
        Delivery.broadcast_id == parcel.broadcast_id,
        Delivery.person_key >= parcel.first_key,
        Delivery.person_key <= parcel.last_key,
    )


def _by_state(which: ColumnElement[bool]) -> Select[DeliveryState, int]:
    return select(Delivery.state, func.count()).where(which).group_by(Delivery.state)


def _clean(session: Session, broadcast_id: int) -> Select[DeliveryState, int]:
    postgres = session.get_bind().dialect.name == "postgresql"
    unfolded = func.json_each_text if postgres else func.json_each
    each = unfolded(Parcel.tally).table_valued("key", "value", joins_implicitly=True)
    counted = select(type_coerce(each.c.key, Delivery.state.type), func.sum(cast(each.c.value, Integer)))
    ours = Parcel.broadcast_id == broadcast_id, ~_DIRTY
    return counted.select_from(Parcel, each).where(*ours).group_by(each.c.key)


def _dirty(broadcast_id: int) -> Select[DeliveryState, int]:
    between = Delivery.person_key.between(Parcel.first_key, Parcel.last_key)
    theirs = and_(Delivery.broadcast_id == broadcast_id, between)
    changed = and_(Parcel.broadcast_id == broadcast_id, _DIRTY)
    counted = select(Delivery.state, func.count()).select_from(Parcel).join(Delivery, theirs)
    return counted.where(changed).group_by(Delivery.state)


def _erased(broadcast_id: int) -> Select[DeliveryState, int]:
    between = Delivery.person_key.between(ERASED, ERASED + "z")
    return _by_state(and_(Delivery.broadcast_id == broadcast_id, between))
