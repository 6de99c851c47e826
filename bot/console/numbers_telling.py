"""Figures as the page says them: beside those before, with their definitions, in tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.console import numbers_wording as wording
from bot.console.filters import day, number, share
from bot.console.places import Agencies
from bot.numbers import figures
from bot.numbers.days import FollowerDay
from bot.numbers.figures import Sums
from bot.numbers.periods import Period
from bot.numbers.report_words import MANY_TIMES
from knowledge.agencies import Agency
from knowledge.topics import name_of

QUICK = 2
MOST_TOPICS = 10
Counts = Mapping[tuple[int, str], Sums]


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: str
    before: str
    how: str


@dataclass(frozen=True, slots=True)
class Table:
    """`empty`: what is said where it has no rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    how: str
    empty: str = ""
    words: int = 1
    """So many columns are words, the others figures."""


def compared(now: Sums, before: Sums, period: Period) -> str:
    """The first sentence: how much was asked, how much of it answered, whether that is more than before."""
    if not now.questions:
        return wording.NOTHING
    lead = wording.LEAD.format(count=number(now.questions), share=share(now.of_questions(now.answered)))
    if not before.questions:
        return f"{lead} {wording.NEW.format(days=number(period.days))}"
    times, days = now.questions / before.questions, number(period.days)
    if times >= MANY_TIMES:
        return f"{lead} {wording.TIMES.format(times=number(round(times, 1)), days=days)}"
    change = times - 1
    told = wording.SAME if round(abs(change), 2) == 0 else wording.MORE if change > 0 else wording.LESS
    return f"{lead} {told.format(change=share(abs(change)), days=days)}"


def figures_of(now: Sums, before: Sums) -> list[Figure]:
    """Every figure with the one before it; nothing where nothing was asked."""
    if not now.questions and not now.kept:
        return []
    told, earlier = _values(now), _values(before)
    return [
        Figure(
            name,
            value,
            wording.BEFORE.format(value=earlier[name]) if before.questions else "",
            wording.DEFINITIONS[name],
        )
        for name, value in told.items()
    ]


def _values(sums: Sums) -> dict[str, str]:
    within = sums.within()
    return {
        wording.QUESTIONS: number(sums.questions),
        wording.ANSWERED: share(sums.of_questions(sums.answered)),
        wording.ASKED_BACK: share(sums.of_questions(sums.unsure)),
        wording.REFUSED: share(sums.of_questions(sums.unknown)),
        wording.ROUTED: share(sums.of_questions(sums.routed)),
        wording.WRONG: share(sums.of_questions(sums.wrong)),
        wording.UNSERVED: share(sums.of_questions(sums.unserved)),
        wording.OUTSIDE: share(sums.out_of_hours),
        wording.QUICK: share(within[QUICK] if within else None),
        wording.KEPT: number(sums.kept),
    }


def children(agencies: Agencies, agency: Agency, now: Counts) -> Table:
    """The agency itself, then each right below it with all that is below that, the most asked first."""
    sums: dict[int, Sums] = {}
    for key, each in figures.grouped(now, 0).items():
        line = agencies.line(key)
        above = line[line.index(agency.id) - 1] if key != agency.id else agency.id
        sums.setdefault(above, Sums()).add(each)
    below = {key for key, each in agencies.all.items() if each.parent_id == agency.id}
    order = sorted(below, key=lambda key: (-sums.get(key, Sums()).questions, agencies.name(key)))
    own = [wording.ONLY.format(name=agency.name), *_row(sums.get(agency.id, Sums()))]
    rows = [own, *([agencies.name(key), *_row(sums.get(key, Sums()))] for key in order)]
    return Table(wording.CHILDREN, wording.CHILDREN_HEAD, rows, wording.CHILDREN_HOW)


def _row(sums: Sums) -> list[str]:
    shares = (sums.answered, sums.unknown, sums.wrong)
    return [number(sums.questions), *(share(sums.of_questions(count)) for count in shares)]


def tables(session: Session, agencies: Sequence[int], period: Period, now: Counts) -> list[Table]:
    """By channel, by topic, by broadcast."""
    followers = figures.followers(session, agencies, period.last)
    news = figures.broadcasts(session, agencies, period)
    return [_channels(now, followers), _topics(followers), _news(news)]


def _channels(now: Counts, followers: Sequence[FollowerDay]) -> Table:
    asked, people = figures.grouped(now, 1), Counter[str]()
    for each in followers:
        people[each.channel] += each.count
    rows = [
        [
            wording.WEB_NAMES.get(channel, channel),
            number(asked[channel].questions if channel in asked else 0),
            share(asked[channel].of_questions(asked[channel].answered) if channel in asked else None),
            number(people[channel]) if channel in people else "–",
        ]
        for channel in sorted({*asked, *people})
    ]
    return Table(wording.CHANNELS, wording.CHANNELS_HEAD, rows, wording.CHANNELS_HOW, wording.NO_FOLLOWERS)


def _topics(followers: Sequence[FollowerDay]) -> Table:
    people = Counter[str]()
    for each in followers:
        people.update(each.topics)
    rows = [[name_of(topic), number(count)] for topic, count in people.most_common(MOST_TOPICS)]
    return Table(wording.TOPICS, wording.TOPICS_HEAD, rows, wording.TOPICS_HOW, wording.NO_FOLLOWERS)


def _news(news: Sequence[figures.Reached]) -> Table:
    rows = [
        [
            day(each.day),
            each.title or wording.UNTITLED.format(number=each.broadcast_id),
            number(each.audience),
            number(each.reached),
            number(each.posts),
        ]
        for each in news
    ]
    return Table(wording.NEWS, wording.NEWS_HEAD, rows, wording.NEWS_HOW, wording.NO_NEWS, words=2)
