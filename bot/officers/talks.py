"""Talks with officers: people who asked for a person, on any channel, in one shared inbox."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class TalkState(StrEnum):
    WAITING = "waiting"
    """Nobody took it yet."""
    CLAIMED = "claimed"
    CLOSED = "closed"
    """Given back to the assistant, or ended by itself."""


class Side(StrEnum):
    PERSON = "person"
    ASSISTANT = "assistant"
    OFFICER = "officer"


class OfficerTalk(Table):
    """One talk, from the wish for a person until it is closed.

    Deleted with its lines after a while, and at once when the person has everything deleted.
    """

    __tablename__ = "officer_talk"
    __table_args__ = (
        Index("ix_officer_talk_state", "state", "agency_id", "asked_at"),
        Index("ix_officer_talk_key", "key", "id"),
        {"sqlite_autoincrement": True},  # a page that was left open never leads to somebody else's talk
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    """`Address.key` of the person."""
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    channel: Mapped[str]
    person: Mapped[str]
    state: Mapped[TalkState] = mapped_column(
        Enum(TalkState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    asked_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    """The person's last message: the platform's window to write counts from then."""
    unread: Mapped[int] = mapped_column(default=0)
    """Messages of the person since an officer wrote."""
    claimed_by: Mapped[str] = mapped_column(default="")
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class OfficerLine(Table):
    """What was said, in order. `letter_id`: of what an officer wrote, how it left."""

    __tablename__ = "officer_line"
    __table_args__ = (
        Index("ix_officer_line_talk", "talk_id", "id"),
        UniqueConstraint("talk_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("officer_talk.id", ondelete="CASCADE"))
    name: Mapped[str]
    """The message's id, so that one that comes twice stands once."""
    side: Mapped[Side] = mapped_column(
        Enum(Side, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    by: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    letter_id: Mapped[int | None]
