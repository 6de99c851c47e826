"""Whom a broadcast is for, and who of them may not be told: to lay it out, and again before each attempt.

The last choice wins: `refusals` reads every choice anew. Functions take a synchronous session.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, Rhythm
from broadcasts.chosen import EVERYTHING, Chosen
from broadcasts.deliveries import REACHED, Delivery, DeliveryState, Skip
from broadcasts.driver import Driver
from broadcasts.items import Standing, standing, topics_told
from broadcasts.preferences import Preference, PreferenceTopic, Tester
from connectors.people import Person

CHOSEN_KINDS = (BroadcastKind.NEWS, BroadcastKind.DIGEST)
"""Of these a person gets what fits the chosen topics and rhythm; the others go out whatever was chosen."""
_AFTERWARDS = (BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL)


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody of one part's audience.

    `rows` selects key, state (`planned` or `skipped`) and reason, in no order; a caller takes them in slices:
    `rows.where(key > low).order_by(key).limit(n)`, which reads by an index.
    """

    rows: Select[str, str, str]
    key: InstrumentedAttribute[str]


def audience_of(
    session: Session, broadcast: Broadcast, part: BroadcastPart, now: datetime, *, window: timedelta | None
) -> Audience:
    """Whom the part is for. `window` is the account's `Ability.last_window`; None: one may always write."""
    key = Delivery.person_key if broadcast.kind in _AFTERWARDS else Person.key
    reason = _reason(broadcast, now, window)
    state = case((reason != "", _word(DeliveryState.SKIPPED)), else_=_word(DeliveryState.PLANNED))
    rows = select(key, state.label("state"), reason.label("reason"))
    theirs = and_(Person.channel == part.channel, Person.agency == part.agency)
    return Audience(_narrowed(rows, session, broadcast).where(theirs), key)


def refusals(
    session: Session,
    broadcast: Broadcast,
    keys: Collection[str],
    now: datetime,
    *,
    window: timedelta | None,
    articles: Standing | None = None,
) -> dict[str, Skip]:
    """Of these people those who may not be told any more, and why; asked right before each attempt.

    `articles`: how they stand now, where a caller knows it.
    """
    articles = articles or standing(session, broadcast)
    if articles.none_left:
        return dict.fromkeys(keys, Skip.GONE_ITEM)
    oldest = None if window is None else now - window
    keys = _doubtful(session, broadcast, keys, oldest)
    found = {row.key: row for row in session.execute(_CHOICES, {"keys": keys})} if keys else {}
    items = articles.topics if broadcast.kind in CHOSEN_KINDS else []
    choosers = [key for key, row in found.items() if row.chosen is not None] if items else []
    topics = topics_of(session, choosers) if choosers else {}
    refused = dict.fromkeys((key for key in keys if key not in found), Skip.ERASED)
    for key, row in found.items():
        concerned = not items or topics.get(key, EVERYTHING).any_of(items)
        skip = _refusal(broadcast, row, oldest) if concerned else Skip.STOPPED
        if skip is not None:
            refused[key] = skip
    return refused


_PLAINLY = (
    "SELECT key FROM person WHERE key AMONG AND COALESCE(wants_news, follows) AND gone_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM preference WHERE person_key = person.key)"
)
"""Those who want news, chose nothing among them, and are still there."""


def _doubtful(
    session: Session, broadcast: Broadcast, keys: Collection[str], oldest: datetime | None
) -> list[str]:
    """All but those who plainly are told: mostly nobody is left to be looked at closely."""
    if broadcast.kind in CHOSEN_KINDS and broadcast.rhythm is not Rhythm.INSTANT:
        return list(keys)
    driver = Driver(session)
    late = () if oldest is None else (driver.time(oldest),)
    plain = set(
        driver.gather(_PLAINLY + (" AND last_at >= ?" if late else ""), driver.keys(list(keys)), *late)
    )
    return [key for key in keys if key not in plain]


def topics_of(session: Session, keys: Collection[str]) -> dict[str, Chosen]:
    """What each of these people chose; whoever is missing chose nothing and gets everything."""
    chosen = {row.person_key: row.chosen for row in session.execute(_CHOOSERS, {"keys": list(keys)})}
    topics: dict[str, tuple[set[str], set[str]]] = {key: (set(), set()) for key in chosen}
    for row in session.execute(_TOPICS, {"keys": list(chosen)}) if chosen else ():
        topics[row.person_key][0 if row.wanted else 1].add(row.topic)
    return {
        key: Chosen(wanted=frozenset(topics[key][0])) if only else Chosen(unwanted=frozenset(topics[key][1]))
        for key, only in chosen.items()
    }


def wants_news(otherwise: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """Whether a person wants news: as was said, else as the person follows, else `otherwise` (no)."""
    return func.coalesce(Person.wants_news, Person.follows, false() if otherwise is None else otherwise)


def closed(now: datetime, window: timedelta | None) -> ColumnElement[bool]:
    """Whether it is too late to write to a person."""
    if window is None:
        return false()
    return or_(Person.last_at.is_(None), Person.last_at < now - window)


def concerns(items: Sequence[frozenset[str]]) -> ColumnElement[bool]:
    """`Chosen.any_of` as SQL, of people who have a preference, which is in the query."""
    wanted = _topics_among(frozenset().union(*items), wanted=True) > 0
    unmarked = or_(
        *(_topics_among(topics, wanted=False) < len(topics) if topics else true() for topics in set(items))
    )
    return case((Preference.chosen, wanted), else_=unmarked)


def _narrowed(rows: Select[str, str, str], session: Session, broadcast: Broadcast) -> Select[str, str, str]:
    """Only those of the audience, of all accounts."""
    if broadcast.kind in _AFTERWARDS:
        told = and_(Delivery.broadcast_id == broadcast.about_id, Delivery.state.in_(REACHED))
        return rows.select_from(Delivery).join(Person, Person.key == Delivery.person_key).where(told)
    if broadcast.kind is BroadcastKind.REHEARSAL:
        testers = Tester.agency_id == broadcast.agency_id
        return rows.select_from(Person).join(Tester, Tester.person_key == Person.key).where(testers)
    if broadcast.kind is BroadcastKind.EMERGENCY:
        return rows.select_from(Person).where(wants_news(true()))
    items = topics_told(session, broadcast)
    fits = concerns(items) if items else true()
    if broadcast.rhythm is Rhythm.INSTANT:
        return rows.select_from(Person).where(wants_news(), _unless_chosen(fits))
    often = Preference.rhythm == broadcast.rhythm
    joined = rows.select_from(Person).join(Preference, Preference.person_key == Person.key)
    return joined.where(wants_news(), often, fits)


def _unless_chosen(fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a person wants it at once, and the topic.

    Asked of each person instead of joined: PostgreSQL would join and sort all who are left for each slice.
    """
    at_once = and_(Preference.rhythm == Rhythm.INSTANT, fits)
    theirs = select(at_once).where(Preference.person_key == Person.key).correlate(Person)
    return func.coalesce(theirs.scalar_subquery(), true())


def _reason(broadcast: Broadcast, now: datetime, window: timedelta | None) -> ColumnElement[str]:
    reasons = [
        (Person.gone_at.is_not(None), _word(Skip.LEFT)),
        (closed(now, window), _word(Skip.WINDOW)),
    ]
    if broadcast.kind in _AFTERWARDS:
        reasons.insert(0, (~wants_news(true()), _word(Skip.STOPPED)))
    return case(*reasons, else_=_word(""))


def _topics_among(topics: Collection[str], *, wanted: bool) -> ColumnElement[int]:
    theirs = and_(
        PreferenceTopic.person_key == Preference.person_key,
        PreferenceTopic.wanted.is_(wanted),
        PreferenceTopic.topic.in_(sorted(topics)),
    )
    return (
        select(func.count())
        .select_from(PreferenceTopic)
        .where(theirs)
        .correlate(Preference)
        .scalar_subquery()
    )


def _refusal(broadcast: Broadcast, row: Row[*tuple[Any, ...]], oldest: datetime | None) -> Skip | None:
    """Why this person is not told, whatever the topics."""
    kind = broadcast.kind
    said = row.follows if row.wants_news is None else row.wants_news
    if kind in CHOSEN_KINDS:
        stopped = not said or (row.rhythm or Rhythm.INSTANT) is not broadcast.rhythm
    else:
        stopped = said is False and kind is not BroadcastKind.REHEARSAL
    if stopped:
        return Skip.STOPPED
    if row.gone_at is not None:
        return Skip.LEFT
    late = oldest is not None and (row.last_at is None or row.last_at < oldest)
    return Skip.WINDOW if late else None


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)


_KEYS: BindParameter[list[str]] = bindparam("keys", expanding=True)
# Built once: half of what such a query costs is putting it together.
_CHOICES = (
    select(
        Person.key,
        Person.wants_news,
        Person.follows,
        Person.gone_at,
        Person.last_at,
        Preference.rhythm,
        Preference.chosen,
    )
    .join(Preference, Preference.person_key == Person.key, isouter=True)
    .where(Person.key.in_(_KEYS))
)
_CHOOSERS = select(Preference.person_key, Preference.chosen).where(Preference.person_key.in_(_KEYS))
_TOPICS = select(PreferenceTopic.person_key, PreferenceTopic.topic, PreferenceTopic.wanted).where(
    PreferenceTopic.person_key.in_(_KEYS)
)
