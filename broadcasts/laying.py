"""Laying out: everybody of a broadcast's audience gets a row in the ledger, many in one statement.

It goes on where it stood, whoever begins again: what is laid out, its parcels and how far that is stand in
one transaction. Parcels may be worked on while the rest is still being laid out.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, null, or_, select, update
from sqlalchemy.orm import Session

from broadcasts import audience, wording
from broadcasts.audience import Audience
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import PARCEL, Delivery, DeliveryState, Parcel, Skip
from broadcasts.driver import Driver
from connectors.claims import WaitState
from connectors.inserting import insert_missing

LAYER = 20_000
"""Deliveries laid out in one transaction."""
HELD_UP = wording.CANT_BE_LAID.partition("{")[0]
"""Begins the reason of a broadcast that cannot be laid out."""
LAID_WHILE = (BroadcastState.SENDING, BroadcastState.CANCELLED)
"""Who is left when it is cancelled gets a row that says so: the ledger shows the whole audience."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a parcel will be made of."""

    first_key: str
    last_key: str
    size: int
    planned: int


def unlaid(session: Session) -> Sequence[int]:
    """Numbers of the parts that are still to be laid out, those of emergencies first."""
    urgent = case((Broadcast.kind == BroadcastKind.EMERGENCY, 0), else_=1)
    parts = (
        select(BroadcastPart.id)
        .join(Broadcast, Broadcast.id == BroadcastPart.broadcast_id)
        .where(
            BroadcastPart.way == Way.PEOPLE,
            BroadcastPart.laid.is_(False),
            Broadcast.state.in_(LAID_WHILE),
            Broadcast.began_at.is_not(None),
        )
    )
    return session.scalars(parts.order_by(urgent, BroadcastPart.id)).all()


def lay_out(
    session: Session, part_id: int, now: datetime, *, window: timedelta | None, most: int = LAYER
) -> bool:
    """Lay out up to `most` more deliveries of a part; says whether there may be more to do here.

    `window` is the account's `Ability.last_window`.

    Nothing is done while another process is at it.
    """
    locked = select(BroadcastPart).where(BroadcastPart.id == part_id).with_for_update(skip_locked=True)
    part = session.scalar(locked.execution_options(populate_existing=True))
    if part is None or part.laid:
        return False
    broadcast = session.get_one(Broadcast, part.broadcast_id, populate_existing=True)
    if broadcast.state not in LAID_WHILE:
        return False
    people = audience.audience_of(session, broadcast, part, now, window=window)
    pieces = _laid(session, broadcast, part, people, now, most)
    if pieces:
        insert_missing(session, Parcel, [_parcel(broadcast, part, piece, now) for piece in pieces])
        part.laid_key = pieces[-1].last_key
    if sum(piece.size for piece in pieces) < most:
        part.laid, part.laid_key = True, ""
    session.flush()
    return not part.laid


def still_told(session: Session, part_id: int, now: datetime) -> BroadcastPart | None:
    """The part, if anybody of it may still be told: no account is needed to lay out the others."""
    part = session.get_one(BroadcastPart, part_id)
    broadcast = session.get_one(Broadcast, part.broadcast_id)
    return part if _too_late(broadcast, now) is None else None


def say_why(session: Session, part_id: int, why: str) -> None:
    """Note on the broadcast what holds it up; empty: nothing does any more."""
    number = select(BroadcastPart.broadcast_id).where(BroadcastPart.id == part_id).scalar_subquery()
    ours = or_(Broadcast.reason == "", Broadcast.reason.startswith(HELD_UP))
    going_on = and_(Broadcast.id == number, Broadcast.state == BroadcastState.SENDING)
    changed = update(Broadcast).where(going_on, ours, Broadcast.reason != why)
    session.execute(changed.values(reason=why), execution_options={"synchronize_session": False})


def analyse(session: Session) -> None:
    """Have the database count anew: what it knows of the ledger is older than a million rows."""
    driver = Driver(session)
    for table in (Delivery.__tablename__, Parcel.__tablename__):
        if driver.is_postgres:
            driver.run(f"ANALYZE {table}")
    if not driver.is_postgres:
        driver.run("PRAGMA analysis_limit = 1000")
        driver.run(f"ANALYZE {Parcel.__tablename__}")


def _laid(
    session: Session, broadcast: Broadcast, part: BroadcastPart, people: Audience, now: datetime, most: int
) -> list[_Piece]:
    """Insert the next deliveries in the order of their keys, and tell how they fall into parcels."""
    low = part.laid_key or f"{part.channel}:{part.agency}:"
    some = people.rows.where(people.key > low).order_by(people.key).limit(most).subquery()
    key = some.c[0]
    state: ColumnElement[str] = some.c[1]
    reason: ColumnElement[str] = some.c[2]
    if (why := _too_late(broadcast, now)) is not None:
        planned = state == DeliveryState.PLANNED.value
        reason = case((planned, why.value), else_=reason)
        state = case((planned, DeliveryState.SKIPPED.value), else_=state)
    skipped = case((state == DeliveryState.SKIPPED.value, literal(now, Delivery.ended_at.type)), else_=null())
    given = select(literal(broadcast.id), key, state, reason, literal(""), skipped)
    names = ["broadcast_id", "person_key", "state", "reason", "platform_id", "ended_at"]
    session.execute(insert(Delivery).from_select(names, given, include_defaults=False))
    return _pieces(session, broadcast.id, low, most, f"{part.channel}:{part.agency}:")


def _too_late(broadcast: Broadcast, now: datetime) -> Skip | None:
    """Why nobody is told any more who is laid out only now."""
    if broadcast.state is BroadcastState.CANCELLED:
        return Skip.CANCELLED
    return Skip.EXPIRED if broadcast.until is not None and broadcast.until <= now else None


def _pieces(session: Session, broadcast_id: int, low: str, most: int, prefix: str) -> list[_Piece]:
    """How the rows of this account that follow `low`, all just laid out, fall into parcels."""
    next_ = select(Delivery.person_key, Delivery.state).where(
        Delivery.broadcast_id == broadcast_id, Delivery.person_key > low
    )
    some = next_.order_by(Delivery.person_key).limit(most).subquery()
    # No upper bound by key: which one that is depends on how the database sorts what is no letter.
    ours = func.substr(some.c.person_key, 1, len(prefix)) == prefix
    place = func.row_number().over(order_by=some.c.person_key) - 1
    numbered = select(some, (place - place % PARCEL).label("piece")).where(ours).subquery()
    planned = func.sum(case((numbered.c.state == DeliveryState.PLANNED.value, 1), else_=0))
    key, piece = numbered.c.person_key, numbered.c.piece
    counted = select(func.min(key), func.max(key), func.count(), planned).group_by(piece).order_by(piece)
    return [_Piece(*row) for row in session.execute(counted)]


def _parcel(broadcast: Broadcast, part: BroadcastPart, piece: _Piece, now: datetime) -> dict[str, Any]:
    skipped = piece.size - piece.planned
    tally = {DeliveryState.PLANNED.value: piece.planned, DeliveryState.SKIPPED.value: skipped}
    return {
        "key": f"{broadcast.id}:{part.id}:{secrets.token_hex(6)}",
        "due_at": now,
        "urgent": broadcast.kind is BroadcastKind.EMERGENCY,
        "state": WaitState.WAITING if piece.planned else WaitState.DONE,
        "broadcast_id": broadcast.id,
        "part_id": part.id,
        "channel": part.channel,
        "agency": part.agency,
        "first_key": piece.first_key,
        "last_key": piece.last_key,
        "size": piece.size,
        "tally": {state: count for state, count in tally.items() if count},
    }
