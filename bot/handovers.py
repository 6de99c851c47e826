"""Who holds a talk: while a human does, the assistant is silent. A synchronous session, as in claims.py."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Enum, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from connectors.database import Table
from connectors.inserting import insert_missing
from connectors.messages import Address, StaffReplied

CHANNELS = frozenset({"zalo", "messenger"})
"""Where humans answer with tools of the platform's own, and people are known from one talk to the next."""
LASTING = timedelta(minutes=30)
LONGEST_NAME = 100


class HandoverReason(StrEnum):
    STAFF = "staff"
    """A human answered."""
    ASKED = "asked"
    """The person asked for one and waits."""


class Handover(Table):
    """That a human holds, or held, the talk with one person."""

    __tablename__ = "handover"

    key: Mapped[str] = mapped_column(primary_key=True)
    """`Address.key`."""
    agency: Mapped[str]
    channel: Mapped[str]
    until: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[HandoverReason] = mapped_column(
        Enum(
            HandoverReason,
            native_enum=False,
            values_callable=lambda reasons: [reason.value for reason in reasons],
        )
    )
    by: Mapped[str]
    """The human's name, as far as the platform gives one."""
    at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    """When the talk was given back; what a human said before that holds it no more."""


def staff_replied(session: Session, told: StaffReplied, now: datetime, lasting: timedelta) -> None:
    """A human answered: the assistant is silent for `lasting` from then on, however late we hear of it."""
    at = min(told.at, now)
    take_over(session, told.address, at=at, until=at + lasting, by=told.staff)


def take_over(
    session: Session,
    address: Address,
    *,
    at: datetime,
    until: datetime,
    reason: HandoverReason = HandoverReason.STAFF,
    by: str = "",
) -> None:
    """Silence the assistant for this person `until` then; never shortens a silence of the same kind.

    Nothing happens when the talk was given back after `at`: the same news may come twice.
    """
    values = {
        "key": address.key,
        "agency": address.agency,
        "channel": address.channel,
        "until": until,
        "reason": reason.value,
        "by": by[:LONGEST_NAME],
        "at": at,
    }
    insert_missing(session, Handover, [values])
    row = session.get_one(Handover, address.key, with_for_update=True)
    if (row.released_at is not None and row.released_at >= at) or row.at > at:
        return
    if row.reason == reason:
        until = max(until, row.until)
    row.until, row.reason, row.by, row.at = until, reason, by[:LONGEST_NAME], at
    row.released_at = None


def holding(session: Session, address: Address, now: datetime) -> HandoverReason | None:
    """Why the assistant is silent for this person now; None when it isn't."""
    row = session.get(Handover, address.key)
    return row.reason if row is not None and row.until > now else None


def release(session: Session, address: Address, now: datetime) -> bool:
    """Let the assistant speak again; whether it was silent."""
    row = session.get(Handover, address.key, with_for_update=True)
    if row is None or row.until <= now:
        return False
    row.until = row.released_at = now
    return True


def forget(session: Session, address: Address) -> None:
    session.execute(delete(Handover).where(Handover.key == address.key))


def forget_ended(session: Session, before: datetime, most: int) -> int:
    """Delete up to `most` that ended before that; returns how many."""
    keys = list(session.scalars(select(Handover.key).where(Handover.until < before).limit(most)))
    # Not one that began anew since: its row is locked by then, and looked at again.
    session.execute(delete(Handover).where(Handover.key.in_(keys), Handover.until < before))
    return len(keys)
