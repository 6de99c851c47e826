"""The ledger of a broadcast a page at a time, also where one looks for few among millions.

Parcels know how many of their deliveries are in each state, so those of a rare state are found by reading
parcels, not people. Takes a synchronous session that reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.deliveries import ERASED, Delivery, DeliveryState, Parcel, Skip
from broadcasts.reporting import Row, ledger_rows

PARCELS = 24
"""Parcels whose deliveries are read for one page: 12,000 at most."""
_END = ";"
"""The sign after the colon: keys of a channel lie below `zalo;`."""
KINDS = ("Lost", "Gone", "Refused", "Stopped")
"""How reasons begin that are a platform's words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are looked for; empty: all."""

    channel: str = ""
    state: DeliveryState | None = None
    reason: str = ""
    """A value of `Skip`, or one of `KINDS`."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some rows. `next`: the key after which the next page goes on; empty: that was all."""

    rows: Sequence[Row]
    next: str


def page_of(session: Session, broadcast: Broadcast, wanted: Wanted, *, after: str, most: int) -> LedgerPage:
    """The next rows that follow the key `after`, at most `most`, in the order of keys.

    There may be none, and yet a next page: so far as was looked, nobody was found.
    """
    where = [Delivery.broadcast_id == broadcast.id, Delivery.person_key > after, *_of(broadcast, wanted)]
    if wanted.state is None and not wanted.reason:
        found = ledger_rows(session, broadcast, and_(*where), most + 1)
        return _page(found, most, "")
    ranges = _ranges(session, broadcast, wanted, after)
    within = or_(false(), *(Delivery.person_key.between(low, high) for low, high in ranges))
    found = ledger_rows(session, broadcast, and_(*where, within), most + 1)
    return _page(found, most, ranges[-1][1] if len(ranges) == PARCELS else "")


def _page(found: Sequence[Row], most: int, looked_at: str) -> LedgerPage:
    if len(found) > most:
        return LedgerPage(found[:most], found[most - 1].key)
    return LedgerPage(found, looked_at)


def _ranges(session: Session, broadcast: Broadcast, wanted: Wanted, after: str) -> list[tuple[str, str]]:
    """Where the next deliveries of that state may lie, key by key."""
    query = select(Parcel.first_key, Parcel.last_key).where(
        Parcel.broadcast_id == broadcast.id, Parcel.first_key != "", Parcel.last_key > after
    )
    if wanted.channel:
        query = query.where(Parcel.channel == wanted.channel)
    states = _states(broadcast, wanted)
    if states:
        has = (func.coalesce(Parcel.tally[state.value].as_integer(), 0) > 0 for state in states)
        query = query.where(or_(Parcel.dirty, *has))
    rows = session.execute(query.order_by(Parcel.first_key).limit(PARCELS))
    found = [(row.first_key, row.last_key) for row in rows]
    # Those who had everything deleted lie outside of all parcels, before the first key of any channel.
    return found if after >= f"{ERASED}~" or wanted.channel else [(ERASED, f"{ERASED}~"), *found][:PARCELS]


def _states(broadcast: Broadcast, wanted: Wanted) -> tuple[DeliveryState, ...]:
    """In which states the rows stand that are shown in the state that is looked for."""
    state = wanted.state or (DeliveryState.SKIPPED if wanted.reason in set(Skip) else None)
    if state is None:
        return ()
    cancelled = broadcast.state is BroadcastState.CANCELLED and state is DeliveryState.SKIPPED
    return (state, DeliveryState.PLANNED) if cancelled else (state,)


def _of(broadcast: Broadcast, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.channel:
        found += [Delivery.person_key > f"{wanted.channel}:", Delivery.person_key < f"{wanted.channel}{_END}"]
    ended = broadcast.state is BroadcastState.CANCELLED
    unsent = Delivery.state == DeliveryState.PLANNED if ended else false()
    if wanted.state is DeliveryState.PLANNED and ended:
        found.append(false())
    elif wanted.state is not None:
        also = unsent if wanted.state is DeliveryState.SKIPPED else false()
        found.append(or_(Delivery.state == wanted.state, also))
    if wanted.reason:
        found.append(_because(wanted.reason, unsent))
    return found


def _because(reason: str, unsent: ColumnElement[bool]) -> ColumnElement[bool]:
    if reason in KINDS:
        return Delivery.reason.startswith(reason, autoescape=True)
    also = unsent if reason == Skip.CANCELLED else false()
    return or_(and_(Delivery.state == DeliveryState.SKIPPED, Delivery.reason == reason), also)
