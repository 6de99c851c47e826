"""Whom broadcasts reached, kept beside them: a page that lists them reads no ledger."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.numbers.days import BroadcastReach
from bot.numbers.upserting import put
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.deliveries import REACHED
from broadcasts.posts import Post, PostState
from broadcasts.tallies import tally
from connectors.database import Database
from knowledge.opening import VIETNAM

EACH = 5
"""Broadcasts counted in one tick."""
AGAIN = timedelta(minutes=1)
SETTLES = timedelta(days=3)
"""After its end, echoes and receipts may still tell that somebody was reached."""
_ENDED = (BroadcastState.DONE, BroadcastState.CANCELLED)


async def count_due(database: Database, now: datetime) -> None:
    """Count the broadcasts whose figures are missing or may have changed, the oldest figures first."""
    due = await database.at_once(lambda session: due_now(session, now), writing=False)
    for number in due:
        await _count(database, number, now)


async def _count(database: Database, number: int, now: datetime) -> None:
    values = await database.at_once(lambda session: counted(session, number, now), writing=False)
    await database.at_once(lambda session: put(session, BroadcastReach, {(number,): values}))


def due_now(session: Session, now: datetime) -> list[int]:
    """Up to `EACH` broadcasts that have begun, or were told to end, and are not counted for good."""
    stale = or_(
        BroadcastReach.broadcast_id.is_(None),
        (~BroadcastReach.final) & (BroadcastReach.counted_at <= now - AGAIN),
    )
    query = (
        select(Broadcast.id)
        .outerjoin(BroadcastReach, BroadcastReach.broadcast_id == Broadcast.id)
        .where(Broadcast.began_at.is_not(None), Broadcast.kind != BroadcastKind.REHEARSAL, stale)
        .order_by(BroadcastReach.counted_at.is_not(None), BroadcastReach.counted_at, Broadcast.id.desc())
    )
    return list(session.scalars(query.limit(EACH)))


def counted(session: Session, number: int, now: datetime) -> dict[str, object]:
    """What its row says now."""
    broadcast = session.get_one(Broadcast, number)
    assert broadcast.began_at is not None
    states = tally(session, number)
    posts = select(func.count()).where(Post.broadcast_id == number, Post.outcome == PostState.ACCEPTED)
    ended = broadcast.ended_at if broadcast.state in _ENDED else None
    return {
        "agency_id": broadcast.agency_id,
        "day": broadcast.began_at.astimezone(VIETNAM).date(),
        "audience": sum(states.values()),
        "reached": sum(states.get(state, 0) for state in REACHED),
        "posts": session.scalar(posts) or 0,
        "counted_at": now,
        "final": ended is not None and now - ended > SETTLES,
    }
