"""Cards about what is told to followers, about people who wait, and about what does not work."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.alarms import STOPPED, Alarm
from bot.console import today_wording as wording
from bot.console.cards import SHOWN, Card, Kind
from bot.console.rights import Right
from bot.console.visit import Visit
from bot.officers.talks import OfficerTalk, TalkState
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastState
from knowledge.articles import Article, ArticleState
from knowledge.sources import Source, SourceState

WAITING = (ArticleState.WAITING, ArticleState.HELD)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TALKS_COUNTED = 50


def talk_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """One card for all who wait for a person: it leads to whoever waits longest. One query."""
    query = (
        select(OfficerTalk.id, OfficerTalk.agency_id, OfficerTalk.channel, OfficerTalk.asked_at)
        .where(OfficerTalk.state == TalkState.WAITING, OfficerTalk.agency_id.in_(visit.sight(Right.TALK)))
        .order_by(OfficerTalk.asked_at, OfficerTalk.id)
        .limit(TALKS_COUNTED)
    )
    waiting = session.execute(query).all()
    if waiting:
        number, agency_id, channel, since = waiting[0]
        minutes = max(0, int((visit.now - since) / MINUTE))
        about = {"count": len(waiting), "channel": channel, "wait": lasting(minutes)}
        yield Card(Kind.TALK, number, agency_id, minutes, about)


def lasting(minutes: int) -> str:
    """So long, in the largest unit that fits."""
    for size, words in ((1440, wording.DAYS), (60, wording.HOURS)):
        if minutes >= size:
            return words.format(count=minutes // size)
    return wording.MINUTES.format(count=minutes)


def article_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Articles that an editor is asked about, the newest first. One query."""
    query = (
        select(Article)
        .where(Article.agency_id.in_(visit.sight(Right.EDIT)), Article.state.in_(WAITING))
        .order_by(Article.id.desc())
        .limit(SHOWN)
    )
    for article in session.scalars(query):
        yield Card(Kind.ARTICLE, article.id, article.agency_id, article.id, {"article": article})


def broadcast_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Broadcasts that wait for this person: emergencies first; not one's own second approval. One query."""
    mine = Broadcast.approved_by == visit.who.name
    first = func.min(BroadcastItem.article_id)
    titled = select(first).where(BroadcastItem.broadcast_id == Broadcast.id).scalar_subquery()
    query = (
        select(Broadcast, Article.title)
        .outerjoin(Article, Article.id == titled)
        .where(Broadcast.agency_id.in_(visit.sight(Right.SEND)), Broadcast.state == BroadcastState.DRAFT)
        .where(~mine, Broadcast.kind != BroadcastKind.REHEARSAL)
        .order_by(Broadcast.id.desc())
        .limit(SHOWN)
    )
    for broadcast, title in session.execute(query):
        emergency = broadcast.kind is BroadcastKind.EMERGENCY
        about = {"broadcast": broadcast, "title": broadcast.title or title or "", "emergency": emergency}
        weight = broadcast.id + (1e9 if emergency else 0)
        yield Card(Kind.BROADCAST, broadcast.id, broadcast.agency_id, weight, about)


def trouble_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Accounts that can't send, and sources that can't be read, for operators. Two queries."""
    sight = visit.sight(Right.OPERATE)
    if not sight:
        return
    agencies = {visit.console.agencies.all[key].code: key for key in sight}
    alarms = select(Alarm).where(Alarm.cleared_at.is_(None), Alarm.kind == STOPPED)
    for alarm in session.scalars(alarms.where(Alarm.agency.in_(agencies)).limit(SHOWN)):
        days = (visit.now - alarm.raised_at) / DAY
        yield Card(Kind.ACCOUNT, alarm.id, agencies[alarm.agency], days, {"alarm": alarm})
    failing = select(Source).where(Source.agency_id.in_(sight), Source.condition == SourceState.FAILING)
    for source in session.scalars(failing.order_by(Source.failures.desc(), Source.id).limit(SHOWN)):
        yield Card(Kind.SOURCE, source.id, source.agency_id, source.failures, {"source": source})
