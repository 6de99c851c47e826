"""A person who has everything deleted leaves the ledgers, too; what they tell in numbers still adds up."""

import secrets
from collections.abc import Collection

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from broadcasts.broadcast import BroadcastPart
from broadcasts.deliveries import ERASED, Delivery, DeliveryState, Parcel, Skip, Told
from connectors.messages import Address

_BLIND = {"synchronize_session": False}
_BECOMES = {DeliveryState.PLANNED: DeliveryState.SKIPPED, DeliveryState.ATTEMPTED: DeliveryState.UNKNOWN}
"""What was under way has no name any more by which one could learn what became of it."""


def erase(session: Session, who: Address) -> None:
    """Take the person's name out of every broadcast; what is planned for the person is not sent."""
    numbers = session.scalars(_rows(who).with_only_columns(Delivery.broadcast_id)).all()
    parcels = _parcels(session, numbers, who.key)
    for number, state, reason in session.execute(
        _rows(who).with_only_columns(Delivery.broadcast_id, Delivery.state, Delivery.reason)
    ).all():
        _rename(session, number, who.key, state, reason)
    for parcel in parcels:
        _narrow(session, parcel, who.key)
    for part in session.scalars(_laid_up_to(numbers, who.key)):
        before = select(func.max(Delivery.person_key)).where(
            Delivery.broadcast_id == part.broadcast_id,
            Delivery.person_key < who.key,
            Delivery.person_key > f"{part.channel}:{part.agency}:",
        )
        part.laid_key = session.scalar(before) or ""
    session.execute(delete(Told).where(Told.person_key == who.key))
    session.flush()


def _rows(who: Address) -> Select[Delivery]:
    parts = select(BroadcastPart.broadcast_id).where(
        BroadcastPart.channel == who.channel, BroadcastPart.agency == who.agency
    )
    return select(Delivery).where(Delivery.broadcast_id.in_(parts), Delivery.person_key == who.key)


def _parcels(session: Session, numbers: Collection[int], key: str) -> Collection[Parcel]:
    """Those that hold the person, locked first, as a sender does."""
    held = select(Parcel).where(
        Parcel.broadcast_id.in_(numbers), Parcel.first_key <= key, Parcel.last_key >= key
    )
    return session.scalars(held.order_by(Parcel.id).with_for_update()).all()


def _rename(session: Session, number: int, key: str, state: DeliveryState, reason: str) -> None:
    becomes = _BECOMES.get(state, state)
    session.execute(
        update(Delivery)
        .where(Delivery.broadcast_id == number, Delivery.person_key == key)
        .values(
            person_key=ERASED + secrets.token_hex(12),
            state=becomes,
            reason=reason if becomes is state else Skip.ERASED.value,
            platform_id="",
            words=None,
        ),
        execution_options=_BLIND,
    )


def _narrow(session: Session, parcel: Parcel, key: str) -> None:
    """One less in it, to be counted anew; its ends must not name the person."""
    parcel.size, parcel.dirty = parcel.size - 1, True
    if key not in (parcel.first_key, parcel.last_key):
        return
    left = select(func.min(Delivery.person_key), func.max(Delivery.person_key)).where(
        Delivery.broadcast_id == parcel.broadcast_id,
        Delivery.person_key.between(parcel.first_key, parcel.last_key),
    )
    first, last = session.execute(left).one()
    parcel.first_key, parcel.last_key = first or "", last or ""


def _laid_up_to(numbers: Collection[int], key: str) -> Select[BroadcastPart]:
    return select(BroadcastPart).where(BroadcastPart.broadcast_id.in_(numbers), BroadcastPart.laid_key == key)
