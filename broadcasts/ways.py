"""Which way each account's followers are reached, and what stands against the platform's own way.

Zalo's broadcast to all followers can leave nobody out and is counted by the platform (zalo-oa.md 3.6): it is
taken for news only while nobody of the account chose anything, and within the rule's quota.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Rhythm, Way
from broadcasts.posts import Post, PostState
from broadcasts.preferences import Preference, PreferenceTopic
from broadcasts.rules import Rule
from broadcasts.schedule import day_start, month_start, next_month_start
from connectors.accounts import ChannelAccount
from connectors.people import Person
from knowledge.opening import VIETNAM

PUBLIC = (BroadcastKind.NEWS, BroadcastKind.EMERGENCY)
"""What may be published for everybody."""
WEBCHAT = "webchat"
ZALO = "zalo"
PAGE = "messenger"
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)
"""Zalo refuses its own broadcasts then, by Vietnam's clock."""
_FREED = (PostState.REFUSED, PostState.SKIPPED)
"""A post that ended so used nothing up."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What the platform's own way has left of an account's allowance by the agency's rule."""

    used_month: int
    used_day: int
    left: int
    """How many may still go this month; of the reserve only to an emergency."""
    left_today: int


def ways_of(
    session: Session, broadcast: Broadcast, code: str, rule: Rule, at: datetime
) -> Iterator[tuple[str, Way]]:
    """Channel and way of each part that the broadcast of agency `code` has when it begins at `at`."""
    accounts = (
        select(ChannelAccount).where(ChannelAccount.agency == code).order_by(ChannelAccount.channel.desc())
    )
    for account in session.scalars(accounts):
        yield account.channel, _way(session, broadcast, account, rule, at)
        if _posts(broadcast, account, rule):
            yield account.channel, Way.POST
    if session.scalar(_on_webchat(code)):
        yield WEBCHAT, Way.PEOPLE


def reachable(session: Session, code: str) -> bool:
    """Whether the agency has anything to tell its news by."""
    account = select(exists().where(ChannelAccount.agency == code))
    return bool(session.scalar(account) or session.scalar(_on_webchat(code)))


def posts_allowed(session: Session, code: str) -> bool:
    """Whether the agency's Page may be posted on, by the option of its account."""
    page = ChannelAccount.channel == PAGE, ChannelAccount.agency == code
    found = session.scalars(select(ChannelAccount.options).where(*page))
    return any(options.get("page_posts") is True for options in found)


def spare_choosers(session: Session, broadcast: Broadcast, part_id: int | None = None) -> bool:
    """Where somebody chose since it was planned, people are told one by one after all; says whether.

    Asked as it begins and, of one part, right before Zalo is let tell everybody.
    """
    if broadcast.kind is BroadcastKind.EMERGENCY:
        return False
    theirs = BroadcastPart.broadcast_id == broadcast.id, BroadcastPart.way == Way.PLATFORM
    found = session.scalars(select(BroadcastPart).where(*theirs)).all()
    mine = [part for part in found if part_id in {None, part.id}]
    spared = [part for part in mine if choosers(session, part.channel, part.agency)]
    for part in spared:
        part.way = Way.PEOPLE
    session.flush()
    return bool(spared)


def choosers(session: Session, channel: str, code: str) -> int:
    """How many of the account's people stopped news or chose topics or a rhythm: whom all cannot mean."""
    theirs = and_(Person.channel == channel, Person.agency == code)
    stopped = select(func.count()).select_from(Person).where(theirs, Person.wants_news.is_(False))
    chose = (
        select(func.count())
        .select_from(Preference)
        .join(Person, Person.key == Preference.person_key)
        .where(
            theirs,
            Person.wants_news.is_distinct_from(False),
            or_(Preference.chosen, Preference.rhythm != Rhythm.INSTANT, _has_unwanted()),
        )
    )
    return (session.scalar(stopped) or 0) + (session.scalar(chose) or 0)


def quota_of(session: Session, code: str, rule: Rule, at: datetime, *, urgent: bool) -> Quota:
    """What is left on the day and in the month of `at`, counting all that is planned in them, too."""
    month = _used(session, code, month_start(at), next_month_start(at))
    day = _used(session, code, day_start(at), day_start(at) + timedelta(days=1))
    allowed = rule.platform_month - (0 if urgent else rule.reserve)
    daily = rule.platform_month if urgent else rule.platform_day
    return Quota(month, day, max(allowed - month, 0), max(daily - day, 0))


def _way(session: Session, broadcast: Broadcast, account: ChannelAccount, rule: Rule, at: datetime) -> Way:
    if account.channel != ZALO or rule.ways.get(ZALO) is not Way.PLATFORM or broadcast.kind not in PUBLIC:
        return Way.PEOPLE
    urgent = broadcast.kind is BroadcastKind.EMERGENCY
    if urgent and _is_zalos_night(at):
        return Way.PEOPLE
    quota = quota_of(session, account.agency, rule, at, urgent=urgent)
    if not quota.left or not quota.left_today:
        return Way.PEOPLE
    return Way.PLATFORM if urgent or not choosers(session, ZALO, account.agency) else Way.PEOPLE


def _is_zalos_night(at: datetime) -> bool:
    """Whether Zalo tells nobody by itself; who wrote lately can be told all the same (zalo-oa.md 3.6)."""
    return not NIGHT_ENDS <= at.astimezone(VIETNAM).time() < NIGHT_BEGINS


def _posts(broadcast: Broadcast, account: ChannelAccount, rule: Rule) -> bool:
    if account.channel != PAGE or broadcast.kind not in PUBLIC or not rule.page_posts:
        return False
    return account.options.get("page_posts") is True


def _on_webchat(code: str) -> Select[bool]:
    """The web chat needs no account, but somebody who may be told something there."""
    return select(exists().where(Person.channel == WEBCHAT, Person.agency == code))


def _has_unwanted() -> ColumnElement[bool]:
    """Whether somebody who gets all topics left some out."""
    return exists().where(
        PreferenceTopic.person_key == Preference.person_key, PreferenceTopic.wanted.is_(False)
    )


def _used(session: Session, code: str, since: datetime, until: datetime) -> int:
    """Broadcasts of the platform that began, or will, from `since` until before `until`."""
    query = (
        select(func.count(BroadcastPart.id))
        .join(Broadcast, Broadcast.id == BroadcastPart.broadcast_id)
        .join(Post, Post.part_id == BroadcastPart.id, isouter=True)
        .where(
            BroadcastPart.channel == ZALO,
            BroadcastPart.agency == code,
            BroadcastPart.way == Way.PLATFORM,
            Broadcast.state != BroadcastState.CANCELLED,
            Broadcast.start_at >= since,
            Broadcast.start_at < until,
            or_(Post.id.is_(None), Post.outcome.not_in(_FREED)),
        )
    )
    return session.scalar(query) or 0
