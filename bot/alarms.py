"""Alarms: what an operator must act upon, raised once and shown until it is over.

One row for each kind of trouble with one account. A synchronous session, as in claims.py.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from broadcasts.deliveries import REACHED, Parcel
from broadcasts.posts import Post, PostState
from connectors.database import Table
from connectors.inserting import insert_missing
from connectors.outgoing import Outcome, Outgoing

log = logging.getLogger(__name__)
STOPPED = "stopped"
"""The account can't send."""
WARNED = "warned"
"""The platform says something of the account."""
NOT_FORGOTTEN = "not forgotten"
"""A platform would not delete what it keeps of a person."""
NOT_PLANNED = "not planned"
"""The news of an agency could not be planned."""
LONGEST = 300


class Alarm(Table):
    """That something is, or was, wrong with an account."""

    __tablename__ = "alarm"
    __table_args__ = (UniqueConstraint("kind", "channel", "agency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    channel: Mapped[str]
    agency: Mapped[str]
    text: Mapped[str]
    raised_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int]
    cleared_at: Mapped[datetime | None]
    """When it was over; raised again, it is a new one."""


def raise_alarm(session: Session, kind: str, channel: str, agency: str, text: str, now: datetime) -> bool:
    """Raise it, or count it once more; whether it is new. `text` is for an operator and holds no secret."""
    fresh = {"text": text[:LONGEST], "raised_at": now, "last_at": now, "count": 0}
    named = {"kind": kind, "channel": channel, "agency": agency}
    insert_missing(session, Alarm, [named | fresh])
    row = session.scalars(select(Alarm).filter_by(**named).with_for_update()).one()
    new = row.count == 0 or row.cleared_at is not None
    if new:
        row.raised_at, row.count, row.cleared_at = now, 0, None
        log.error("alarm: %s", told(row, text))
    row.text, row.last_at, row.count = text[:LONGEST], max(row.last_at, now), row.count + 1
    return new


def clear(
    session: Session, kind: str, channel: str, agency: str, now: datetime, *, until: datetime | None = None
) -> bool:
    """Note that it is over, but for one raised again after `until`; whether it was raised."""
    open_one = update(Alarm).where(
        Alarm.kind == kind, Alarm.channel == channel, Alarm.agency == agency, Alarm.cleared_at.is_(None)
    )
    if until is not None:
        open_one = open_one.where(Alarm.last_at <= until)
    cleared = session.scalars(open_one.values(cleared_at=now).returning(Alarm.id)).all()
    return bool(cleared)


def clear_mended(session: Session, now: datetime) -> None:
    """Note that it is over for every account that has sent something since its alarm was raised last."""
    for alarm in open_alarms(session):
        if alarm.kind == STOPPED and _sent_since(session, alarm):
            clear(session, STOPPED, alarm.channel, alarm.agency, now, until=alarm.last_at)


def _sent_since(session: Session, alarm: Alarm) -> bool:
    """Whether a reply, a post or a delivery of the account was accepted since."""
    replies = select(Outgoing.id).where(
        Outgoing.channel == alarm.channel,
        Outgoing.agency == alarm.agency,
        Outgoing.outcome == Outcome.ACCEPTED,
        Outgoing.attempted_at > alarm.last_at,
    )
    published = select(Post.id).where(
        Post.channel == alarm.channel,
        Post.agency == alarm.agency,
        Post.outcome == PostState.ACCEPTED,
        Post.ended_at > alarm.last_at,
    )
    if any(session.scalar(some.limit(1)) is not None for some in (replies, published)):
        return True
    parcels = select(Parcel.tally).where(
        Parcel.channel == alarm.channel, Parcel.agency == alarm.agency, Parcel.settled_at > alarm.last_at
    )
    return any(tally.get(state.value) for tally in session.scalars(parcels.limit(10)) for state in REACHED)


def open_alarms(session: Session) -> Sequence[Alarm]:
    """Those that are not over, the oldest first."""
    return session.scalars(select(Alarm).where(Alarm.cleared_at.is_(None)).order_by(Alarm.raised_at)).all()


def told(alarm: Alarm, text: str | None = None) -> str:
    """An alarm in one short line."""
    return f"{alarm.kind}, {alarm.channel} {alarm.agency}: {alarm.text if text is None else text[:LONGEST]}"
