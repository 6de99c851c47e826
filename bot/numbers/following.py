"""How many people get an agency's news, by channel and topic: counted once an hour, while no page waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from bot.numbers.days import FollowerDay
from bot.numbers.upserting import put
from broadcasts.audience import wants_news
from broadcasts.preferences import Preference, PreferenceTopic
from connectors.database import Database
from connectors.people import Person
from knowledge.agencies import Agency
from knowledge.opening import VIETNAM
from knowledge.topics import topics

EVERY = timedelta(hours=1)
Account = tuple[str, str]
"""Channel, and code of the agency."""


async def count_due(database: Database, now: datetime) -> None:
    """Count the followers unless they were within the hour. Reads every person once, and locks nobody."""

    def read(session: Session) -> Mapping[tuple[Any, ...], Mapping[str, Any]]:
        last = session.scalar(select(func.max(FollowerDay.counted_at)))
        return {} if last is not None and now - last < EVERY else followers(session, now)

    found = await database.at_once(read, writing=False)
    if found:
        await database.at_once(lambda session: put(session, FollowerDay, found))


def followers(session: Session, now: datetime) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows of today, by their keys: who wants news and has not left."""
    ids = {code: key for key, code in session.execute(select(Agency.id, Agency.code))}
    query = select(Person.channel, Person.agency, func.count()).where(_reached())
    counts = {
        (channel, agency): count
        for channel, agency, count in session.execute(query.group_by(Person.channel, Person.agency))
        if agency in ids
    }
    told, today = _topics(session, counts), now.astimezone(VIETNAM).date()
    return {
        (today, ids[agency], channel): {"count": count, "topics": told[channel, agency], "counted_at": now}
        for (channel, agency), count in counts.items()
    }


def _topics(session: Session, counts: Mapping[Account, int]) -> dict[Account, dict[str, int]]:
    """Everybody gets every topic, but for those who chose some, and those who left some out."""
    account = Person.channel, Person.agency
    choosers: Counter[Account] = Counter()
    query = select(*account, func.count()).join(Preference, Preference.person_key == Person.key)
    for channel, agency, count in session.execute(
        query.where(_reached(), Preference.chosen).group_by(*account)
    ):
        choosers[channel, agency] = count
    moved: dict[Account, Counter[str]] = defaultdict(Counter)
    marks = (
        select(*account, PreferenceTopic.topic, PreferenceTopic.wanted, func.count())
        .join(Preference, Preference.person_key == Person.key)
        .join(PreferenceTopic, PreferenceTopic.person_key == Person.key)
        .where(_reached(), PreferenceTopic.wanted == Preference.chosen)
        .group_by(*account, PreferenceTopic.topic, PreferenceTopic.wanted)
    )
    for channel, agency, topic, wanted, count in session.execute(marks):
        moved[channel, agency][topic] += count if wanted else -count
    return {key: _each(count - choosers[key], moved[key]) for key, count in counts.items()}


def _each(everything: int, moved: Mapping[str, int]) -> dict[str, int]:
    codes: Iterable[str] = dict.fromkeys((*(topic.code for topic in topics()), *moved))
    return {code: everything + moved.get(code, 0) for code in codes}


def _reached() -> ColumnElement[bool]:
    return and_(wants_news(), Person.gone_at.is_(None))
