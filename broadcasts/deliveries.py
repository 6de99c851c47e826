"""The ledger: one row per broadcast and subscriber, so that one can prove who was told and who was not.

planned → attempted → accepted → delivered → seen, or refused, gone, unknown; skipped: never attempted, with
the reason. *Attempted* is committed before the platform is called, and what was attempted is never attempted
again. A subscriber's key holds channel and agency, so a person on two channels has two rows.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Enum, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from connectors.claims import Waiting, waiting_indexes
from connectors.database import Table
from connectors.people import KeyText

PARCEL = 500
"""Deliveries of one parcel, at most."""


ERASED = "erased:"
"""Begins the key of a delivery whose person had everything deleted."""


class DeliveryState(StrEnum):
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    SEEN = "seen"
    REFUSED = "refused"
    """The platform refuses it; `reason` says why."""
    GONE = "gone"
    """The person left or blocks us, as the platform said when it was attempted."""
    UNKNOWN = "unknown"
    """It may have arrived; it is never sent again."""
    SKIPPED = "skipped"
    """Never attempted: `reason` is a `Skip`."""


class Skip(StrEnum):
    """Why a person of the audience was not written to."""

    STOPPED = "stopped"
    """The person stopped news, or its topic, after it was laid out."""
    LEFT = "left"
    """The person left or blocks us."""
    WINDOW = "window"
    """Too long since the person's last act for the platform to allow it."""
    CAP = "cap"
    """As much as the person may get had been sent until the broadcast's end."""
    EXPIRED = "expired"
    """The broadcast's end came first: quiet hours, pace, quota or a pause."""
    CANCELLED = "cancelled"
    ERASED = "erased"
    """The person had everything deleted."""
    GONE_ITEM = "gone item"
    """All of its articles left the portal before."""


REACHED = (DeliveryState.ACCEPTED, DeliveryState.DELIVERED, DeliveryState.SEEN)
"""States in which a person was told."""


class Delivery(Table):
    """One subscriber's share of a broadcast."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(
            "ix_delivery_platform_id",
            "platform_id",
            sqlite_where=text("platform_id <> ''"),
            postgresql_where=text("platform_id <> ''"),
        ),
        {"sqlite_with_rowid": False},  # one tree instead of two: laid out, claimed and settled in key order
    )

    broadcast_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Without a foreign key: a check of each of a million rows as it is laid out would double the time."""
    person_key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    """`Person.key`, which begins with channel and agency; `erased:…` once the person had it deleted."""
    state: Mapped[DeliveryState] = mapped_column(
        Enum(DeliveryState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    reason: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None]
    """Not before; None: at once."""
    attempted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    platform_id: Mapped[str] = mapped_column(default="")
    words: Mapped[int | None] = mapped_column(BigInteger)
    """Of what was sent, `settling.fingerprint`: by it an echo is recognised where no tag comes back."""
    delivered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


_URGENT = text("urgent AND state = 'waiting'")


class Parcel(Waiting, Table):
    """Up to `PARCEL` deliveries that lie side by side, claimed and worked on together by one worker.

    `key` is `<broadcast>:<part>:<random>`: every parcel may be worked on beside every other. Done when none
    of its deliveries is planned or attempted any more.
    """

    __tablename__ = "parcel"
    __table_args__ = (
        Index("ix_parcel_broadcast", "broadcast_id", "first_key"),
        Index("ix_parcel_dirty", "id", sqlite_where=text("dirty"), postgresql_where=text("dirty")),
        Index("ix_parcel_urgent", "due_at", "id", sqlite_where=_URGENT, postgresql_where=_URGENT),
        *waiting_indexes("parcel"),
    )

    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("broadcast_part.id", ondelete="CASCADE"))
    channel: Mapped[str]
    agency: Mapped[str]
    first_key: Mapped[str] = mapped_column(KeyText)
    last_key: Mapped[str] = mapped_column(KeyText)
    """Its deliveries are those of the broadcast from `first_key` to `last_key`, both included."""
    size: Mapped[int]
    tally: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """How many of its deliveries are in each state, counted when it was last written; see `dirty`."""
    dirty: Mapped[bool] = mapped_column(default=False)
    """Deliveries changed since the tally was counted, or are just being worked on: it says nothing then."""
    settled_at: Mapped[datetime | None]
    """When nothing of it was left to be sent."""
    urgent: Mapped[bool] = mapped_column(default=False)
    """Of an emergency: claimed before all others that are due, whatever put it off meanwhile."""


class Told(Table):
    """How much news a person was sent on the newest day on which there was any; what the cap is held by."""

    __tablename__ = "told"
    __table_args__ = ({"sqlite_with_rowid": False},)

    person_key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    day: Mapped[int]
    """Vietnam's day as a number: `date.toordinal()`."""
    count: Mapped[int]
