"""A person's choices about news: changed, told, forgotten; each kept with the sentence that confirmed it.

The newest choice holds from the commit of the caller's transaction, also for what is being sent just then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Rhythm
from broadcasts.preferences import Preference, PreferenceChange, PreferenceTopic, Tester
from connectors.people import Person

MOST_TOPICS = 30
"""Topics of one person; further ones are passed over."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person gets. `wanted` and `unwanted` hold codes of topics; with neither: all of them."""

    news: bool
    rhythm: Rhythm = Rhythm.INSTANT
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def choices_of(session: Session, person: Person) -> Choices:
    """What holds for the person now."""
    news = bool(person.follows) if person.wants_news is None else person.wants_news
    preference = session.get(Preference, person.key)
    if preference is None:
        return Choices(news)
    topics = _topics(session, person.key)
    wanted = tuple(topic.topic for topic in topics if topic.wanted) if preference.chosen else ()
    unwanted = () if preference.chosen else tuple(topic.topic for topic in topics if not topic.wanted)
    return Choices(news, preference.rhythm, wanted, unwanted)


def want_all(session: Session, person: Person, now: datetime) -> None:
    """The person wants news of every topic, as often as before."""
    _say(person, now, wanted=True)
    preference = session.get(Preference, person.key)
    if preference is not None:
        _only(session, person.key, ())
        preference.chosen, preference.changed_at = False, now


def want_none(person: Person, now: datetime) -> None:
    """The person wants no news; nothing else about the person changes."""
    _say(person, now, wanted=False)


def want(session: Session, person: Person, topics: Iterable[str], now: datetime) -> None:
    """The person wants these topics: again, beside those chosen before, or only these where all came."""
    before, more = choices_of(session, person), tuple(topics)
    if before.news and before.unwanted and set(more) <= set(before.unwanted):
        _say(person, now, wanted=True)
        _without(session, person, tuple(topic for topic in before.unwanted if topic not in more), now)
        return
    _choose(session, person, (before.wanted if before.news else ()) + more, now)


def want_not(session: Session, person: Person, topics: Iterable[str], now: datetime) -> None:
    """The person wants these topics no longer; without any topic left, or any before, no news at all."""
    before, less = choices_of(session, person), tuple(topics)
    if not before.news:
        want_none(person, now)
        return
    if not before.wanted:
        _without(session, person, (*before.unwanted, *less), now)
        return
    left = tuple(topic for topic in before.wanted if topic not in less)
    if left:
        _choose(session, person, left, now)
    else:
        want_none(person, now)


def want_rhythm(session: Session, person: Person, rhythm: Rhythm, now: datetime) -> None:
    """The person wants news that often; who did not want any does from now on."""
    if not choices_of(session, person).news:
        _say(person, now, wanted=True)
    preference = _preference(session, person.key, now)
    preference.rhythm, preference.changed_at = rhythm, now


def keep_change(
    session: Session, person: Person, what: str, now: datetime, *, wording: str, version: str
) -> None:
    """Note a choice as it was made: with the sentence that confirmed it, and its version."""
    person.news_at, person.news_wording = now, version
    session.add(
        PreferenceChange(person_key=person.key, at=now, what=what[:200], wording=wording, version=version)
    )


def forget(session: Session, person_key: str) -> None:
    """Delete every choice of a person, and that the person is in a test group."""
    for table in (PreferenceTopic, PreferenceChange, Preference, Tester):
        session.execute(delete(table).where(table.person_key == person_key))


def _say(person: Person, now: datetime, *, wanted: bool) -> None:
    person.wants_news, person.news_at = wanted, now


def _choose(session: Session, person: Person, topics: Sequence[str], now: datetime) -> None:
    _say(person, now, wanted=True)
    preference = _preference(session, person.key, now)
    _only(session, person.key, topics, wanted=True)
    preference.chosen, preference.changed_at = True, now


def _without(session: Session, person: Person, topics: Sequence[str], now: datetime) -> None:
    preference = _preference(session, person.key, now)
    _only(session, person.key, topics, wanted=False)
    preference.chosen, preference.changed_at = False, now


def _preference(session: Session, key: str, now: datetime) -> Preference:
    preference = session.get(Preference, key)
    if preference is None:
        preference = Preference(person_key=key, rhythm=Rhythm.INSTANT, chosen=False, changed_at=now)
        session.add(preference)
        session.flush()
    return preference


def _only(session: Session, key: str, topics: Sequence[str], *, wanted: bool = True) -> None:
    """These are the person's topics, and no others."""
    session.execute(delete(PreferenceTopic).where(PreferenceTopic.person_key == key))
    for topic in list(dict.fromkeys(topics))[:MOST_TOPICS]:
        session.add(PreferenceTopic(person_key=key, topic=topic, wanted=wanted))
    session.flush()


def _topics(session: Session, key: str) -> Sequence[PreferenceTopic]:
    query = select(PreferenceTopic).where(PreferenceTopic.person_key == key).order_by(PreferenceTopic.topic)
    return session.scalars(query).all()
