"""A broadcast: what is told to the followers of one agency at one time, and how far it has come."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class BroadcastKind(StrEnum):
    NEWS = "news"
    """To those who want news at once."""
    DIGEST = "digest"
    """To those who want it daily or weekly, each the items of the topics that were chosen."""
    EMERGENCY = "emergency"
    """Two people approve; quiet hours and caps do not hold it, and it may use the reserve."""
    CORRECTION = "correction"
    """To exactly those whom `about_id` reached."""
    WITHDRAWAL = "withdrawal"
    """The same; the posts of `about_id` are taken away."""
    REHEARSAL = "rehearsal"
    """To the agency's test group only."""


class BroadcastState(StrEnum):
    DRAFT = "draft"
    """Waits for an approval, or a second one."""
    PLANNED = "planned"
    """Begins at `start_at`."""
    SENDING = "sending"
    """Being laid out, or parcels of it wait."""
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class Rhythm(StrEnum):
    """How often a person wants news."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


class Way(StrEnum):
    """How the followers of one account are reached. An account is served by exactly one of these."""

    PEOPLE = "people"
    """Each who wants it and may be written to, one by one; every choice is honoured."""
    PLATFORM = "platform"
    """The platform tells all followers itself (Zalo's broadcast): nobody can be left out."""
    POST = "post"
    """Published for everybody to see (a Page's post); may go beside PEOPLE."""


class Broadcast(Table):
    """One broadcast. Its words are those of its items' versions, or `title` and `text` of its own."""

    __tablename__ = "broadcast"
    __table_args__ = (
        Index("ix_broadcast_state", "state", "start_at"),
        Index("ix_broadcast_agency", "agency_id", "id"),
        {"sqlite_autoincrement": True},  # a number that stands in a ledger is never given again
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[BroadcastKind] = mapped_column(
        Enum(BroadcastKind, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    state: Mapped[BroadcastState] = mapped_column(
        Enum(BroadcastState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=BroadcastState.DRAFT,
    )
    rhythm: Mapped[Rhythm] = mapped_column(
        Enum(Rhythm, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=Rhythm.INSTANT,
    )
    title: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    about_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast.id"), index=True)
    """The broadcast that is corrected, withdrawn or rehearsed."""
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    approved_by: Mapped[str] = mapped_column(default="")
    approved_at: Mapped[datetime | None]
    second_by: Mapped[str] = mapped_column(default="")
    """Of an emergency: another person than `approved_by`."""
    second_at: Mapped[datetime | None]
    start_at: Mapped[datetime | None]
    """Not before; the undo window ends then."""
    until: Mapped[datetime | None]
    """Who was not reached by then is not told any more; None: no end."""
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was paused or cancelled, as a sentence."""


class BroadcastItem(Table):
    """An article of a broadcast, in the version that was approved."""

    __tablename__ = "broadcast_item"

    broadcast_id: Mapped[int] = mapped_column(
        ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True, index=True)
    version: Mapped[int]
    position: Mapped[int]


class BroadcastPart(Table):
    """One account's share of a broadcast, and which way it goes; made when the broadcast is planned.

    A Page may have two: POST and PEOPLE.
    """

    __tablename__ = "broadcast_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str]
    agency: Mapped[str]
    """Code of the agency whose account it is; with the channel it finds the account."""
    way: Mapped[Way] = mapped_column(
        Enum(Way, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    laid_key: Mapped[str] = mapped_column(default="")
    """Of PEOPLE: deliveries up to this person's key are laid out."""
    laid: Mapped[bool] = mapped_column(default=False)
    """All deliveries stand in the ledger."""
