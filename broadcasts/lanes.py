"""Which publication comes next: each account publishes one at a time, in the order they came.

Two kinds have lanes of their own, where they hold up nobody and nobody holds them up: those of
emergencies, and those of a broadcast that is paused, which are not claimed at all.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import literal_column, select, update
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.posts import Post, lane
from connectors import claims

FOR_EVER = 1_000_000
"""A post is never given up for its workers' sake: its broadcast ends."""
URGENT, HELD = ":urgent", ":held"
_RUNNING = (BroadcastState.SENDING, BroadcastState.CANCELLED)
_WAITING = Post.state == literal_column("'waiting'")


def anything(session: Session, now: datetime) -> bool:
    """Whether it is worth while to sort and to claim; takes no lock."""
    return claims.anything_due(session, Post, now=now)


def sort(session: Session) -> None:
    """Put each waiting post that nobody works on into its lane."""
    waiting = (
        select(Post.id, Post.channel, Post.agency, Post.key, Broadcast.kind, Broadcast.state)
        .join(Broadcast, Broadcast.id == Post.broadcast_id)
        .where(_WAITING, Post.lease_until.is_(None))
    )
    for number, channel, agency, key, kind, state in session.execute(waiting).all():
        wanted = lane(channel, agency) + _suffix(kind, state)
        if key != wanted:
            free = (Post.id == number, _WAITING, Post.lease_until.is_(None))
            session.execute(update(Post).where(*free).values(key=wanted))


def claim(
    session: Session, now: datetime, lease: timedelta, *, most: int, channels: Collection[str]
) -> list[Post]:
    """Lease what is due of these channels, of no paused broadcast."""
    running = select(Broadcast.id).where(Broadcast.state.in_(_RUNNING))
    only = Post.channel.in_(channels) & Post.broadcast_id.in_(running)
    found = claims.claim(session, Post, now=now, lease=lease, most=most, attempts=FOR_EVER, only=only)
    for post in found:
        session.refresh(post)
    return found


def _suffix(kind: BroadcastKind, state: BroadcastState) -> str:
    if state is BroadcastState.PAUSED:
        return HELD
    return URGENT if kind is BroadcastKind.EMERGENCY else ""
