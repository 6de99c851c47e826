"""Letters: words of the desk to one person, which wait in a table until a worker has sent them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.claims import Waiting, waiting_indexes
from connectors.database import Table


class LetterKind(StrEnum):
    TALK = "talk"
    """An officer's words in a talk."""
    LATER = "later"
    """An answer that was not there when the person asked."""


class LetterFate(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    CLOSED = "closed"
    """Too long after the person's last act for the platform to allow it."""
    GONE = "gone"
    """The person left, blocks us, or has had everything deleted."""
    FAILED = "failed"


class Letter(Waiting, Table):
    """`key` is the person's: letters to one person leave in order; later answers in an order of their own."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("token"),
        Index("ix_letter_about", "about", "id"),
        *waiting_indexes("letter"),
    )

    kind: Mapped[LetterKind] = mapped_column(
        Enum(LetterKind, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    token: Mapped[str]
    """Names it at the channel: sent with the same token twice, it arrives once."""
    channel: Mapped[str]
    agency: Mapped[str]
    person: Mapped[str]
    reply: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """`bot.inbox.REPLY` as JSON; wiped once it is settled."""
    about: Mapped[str] = mapped_column(default="")
    """"talk:5", "group:7"."""
    by: Mapped[str]
    fate: Mapped[LetterFate] = mapped_column(
        Enum(LetterFate, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=LetterFate.WAITING,
    )
    written_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
