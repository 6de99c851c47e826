"""What an account tells everybody at once: one row per broadcast and account, asked about before a retry."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, Way
from connectors.claims import Waiting, waiting_indexes
from connectors.database import Table

AFTERWARDS = (BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL)


class PostState(StrEnum):
    PLANNED = "planned"
    """`step` is to be taken next; empty: the first."""
    ATTEMPTED = "attempted"
    """`step` was begun; whether it worked is being asked."""
    ACCEPTED = "accepted"
    """All steps are done."""
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """A step that can't be asked about may have worked; an editor says which (`congdan broadcast settle`)."""
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    """Never begun, or not brought to its end: cancelled, expired, no quota; `reason` says it."""


class Post(Waiting, Table):
    """One publication, or the correction of one. `key` is its lane: the account publishes one at a time."""

    __tablename__ = "post"
    __table_args__ = waiting_indexes("post")

    part_id: Mapped[int] = mapped_column(ForeignKey("broadcast_part.id", ondelete="CASCADE"), unique=True)
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    """The publication that this one corrects or takes away."""
    channel: Mapped[str]
    agency: Mapped[str]
    outcome: Mapped[PostState] = mapped_column(
        Enum(PostState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=PostState.PLANNED,
    )
    step: Mapped[str] = mapped_column(default="")
    """The step that was attempted last, or comes next (`connectors.publishing.Publisher.steps`)."""
    known: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the steps so far gave: tokens and ids of the platform."""
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What is published (`publications.frozen`), fixed before the first step."""
    words: Mapped[str] = mapped_column(default="")
    """`publications.fingerprint` of it."""
    cover: Mapped[str] = mapped_column(default="")
    """Digest of its picture."""
    asked: Mapped[int] = mapped_column(default=0)
    """How often the platform, asked whether the step worked, knew of nothing."""
    tries: Mapped[int] = mapped_column(default=0)
    """How often the step was refused so that it may be tried again."""
    reason: Mapped[str] = mapped_column(default="")
    attempted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


def lane(channel: str, agency: str) -> str:
    """The key of what an account publishes; see `lanes`."""
    return f"{channel}:{agency}"


def open_posts(session: Session, broadcast: Broadcast, now: datetime) -> None:
    """Make the rows of a broadcast that begins: one for each part that is published for everybody.

    A correction or withdrawal has one, with a part of its own, for each publication of what it is about.
    """
    if broadcast.kind in AFTERWARDS:
        _about(session, broadcast, now)
    parts = select(BroadcastPart).where(
        BroadcastPart.broadcast_id == broadcast.id,
        BroadcastPart.way != Way.PEOPLE,
        ~select(Post.id).where(Post.part_id == BroadcastPart.id).exists(),
    )
    for part in session.scalars(parts.order_by(BroadcastPart.id)).all():
        _open(session, part, now)
    session.flush()


def _about(session: Session, broadcast: Broadcast, now: datetime) -> None:
    published = select(Post).where(
        Post.broadcast_id == broadcast.about_id, Post.outcome != PostState.WITHDRAWN
    )
    for post in session.scalars(published.order_by(Post.id)).all():
        if post.outcome in (PostState.SKIPPED, PostState.REFUSED) and not post.known:
            continue
        names = {"channel": post.channel, "agency": post.agency}
        part = BroadcastPart(broadcast_id=broadcast.id, way=Way.POST, **names)
        session.add(part)
        session.flush()
        _open(session, part, now, about_id=post.id)


def _open(session: Session, part: BroadcastPart, now: datetime, **more: Any) -> None:
    names: Mapping[str, str] = {"channel": part.channel, "agency": part.agency}
    row = Post(part_id=part.id, broadcast_id=part.broadcast_id, key=lane(**names), due_at=now, **names)
    for name, value in more.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
