"""What an editor is shown before a broadcast is sent: whom it reaches where and when, and whom not and why.

Counted from the people's rows as they are now; takes a synchronous session that reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcasts import planning_wording as wording
from broadcasts import schedule
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.counting import Why, capped, counted
from broadcasts.rules import Rule
from broadcasts.ruling import rule_of
from broadcasts.ways import PAGE, PUBLIC, ZALO, Quota, choosers, posts_allowed, quota_of, ways_of
from connectors.people import Person
from knowledge.agencies import Agency

_CAPPED = (BroadcastKind.NEWS, BroadcastKind.DIGEST)


@dataclass(frozen=True, slots=True)
class Means:
    """What an account allows: its `Ability.last_window`, and how many messages a second leave."""

    window: timedelta | None = None
    per_second: float = 0.0
    """0: as many as there are."""


@dataclass(frozen=True, slots=True)
class Later:
    """How many are told not before `at`, and why, as a sentence."""

    count: int
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Reach:
    """One part of a broadcast. `audience` is the sum of `first`, all `later` and all of `missed`."""

    channel: str
    way: Way
    begins: datetime
    audience: int
    first: int
    """Told from `begins` on, without a break."""
    later: tuple[Later, ...] = ()
    missed: Mapping[Why, int] = field(default_factory=dict)
    lasts: timedelta = timedelta()
    """How long it takes to tell `first`."""
    uses: int = 0
    """What it uses up of the platform's quota."""
    quota: Quota | None = None
    notes: tuple[str, ...] = ()
    """What an editor should know besides, as sentences."""


def reach_of(
    session: Session, broadcast: Broadcast, now: datetime, means: Mapping[str, Means]
) -> list[Reach]:
    """The reach of each part; of a draft, of those that it would have if it began now. `means` by channel."""
    agency = session.get_one(Agency, broadcast.agency_id)
    rule = rule_of(session, agency.code)
    urgent = broadcast.kind is BroadcastKind.EMERGENCY
    earliest = max(now, broadcast.start_at or now)
    begins = earliest if urgent else schedule.allowed(rule, earliest)
    found = _parts(session, broadcast, agency.code, rule, begins)
    return [
        _reach(session, broadcast, part, rule, begins, means.get(part.channel, Means())) for part in found
    ]


def _parts(
    session: Session, broadcast: Broadcast, code: str, rule: Rule, begins: datetime
) -> list[BroadcastPart]:
    if broadcast.state is not BroadcastState.DRAFT:
        of = select(BroadcastPart).where(BroadcastPart.broadcast_id == broadcast.id)
        return list(session.scalars(of.order_by(BroadcastPart.id)))
    ways = ways_of(session, broadcast, code, rule, begins)
    return [BroadcastPart(channel=channel, agency=code, way=way) for channel, way in ways]


def _reach(
    session: Session, broadcast: Broadcast, part: BroadcastPart, rule: Rule, begins: datetime, means: Means
) -> Reach:
    match part.way:
        case Way.POST:
            return Reach(part.channel, part.way, begins, 0, 0, notes=(wording.EVERYBODY_SEES,))
        case Way.PLATFORM:
            return _of_platform(session, broadcast, part, rule, begins)
        case _:
            return _of_people(session, broadcast, part, rule, begins, means)


def _of_platform(
    session: Session, broadcast: Broadcast, part: BroadcastPart, rule: Rule, begins: datetime
) -> Reach:
    follow = (
        select(func.count())
        .select_from(Person)
        .where(Person.channel == part.channel, Person.agency == part.agency, Person.follows.is_(True))
    )
    everybody = session.scalar(follow) or 0
    urgent = broadcast.kind is BroadcastKind.EMERGENCY
    quota = quota_of(session, part.agency, rule, begins, urgent=urgent)
    notes = [wording.BY_PLATFORM]
    if against := choosers(session, part.channel, part.agency):
        notes.append(wording.AGAINST_THEIR_CHOICE.format(count=against))
    return Reach(
        part.channel, part.way, begins, everybody, everybody, uses=1, quota=quota, notes=tuple(notes)
    )


def _of_people(
    session: Session, broadcast: Broadcast, part: BroadcastPart, rule: Rule, begins: datetime, means: Means
) -> Reach:
    counts = counted(session, broadcast, part, begins, window=means.window)
    reached = counts.pop(Why.REACHED, 0)
    held = _held(session, broadcast, part, rule, begins, means) if reached else 0
    reached -= held
    later = [Later(held, schedule.next_day_start(rule, begins), wording.LATER_CAP)] if held else []
    first, lasts, rest = _paced(broadcast, reached, rule, begins, means)
    return Reach(
        part.channel,
        part.way,
        begins,
        counts.total() + reached + sum(each.count for each in later),
        first,
        (*rest, *later),
        dict(counts),
        lasts,
        notes=_why_people(session, broadcast, part, rule),
    )


def _held(
    session: Session, broadcast: Broadcast, part: BroadcastPart, rule: Rule, begins: datetime, means: Means
) -> int:
    """How many had enough news for that day."""
    if broadcast.kind not in _CAPPED:
        return 0
    day = schedule.day_of(begins)
    return capped(session, broadcast, part, begins, window=means.window, most=rule.cap, day=day)


def _paced(
    broadcast: Broadcast, reached: int, rule: Rule, begins: datetime, means: Means
) -> tuple[int, timedelta, tuple[Later, ...]]:
    """How many are told before the next quiet hours, how long that takes, and when the others are."""
    if not means.per_second:
        return reached, timedelta(), ()
    lasts = timedelta(seconds=reached / means.per_second)
    quiet = None if broadcast.kind is BroadcastKind.EMERGENCY else schedule.next_quiet(rule, begins)
    if quiet is None or begins + lasts <= quiet:
        return reached, lasts, ()
    first = int((quiet - begins).total_seconds() * means.per_second)
    again = schedule.allowed(rule, quiet)
    return first, quiet - begins, (Later(reached - first, again, wording.LATER_QUIET),)


def _why_people(session: Session, broadcast: Broadcast, part: BroadcastPart, rule: Rule) -> tuple[str, ...]:
    """Why nothing tells everybody at once there: the platform's own way, or a post on the Page."""
    if broadcast.kind not in PUBLIC:
        return ()
    if part.channel == PAGE:
        off = rule.page_posts and not posts_allowed(session, part.agency)
        return (wording.NO_PAGE_POSTS.format(agency=part.agency),) if off else ()
    if part.channel != ZALO:
        return ()
    if rule.ways.get(ZALO) is not Way.PLATFORM:
        urgent = broadcast.kind is BroadcastKind.EMERGENCY
        return (wording.EMERGENCY_TO_SOME.format(agency=part.agency),) if urgent else ()
    if against := choosers(session, ZALO, part.agency):
        return (wording.NOT_BY_PLATFORM.format(count=against),)
    return (wording.NO_QUOTA,)
