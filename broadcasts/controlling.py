"""Beginning, pausing, resuming, cancelling and ending a broadcast: one row, which every sender looks at.

What is being called when it is paused or cancelled is still recorded; nothing is attempted after that.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from broadcasts import parcels, wording
from broadcasts.broadcast import Broadcast, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import Parcel
from broadcasts.making import called, standing, write_down
from broadcasts.posts import Post, PostState, open_posts
from broadcasts.rechecking import fit_to_begin
from broadcasts.ways import spare_choosers
from connectors.claims import WaitState
from knowledge.changes import in_order
from knowledge.refusals import RefusedError

_UNENDED = (PostState.PLANNED, PostState.ATTEMPTED)


def due(session: Session, now: datetime) -> Sequence[int]:
    """Numbers of the broadcasts that are to begin."""
    planned = (Broadcast.state == BroadcastState.PLANNED, Broadcast.start_at <= now)
    return session.scalars(select(Broadcast.id).where(*planned).order_by(Broadcast.id)).all()


def begin(session: Session, broadcast: Broadcast, now: datetime) -> bool:
    """Let a planned broadcast be laid out and sent; says whether this call did.

    Another may have before, or its articles are not as they were approved.
    """
    in_order(session)
    found = _locked(session, broadcast.id)
    if found is None or found.state is not BroadcastState.PLANNED:
        return False
    if not fit_to_begin(session, found, now):
        return False
    spare_choosers(session, found)
    found.state, found.began_at = BroadcastState.SENDING, now
    open_posts(session, found, now)
    return True


def pause(session: Session, broadcast_id: int, by: str, now: datetime, reason: str) -> None:
    """Send nothing more of it until it is resumed. Raises RefusedError where it is not being sent."""
    found = _found(session, broadcast_id)
    if found.state is not BroadcastState.SENDING:
        raise RefusedError(wording.NOT_SENDING.format(number=broadcast_id))
    before = standing(found)
    found.state, found.reason = BroadcastState.PAUSED, reason
    parcels.hold(session, broadcast_id)
    _write_down(session, found, by, wording.PAUSED, now, before)


def resume(session: Session, broadcast_id: int, by: str, now: datetime, reason: str = "") -> None:
    """Go on with a paused broadcast. Raises RefusedError where it is not paused."""
    found = _found(session, broadcast_id)
    if found.state is not BroadcastState.PAUSED:
        raise RefusedError(wording.NOT_PAUSED.format(number=broadcast_id))
    before = standing(found)
    found.state = BroadcastState.SENDING if found.began_at else BroadcastState.PLANNED
    found.reason = reason
    parcels.let_go(session, broadcast_id, now)
    _write_down(session, found, by, wording.RESUMED, now, before)


def cancel(session: Session, broadcast_id: int, by: str, now: datetime, reason: str) -> None:
    """Never send the rest of it. Who was not reached is skipped. Raises RefusedError where it has ended."""
    found = _found(session, broadcast_id)
    if found.state in (BroadcastState.DONE, BroadcastState.CANCELLED):
        raise RefusedError(wording.HAS_ENDED.format(number=broadcast_id))
    before = standing(found)
    found.state, found.reason, found.ended_at = BroadcastState.CANCELLED, reason, now
    parcels.let_go(session, broadcast_id, now)
    _write_down(session, found, by, wording.CANCELLED, now, before)


def end_finished(session: Session, now: datetime) -> list[int]:
    """Note which broadcasts have ended: all is laid out, no parcel waits, every post has an end."""
    over = (
        Broadcast.state == BroadcastState.SENDING,
        ~exists().where(BroadcastPart.broadcast_id == Broadcast.id, _unfinished()),
        ~exists().where(Parcel.broadcast_id == Broadcast.id, Parcel.state == WaitState.WAITING),
    )
    ended = session.scalars(select(Broadcast).where(*over).with_for_update(skip_locked=True)).all()
    for broadcast in ended:
        broadcast.state, broadcast.ended_at = BroadcastState.DONE, now
    session.flush()
    return [broadcast.id for broadcast in ended]


def anything_to_end(session: Session) -> bool:
    """Whether a broadcast is being sent; takes no lock."""
    return session.scalar(select(exists().where(Broadcast.state == BroadcastState.SENDING))) or False


def _unfinished() -> ColumnElement[bool]:
    ended = exists().where(Post.part_id == BroadcastPart.id, Post.outcome.not_in(_UNENDED))
    people = and_(BroadcastPart.way == Way.PEOPLE, BroadcastPart.laid.is_(False))
    return or_(people, and_(BroadcastPart.way != Way.PEOPLE, ~ended))


def _found(session: Session, broadcast_id: int) -> Broadcast:
    in_order(session)  # before the row: planners wait for their turn first, too, and then lock broadcasts
    found = _locked(session, broadcast_id)
    if found is None:
        raise RefusedError(wording.NO_BROADCAST.format(number=broadcast_id))
    return found


def _locked(session: Session, broadcast_id: int) -> Broadcast | None:
    chosen = select(Broadcast).where(Broadcast.id == broadcast_id).with_for_update()
    return session.scalar(chosen.execution_options(populate_existing=True))


def _write_down(
    session: Session, broadcast: Broadcast, by: str, what: str, now: datetime, before: dict[str, Any]
) -> None:
    told = what.format(broadcast=called(session, broadcast))
    write_down(session, broadcast, by, told, now, before=before, after=standing(broadcast))
