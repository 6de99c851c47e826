"""Daily and weekly broadcasts: what was approved since the last one, for those who want it that seldom."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from broadcasts import schedule
from broadcasts.broadcast import Broadcast, BroadcastKind, Rhythm
from broadcasts.making import Plan, make
from broadcasts.newsrooms import Newsroom, undigested
from broadcasts.preferences import Preference
from connectors.people import Person
from knowledge.articles import Article

MOST_ITEMS = 20
"""Articles of one digest, the newest; the others stand on the portal."""
LATE = timedelta(hours=12)
"""So long after its time a digest is still begun; later its articles go into the next one."""
_EVERY = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}


def plan_digests(session: Session, room: Newsroom, now: datetime) -> int:
    """Plan the digests of the agency that are due; how many."""
    due = [(rhythm, articles) for rhythm in _EVERY if (articles := _due(session, room, rhythm, now))]
    for rhythm, articles in due:
        start = schedule.allowed(room.rule, now)
        plan = Plan(BroadcastKind.DIGEST, articles[0].decided_by, start, now, rhythm=rhythm)
        make(session, room.agency, room.rule, plan, articles)
    return len(due)


def anything(session: Session, room: Newsroom, now: datetime) -> bool:
    """Whether `plan_digests` would plan one."""
    return any(_due(session, room, rhythm, now) for rhythm in _EVERY)


def _due(session: Session, room: Newsroom, rhythm: Rhythm, now: datetime) -> Sequence[Article]:
    """The articles of the digest that is due and was not planned yet; none: there is nothing to do."""
    at = schedule.digest_due(room.rule, rhythm, now)
    if now - at > LATE or _planned_since(session, room, rhythm, at):
        return ()
    # What was approved last can still be taken back; it goes into the next one.
    until = at - timedelta(minutes=room.rule.undo_minutes)
    query = undigested(room, rhythm, at - 2 * _EVERY[rhythm], until)
    articles = session.scalars(query).all()[-MOST_ITEMS:]
    return articles if articles and _anybody(session, room, rhythm) else ()


def _planned_since(session: Session, room: Newsroom, rhythm: Rhythm, at: datetime) -> bool:
    planned = exists().where(
        Broadcast.agency_id == room.agency.id,
        Broadcast.kind == BroadcastKind.DIGEST,
        Broadcast.rhythm == rhythm,
        Broadcast.created_at >= at,
    )
    return bool(session.scalar(select(planned)))


def _anybody(session: Session, room: Newsroom, rhythm: Rhythm) -> bool:
    wanting = exists().where(
        Preference.rhythm == rhythm,
        Preference.person_key == Person.key,
        Person.agency == room.agency.code,
    )
    return bool(session.scalar(select(wanting)))
