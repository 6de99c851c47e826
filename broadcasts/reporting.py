"""What became of a broadcast, person by person: counted by channel and reason, or read row by row.

Functions take a synchronous session that reads. A ledger of a million rows never stands in memory.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal, select
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import ERASED, REACHED, Delivery, DeliveryState, Parcel, Skip
from broadcasts.posts import Post

MOST_REASONS = 200
"""Reasons told apart; the platforms' own words may be different for everybody."""
_UNENDED = (DeliveryState.PLANNED, DeliveryState.ATTEMPTED)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many of a channel are in a state for a reason. `channel` is empty for who was erased."""

    channel: str
    state: DeliveryState
    reason: str
    """A value of `Skip`, the platform's words, or empty; "…": one of many others."""
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One person's share. `channel` and `person` are empty once the person had everything deleted."""

    key: str
    channel: str
    person: str
    state: DeliveryState
    reason: str
    attempted_at: datetime | None
    ended_at: datetime | None
    delivered_at: datetime | None
    seen_at: datetime | None
    platform_id: str


def sums(session: Session, broadcast: Broadcast) -> list[Sum]:
    """How many there are of each channel, state and reason; together all that is laid out."""
    told = select(_channel(session, broadcast.id), Delivery.state, Delivery.reason)
    each = told.where(Delivery.broadcast_id == broadcast.id).subquery()
    columns = each.c.channel, each.c.state, each.c.reason
    query = select(*columns, func.count()).group_by(*columns).execution_options(yield_per=1_000)
    counted = Counter[tuple[str, DeliveryState, str]]()
    for row in session.execute(query):
        where, state, reason, count = row
        now, why = _as_told(broadcast, state, reason)
        key = where, now, why
        counted[key if key in counted or len(counted) < MOST_REASONS else (where, now, "…")] += count
    if not counted:
        counted = _forgotten(session, broadcast.id)
    return [Sum(*key, count) for key, count in counted.items()]


def is_forgotten(session: Session, broadcast_id: int) -> bool:
    """Whether the ledger was deleted for its age, and only numbers are left."""
    kept = select(Parcel.id).where(Parcel.broadcast_id == broadcast_id, Parcel.first_key == "")
    return session.scalar(kept.limit(1)) is not None


def is_laid(session: Session, broadcast_id: int) -> bool:
    """Whether everybody whom it is for stands in the ledger."""
    unlaid = select(BroadcastPart.id).where(
        BroadcastPart.broadcast_id == broadcast_id,
        BroadcastPart.way == Way.PEOPLE,
        BroadcastPart.laid.is_(False),
    )
    return session.scalar(unlaid.limit(1)) is None


def rows(
    session: Session, broadcast: Broadcast, *, after: str, most: int, unknown: bool = False
) -> list[Row]:
    """The next `most` rows that follow the key `after` (empty: the first), in the order of keys."""
    where = [Delivery.broadcast_id == broadcast.id, Delivery.person_key > after]
    if unknown:
        where.append(Delivery.state == DeliveryState.UNKNOWN)
    return ledger_rows(session, broadcast, and_(*where), most)


def ledger_rows(session: Session, broadcast: Broadcast, which: ColumnElement[bool], most: int) -> list[Row]:
    """These rows of a broadcast's ledger, the first `most` in the order of keys."""
    query = select(
        Delivery.person_key,
        Delivery.state,
        Delivery.reason,
        Delivery.attempted_at,
        Delivery.ended_at,
        Delivery.delivered_at,
        Delivery.seen_at,
        Delivery.platform_id,
    )
    found = session.execute(query.where(which).order_by(Delivery.person_key).limit(most))
    return [_row(broadcast, row) for row in found]


def posts(session: Session, broadcast_id: int) -> Sequence[Post]:
    """What was published for everybody."""
    return session.scalars(select(Post).where(Post.broadcast_id == broadcast_id).order_by(Post.id)).all()


def _row(broadcast: Broadcast, row: SqlRow[*tuple[Any, ...]]) -> Row:
    key: str = row.person_key
    channel, _, rest = ("", "", "") if key.startswith(ERASED) else key.partition(":")
    return Row(
        key,
        channel,
        rest.partition(":")[2],
        *_as_told(broadcast, row.state, row.reason),
        row.attempted_at,
        row.ended_at,
        row.delivered_at,
        row.seen_at,
        row.platform_id,
    )


def _as_told(broadcast: Broadcast, state: DeliveryState, reason: str) -> tuple[DeliveryState, str]:
    """What is planned is not sent any more once the broadcast is cancelled, also before its row says so."""
    if state is DeliveryState.PLANNED and broadcast.state is BroadcastState.CANCELLED:
        return DeliveryState.SKIPPED, Skip.CANCELLED.value
    return state, "" if state in (*_UNENDED, *REACHED) else reason


def _forgotten(session: Session, broadcast_id: int) -> Counter[tuple[str, DeliveryState, str]]:
    counted = Counter[tuple[str, DeliveryState, str]]()
    kept = select(Parcel.channel, Parcel.tally).where(Parcel.broadcast_id == broadcast_id)
    for channel, tally in session.execute(kept):
        for state, count in tally.items():
            counted[channel, DeliveryState(state), ""] += count
    return counted


def _channel(session: Session, broadcast_id: int) -> ColumnElement[str]:
    """The channel of a delivery by how its key begins; empty for who was erased."""
    parts = select(BroadcastPart.channel).where(BroadcastPart.broadcast_id == broadcast_id).distinct()
    named = [
        (func.substr(Delivery.person_key, 1, len(channel) + 1) == f"{channel}:", literal(channel))
        for channel in session.scalars(parts)
    ]
    return (case(*named, else_=literal("")) if named else literal("", String)).label("channel")
