"""What the report of a quarter is written from, read in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.numbers import figures
from bot.numbers.figures import Sums, Times
from bot.numbers.naming import names_of
from bot.numbers.periods import Period, Quarter
from knowledge.agencies import Agency, lineage_within
from knowledge.answers import Answer
from knowledge.articles import Article
from knowledge.groups import GroupState, QuestionGroup
from knowledge.opening import VIETNAM

TOP = 10
MOST_GROUPS = 5
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one quarter. `followers` is None where none were counted by its end."""

    sums: Sums
    articles: int
    sent: int
    reached: int
    posts: int
    followers: int | None


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    agency: Agency
    above: Agency | None
    quarter: Quarter
    until: date
    """The last day that is counted: that of the quarter, or today."""
    now: Part
    before: Part
    top: Sequence[tuple[str, Times]]
    """With the name of each."""
    rising: Sequence[str]
    groups: Sequence[Group]
    group_count: int
    expired: Sequence[str]
    expired_count: int
    agencies: Sequence[tuple[str, Sums]]
    days: Mapping[date, Sums]

    @property
    def running(self) -> bool:
        return self.until < self.quarter.period.last


def facts(session: Session, agency_id: int, sight: Sequence[int], quarter: Quarter, today: date) -> Facts:
    """Of an agency and those in `sight`, itself among them. The quarter must have begun."""
    agencies = {each.id: each for each in session.scalars(select(Agency))}
    agency = agencies[agency_id]
    until = min(quarter.period.last, today)
    period, before = Period(quarter.first(), until), quarter.before().period
    asked = figures.procedures(session, sight, period, before)
    line = lineage_within(agencies, agency)
    rising = [each for each in asked if each.rises and each.before][:MOST_NAMED]
    known = {*sight, *(each.id for each in line)}
    names = names_of(session, known, dict.fromkeys(each.code for each in (*asked[:TOP], *rising)))
    by_agency = figures.by_agency(session, sight, period)
    groups, group_count = _groups(session, sight)
    expired, expired_count = _expired(session, sight, until)
    sums = figures.grouped(by_agency, 0)
    return Facts(
        agency,
        line[1] if len(line) > 1 else None,
        quarter,
        until,
        _part(session, sight, period, figures.total(by_agency)),
        _part(session, sight, before, figures.total(figures.by_agency(session, sight, before))),
        [(names[each.code], each) for each in asked[:TOP]],
        [names[each.code] for each in rising],
        groups,
        group_count,
        expired,
        expired_count,
        [(agencies[key].name, sums[key]) for key in sorted(sums, key=lambda key: -sums[key].questions)],
        figures.by_day(session, sight, period),
    )


def _part(session: Session, sight: Sequence[int], period: Period, sums: Sums) -> Part:
    first, end = _midnight(period.first), _midnight(period.last + timedelta(days=1))
    articles = select(func.count()).where(
        Article.agency_id.in_(sight), Article.first_at >= first, Article.first_at < end
    )
    sent, reached, posts = figures.reach(session, sight, period)
    followers = figures.followers(session, sight, period.last)
    people = sum(each.count for each in followers) if followers else None
    return Part(sums, session.scalar(articles) or 0, sent, reached, posts, people)


def _groups(session: Session, sight: Sequence[int]) -> tuple[list[Group], int]:
    """Questions that still wait for an answer, the most asked first, and how many groups there are."""
    waiting = QuestionGroup.agency_id.in_(sight), QuestionGroup.state == GroupState.OPEN
    query = select(QuestionGroup.title, QuestionGroup.count).where(*waiting)
    rows = session.execute(query.order_by(QuestionGroup.count.desc(), QuestionGroup.id).limit(MOST_GROUPS))
    count = session.scalar(select(func.count()).select_from(QuestionGroup).where(*waiting)) or 0
    return [Group(title, asked) for title, asked in rows], count


def _expired(session: Session, sight: Sequence[int], until: date) -> tuple[list[str], int]:
    over = Answer.agency_id.in_(sight), or_(Answer.valid_until < until, Answer.review_by < until)
    rows = session.scalars(select(Answer.questions).where(*over).order_by(Answer.id).limit(MOST_NAMED))
    count = session.scalar(select(func.count()).select_from(Answer).where(*over)) or 0
    return [asked[0] for asked in rows if asked], count


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
