"""From approved articles to planned broadcasts: one for each agency that tells them, each article once.

Plans are made in the order of changes (`knowledge.changes.in_order`), so two clocks plan nothing twice.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from rapidfuzz import fuzz
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcasts import digests, rechecking
from broadcasts import planning_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastState
from broadcasts.making import Plan, add_items, begin_at, look_before, make, start_of
from broadcasts.newsrooms import Newsroom, newsrooms, untold
from broadcasts.rules import Rule
from broadcasts.schedule import day_start, next_day_start
from broadcasts.ways import reachable
from connectors.database import Database, DatabaseUnavailableError
from knowledge import deciding
from knowledge.articles import Article, ArticleState
from knowledge.changes import in_order

ALIKE = 85
"""Titles that are so alike (rapidfuzz, of 100) are told together."""
MOST_ITEMS = 10
"""Articles of one broadcast of news."""
MOST_AT_ONCE = 50
"""Articles planned for one agency in one transaction; the rest with the next tick."""
TOGETHER = timedelta(days=1)
"""A broadcast takes in further articles so long after it was planned."""
EVERY_TOPIC = "*"
log = logging.getLogger(__name__)


class NotPlannedError(Exception):
    """The news of these agencies, by their codes, could not be planned; the log says why."""

    def __init__(self, agencies: Sequence[str]) -> None:
        super().__init__(", ".join(agencies))
        self.agencies = agencies


async def plan_due(database: Database, now: datetime) -> int:
    """What the clock has done again and again: approve by rule, plan, look at what waits once more.

    Returns how many broadcasts and articles were touched. Each agency is a transaction of its own.

    Raises:
        NotPlannedError: at some agencies it broke, which held up no other.
        DatabaseUnavailableError: the rest was not planned.
    """
    rooms = await database.at_once(newsrooms, writing=False)
    touched, broken = 0, list[str]()
    for room in rooms:
        try:
            if await database.at_once(partial(_has_work, room=room, now=now), writing=False):
                touched += await database.at_once(partial(plan, room=room, now=now))
        except DatabaseUnavailableError:
            raise
        except Exception:
            log.exception("the news of %s could not be planned", room.agency.code)
            broken.append(room.agency.code)
    if broken:
        raise NotPlannedError(broken)
    return touched


def plan(session: Session, room: Newsroom, now: datetime) -> int:
    """All of that for one agency; returns how many articles and broadcasts were touched."""
    in_order(session)
    touched = rechecking.recheck(session, room, now)
    touched += len(_approve_by_rule(session, room, now))
    if not reachable(session, room.agency.code):
        return touched
    articles = session.scalars(untold(room, now).limit(MOST_AT_ONCE)).all()
    for article in articles:
        _plan_article(session, room, article, now)
    return touched + len(articles) + digests.plan_digests(session, room, now)


def by_rule(room: Newsroom) -> str:
    """Who approved what the rule approved."""
    return wording.BY_RULE.format(agency=room.agency.name)


def _has_work(session: Session, room: Newsroom, now: datetime) -> bool:
    """Whether `plan` would find something; takes no lock, so it may be asked often."""
    if _automatic(session, room, now) or rechecking.anything(session, room):
        return True
    if not reachable(session, room.agency.code):
        return False
    untold_one = session.scalar(untold(room, now).limit(1))
    return untold_one is not None or digests.anything(session, room, now)


def _automatic(session: Session, room: Newsroom, now: datetime, *, locked: bool = False) -> list[int]:
    """Articles of the agency that its rule approves: never one that an editor was pointed to something in.

    To be approved they are locked: what the portal is just changing is looked at as it is then.
    """
    topics = room.rule.automatic
    if not topics:
        return []
    waiting = select(Article).where(
        Article.agency_id == room.agency.id,
        Article.state == ArticleState.WAITING,
        Article.first_at > now - timedelta(days=room.rule.fresh_days),
        Article.title != "",
        Article.missing_at.is_(None),
    )
    chosen = waiting.order_by(Article.id).limit(MOST_AT_ONCE).execution_options(populate_existing=True)
    return [
        article.id
        for article in session.scalars(chosen.with_for_update() if locked else chosen)
        if not article.remarks and (EVERY_TOPIC in topics or not topics.isdisjoint(article.topics))
    ]


def _approve_by_rule(session: Session, room: Newsroom, now: datetime) -> list[Article]:
    ids = _automatic(session, room, now, locked=True)
    return deciding.approve(session, ids, by=by_rule(room), now=now) if ids else []


def _plan_article(session: Session, room: Newsroom, article: Article, now: datetime) -> None:
    """Into a broadcast that has not begun, or a new one."""
    start = start_of(room.rule, article.decided_at or now, now)
    waiting = _not_begun(session, room, now)
    full = _of_day(session, room, start) >= room.rule.cap
    joined = next((each for each in waiting if _alike(session, each, article)), None)
    if joined is None and full:
        joined = next(iter(waiting), None)
        start = start if joined else next_day_start(room.rule, start)
    if joined is not None:
        _join(session, joined, article, start, room.rule)
    else:
        _new(session, room, article, start, now)


def _not_begun(session: Session, room: Newsroom, now: datetime) -> list[Broadcast]:
    """Broadcasts of news that still take articles in, the newest first."""
    items = (
        select(func.count())
        .where(BroadcastItem.broadcast_id == Broadcast.id)
        .correlate(Broadcast)
        .scalar_subquery()
    )
    query = select(Broadcast).where(
        Broadcast.agency_id == room.agency.id,
        Broadcast.kind == BroadcastKind.NEWS,
        Broadcast.state == BroadcastState.PLANNED,
        Broadcast.start_at > now,
        Broadcast.created_at > now - TOGETHER,
        items < MOST_ITEMS,
    )
    return list(session.scalars(query.order_by(Broadcast.id.desc()).with_for_update()))


def _alike(session: Session, broadcast: Broadcast, article: Article) -> bool:
    titles = session.scalars(
        select(Article.title)
        .join(BroadcastItem, BroadcastItem.article_id == Article.id)
        .where(BroadcastItem.broadcast_id == broadcast.id)
    )
    return any(fuzz.ratio(title.casefold(), article.title.casefold()) >= ALIKE for title in titles)


def _of_day(session: Session, room: Newsroom, start: datetime) -> int:
    """How many broadcasts of news the agency has on that day."""
    begins = day_start(start)
    of_day = (
        select(func.count())
        .select_from(Broadcast)
        .where(
            Broadcast.agency_id == room.agency.id,
            Broadcast.kind == BroadcastKind.NEWS,
            Broadcast.state.not_in((BroadcastState.CANCELLED, BroadcastState.DRAFT)),
            Broadcast.start_at >= begins,
            Broadcast.start_at < begins + timedelta(days=1),
        )
    )
    return session.scalar(of_day) or 0


def _join(session: Session, broadcast: Broadcast, article: Article, start: datetime, rule: Rule) -> None:
    """It is told together with what was planned; all of it waits until its own undo window is over."""
    places = session.scalar(
        select(func.count()).where(BroadcastItem.broadcast_id == broadcast.id).select_from(BroadcastItem)
    )
    add_items(session, broadcast, [article], first=places or 0)
    begin_at(broadcast, rule, max(broadcast.start_at or start, start))
    session.flush()
    look_before(session, broadcast)


def _new(session: Session, room: Newsroom, article: Article, start: datetime, now: datetime) -> None:
    own = article.agency_id == room.agency.id
    plan = Plan(BroadcastKind.NEWS, article.decided_by if own else by_rule(room), start, now)
    make(session, room.agency, room.rule, plan, [article])
