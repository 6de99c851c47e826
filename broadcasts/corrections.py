"""What is said to those who were told something wrong: a correction, or that it is withdrawn.

Functions take a synchronous session that writes, record a Change and raise RefusedError. People are told by
the new broadcast; what was published for everybody is corrected or taken away when that begins.
"""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from broadcasts import composing
from broadcasts import planning_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.deliveries import REACHED, Delivery
from broadcasts.making import Plan, make, start_of
from broadcasts.posts import Post, PostState
from broadcasts.proposing import LONGEST_TEXT, found, linked, named, said
from broadcasts.ruling import rule_of
from knowledge.agencies import Agency
from knowledge.refusals import RefusedError

_CORRECTABLE = (BroadcastKind.NEWS, BroadcastKind.DIGEST, BroadcastKind.EMERGENCY)
_PUBLISHED = (PostState.ATTEMPTED, PostState.ACCEPTED, PostState.UNKNOWN)


def correct(
    session: Session, about_id: int, *, text: str, link: str = "", by: str, now: datetime
) -> Broadcast:
    """Tell exactly those whom a broadcast reached what is right; `text` says it plainly."""
    return _afterwards(session, about_id, BroadcastKind.CORRECTION, text, link, by, now)


def withdraw(session: Session, about_id: int, *, text: str, by: str, now: datetime) -> Broadcast:
    """Tell them that it holds no longer, and have its publications taken away; `text` says why."""
    return _afterwards(session, about_id, BroadcastKind.WITHDRAWAL, text, "", by, now)


def _afterwards(
    session: Session, about_id: int, kind: BroadcastKind, text: str, link: str, by: str, now: datetime
) -> Broadcast:
    name, words, address = named(by), said(text, wording.A_TEXT, LONGEST_TEXT), linked(link)
    about = found(session, about_id)
    _correctable(session, about)
    agency = session.get_one(Agency, about.agency_id)
    rule = rule_of(session, agency.code)
    title = composing.title_as_told(session, about)
    start = now if about.kind is BroadcastKind.EMERGENCY else start_of(rule, now, now)
    plan = Plan(kind, name, start, now, title=title, text=words, link=address, about_id=about.id)
    told = {"title": title, "text": about.text, "link": about.link}
    return make(session, agency, rule, plan, before=told)


def _correctable(session: Session, about: Broadcast) -> None:
    """Raises RefusedError where nobody was told anything by it, or it was withdrawn."""
    if about.kind not in _CORRECTABLE:
        raise RefusedError(wording.NOT_CORRECTABLE.format(number=about.id))
    if about.began_at is None:
        raise RefusedError(wording.CANCEL_INSTEAD.format(number=about.id))
    withdrawn = exists().where(
        Broadcast.about_id == about.id,
        Broadcast.kind == BroadcastKind.WITHDRAWAL,
        Broadcast.state != BroadcastState.CANCELLED,
    )
    if session.scalar(select(withdrawn)):
        raise RefusedError(wording.WAS_WITHDRAWN.format(number=about.id))
    if about.state in (BroadcastState.SENDING, BroadcastState.PAUSED):
        raise RefusedError(wording.STILL_SENDING.format(number=about.id))
    told = exists().where(Delivery.broadcast_id == about.id, Delivery.state.in_(REACHED))
    published = exists().where(Post.broadcast_id == about.id, Post.outcome.in_(_PUBLISHED))
    if not session.scalar(select(told)) and not session.scalar(select(published)):
        raise RefusedError(wording.NOBODY_REACHED.format(number=about.id))
