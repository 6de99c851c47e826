"""The first words to a person: who this is, and what is done with personal data. A notice, no consent."""

from dataclasses import replace
from datetime import datetime

from bot import people_wording as wording
from bot import routed, routed_wording
from connectors.messages import Choice, Reply
from connectors.people import Person
from knowledge.findings import AgencyView

FOLLOWED_BY_NEWS = frozenset({"zalo"})
"""Channels on which who follows gets the news."""


def welcome(agency: AgencyView, person: Person, now: datetime, *, days: int) -> Reply:
    """Who this is, three example questions, how to get the news; the notice if it was not given yet."""
    news = wording.NEWS_BY_FOLLOWING if person.channel in FOLLOWED_BY_NEWS else wording.NEWS_BY_ASKING
    lines = [wording.WELCOME.format(agency=agency.name), news]
    if not _knows_privacy(person):
        lines.append(privacy(agency, days))
    _greeted(person, now)
    return Reply("\n\n".join(lines), examples())


def introduced(reply: Reply, agency: AgencyView, person: Person, now: datetime, *, days: int) -> Reply:
    """The answer to a first message, and below it in short what the welcome says; else `reply` as it is."""
    if person.welcomed_at is not None and _knows_privacy(person):
        return reply
    lines = [] if person.welcomed_at is not None else [wording.MACHINE.format(agency=agency.name)]
    if not _knows_privacy(person):
        lines.append(privacy(agency, days))
    _greeted(person, now)
    return replace(reply, text="\n\n".join((reply.text, *lines)))


def examples() -> tuple[Choice, ...]:
    return routed.asking(*routed_wording.EXAMPLES)


def privacy(agency: AgencyView, days: int) -> str:
    """Who processes, what for, how long, what is masked, how it is erased, where to ask."""
    contact = agency.contact.phone or agency.contact.address or agency.name
    return wording.PRIVACY.format(agency=agency.name, days=days, contact=contact)


def _knows_privacy(person: Person) -> bool:
    return person.told_privacy_at is not None and person.privacy_wording == wording.PRIVACY_VERSION


def _greeted(person: Person, now: datetime) -> None:
    person.welcomed_at = person.welcomed_at or now
    if not _knows_privacy(person):
        person.told_privacy_at, person.privacy_wording = now, wording.PRIVACY_VERSION
