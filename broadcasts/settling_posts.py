"""An editor says what became of a publication that nobody could ask about. Takes a synchronous session."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import posting_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastKind
from broadcasts.making import called, write_down
from broadcasts.posts import Post, PostState
from knowledge.refusals import RefusedError


def settle(session: Session, post_id: int, sent: bool, by: str, now: datetime) -> None:
    """Record whether it was published; it is not attempted again either way.

    Raises:
        RefusedError: there is no such post, or nothing is unknown of it.
    """
    post = session.scalar(select(Post).where(Post.id == post_id).with_for_update())
    if post is None:
        raise RefusedError(wording.NO_POST.format(number=post_id))
    if post.outcome is not PostState.UNKNOWN:
        raise RefusedError(wording.NOT_UNKNOWN.format(number=post_id))
    before = {"post": post.id, "outcome": post.outcome.value}
    post.outcome = PostState.ACCEPTED if sent else PostState.REFUSED
    post.reason = (wording.SETTLED_SENT if sent else wording.SETTLED_UNSENT).format(by=by)
    broadcast = session.get_one(Broadcast, post.broadcast_id)
    if sent and broadcast.kind is BroadcastKind.WITHDRAWAL and post.about_id is not None:
        session.get_one(Post, post.about_id).outcome = PostState.WITHDRAWN
    what = wording.CHANGE_SENT if sent else wording.CHANGE_UNSENT
    what = what.format(broadcast=called(session, broadcast))
    after = {"post": post.id, "outcome": post.outcome.value}
    write_down(session, broadcast, by, what, now, before=before, after=after)
