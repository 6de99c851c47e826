"""What an account tells everybody at once: one row per broadcast and account, asked about before a retry."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from connectors.claims import Waiting, waiting_indexes
from connectors.database import Table


class PostState(StrEnum):
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    """A step was begun; whether it worked is being asked."""
    ACCEPTED = "accepted"
    """All steps are done."""
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """A step that can't be asked about may have worked; an editor says which (`congdan broadcast settle`)."""
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    """Never begun: cancelled, expired, no quota; `reason` says it."""


class Post(Waiting, Table):
    """One publication. `key` is the account, so that an account publishes one thing at a time."""

    __tablename__ = "post"
    __table_args__ = waiting_indexes("post")

    part_id: Mapped[int] = mapped_column(ForeignKey("broadcast_part.id", ondelete="CASCADE"), unique=True)
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id"), index=True)
    channel: Mapped[str]
    agency: Mapped[str]
    outcome: Mapped[PostState] = mapped_column(
        Enum(PostState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=PostState.PLANNED,
    )
    step: Mapped[str] = mapped_column(default="")
    """The step that was attempted last (`connectors.publishing.Publisher.steps`)."""
    known: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the steps so far gave: tokens and ids of the platform."""
    reason: Mapped[str] = mapped_column(default="")
    attempted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
