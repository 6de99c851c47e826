"""What the pages of groups read; each in a bounded number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.console import groups_together as together
from bot.console.answers_rows import nearest_entries
from bot.console.cards_answers import WEEK, asker
from bot.console.cards_naming import candidates, procedure_name
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.visit import Visit
from knowledge.agencies import Agency
from knowledge.drafts import Draft, DraftState
from knowledge.grouping_drafts import drafts_of
from knowledge.grouping_signs import alike
from knowledge.groups import GroupState, QuestionGroup
from knowledge.opening import VIETNAM
from knowledge.questions import Question

PAGE = 25
MOST_WORDINGS = 50
MOST_WRONG = 5
LOOKED_FOR = 6
DAYS = timedelta(days=14)
MOST_COUNTED = 5_000
"""Questions of the last fortnight that are counted by day."""
MERGEABLE = 30
COMPARED = 300
"""So many open groups, those asked last, are looked through for ones that mean nearly the same."""
CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """All that the page of one group shows; of several that mean the same, of all of them."""

    group: QuestionGroup
    also: Sequence[QuestionGroup]
    """Of other agencies, or of the same, with which it is decided in one act."""
    agency: Agency
    """For which a draft is begun: it reaches all who asked."""
    count: int
    people: int
    wordings: Sequence[tuple[str, int, datetime]]
    days: Sequence[tuple[date, int]]
    candidates: Sequence[tuple[str, str, float]]
    others: Sequence[QuestionGroup]
    """With which it may be merged, the most alike first."""
    draft: Draft | None
    """The one that is under way for it."""
    decision: str
    wrong: Sequence[Question]
    """Of its questions, those whose answers were marked as wrong; of equal wordings the newest."""


def page(
    session: Session, visit: Visit, state: GroupState, after: str
) -> tuple[list[list[QuestionGroup]], str]:
    """Groups of a state, the largest first, and where the next page begins; empty: there is none.

    Those that wait and mean the same stand together; so many more of them are read for a page.
    """
    mixed = state is GroupState.OPEN and together.several(visit)
    most, sight = together.LOOKED_AT if mixed else PAGE, visit.sight()
    query = select(QuestionGroup).where(QuestionGroup.agency_id.in_(sight), QuestionGroup.state == state)
    count, _, number = after.partition("-")
    if count.isdecimal() and number.isdecimal() and len(after) < 20:  # noqa: PLR2004 (two INTEGERs)
        fewer, same = QuestionGroup.count < int(count), QuestionGroup.count == int(count)
        query = query.where(or_(fewer, same & (QuestionGroup.id > int(number))))
    query = query.order_by(QuestionGroup.count.desc(), QuestionGroup.id).limit(most + 1)
    groups = session.scalars(query).all()
    last = groups[most - 1] if len(groups) > most else None
    lists = together.gathered(visit, groups[:most]) if mixed else [[group] for group in groups[:most]]
    return lists, "" if last is None else f"{last.count}-{last.id}"


def one(session: Session, visit: Visit, number: int, *, only: bool = False) -> Told:
    """Eight queries. `only`: what means the same elsewhere is left out. Raises GoneError."""
    group = session.get(QuestionGroup, number)
    if group is None:
        raise GoneError
    visit.own(group.agency_id, Right.READ)
    also = [] if only else together.beside(session, visit, group)
    numbers = [each.id for each in (group, *also)]
    agency = together.agency_for(visit, [group, *also])
    of_group = Question.group_id.in_(numbers)
    people = select(func.count(func.distinct(asker()))).where(of_group, Question.asked_at > visit.now - WEEK)
    times = func.count().label("times")
    said = (
        select(Question.asked, times, func.max(Question.asked_at))
        .where(of_group)
        .group_by(Question.asked)
        .order_by(times.desc(), Question.asked)
        .limit(MOST_WORDINGS)
    )
    drafts = drafts_of([number]).where(Draft.agency_id.in_(visit.sight()))
    under_way = drafts.where(Draft.state.not_in((DraftState.DROPPED, DraftState.LIVE)))
    return Told(
        group=group,
        also=also,
        agency=agency,
        count=sum(each.count for each in (group, *also)),
        people=session.scalar(people) or 0,
        wordings=[(asked, count, last) for asked, count, last in session.execute(said)],
        days=_days(session, numbers, visit.now),
        candidates=candidates(visit, group, CANDIDATES, agency.id),
        others=_others(session, group),
        draft=session.scalars(under_way.order_by(Draft.id.desc()).limit(1)).first(),
        decision=procedure_name(visit, group.agency_id, group.decision) or group.decision,
        wrong=_wrong(session, numbers),
    )


def looked_for(visit: Visit, agency: Agency, words: str) -> Sequence[tuple[str, str, float]]:
    """Procedures of an agency that fit words or a code, as `candidates`, the best first."""
    agencies, holdings = visit.console.agencies.line(agency.id), visit.console.library.holdings
    found = nearest_entries(holdings, agencies, words, written=False)
    named = {each.code: procedure_name(visit, agency.id, each.code) for each in found}
    return [(code, name, 0.0) for code, name in named.items() if name][:LOOKED_FOR]


def _wrong(session: Session, numbers: Sequence[int]) -> Sequence[Question]:
    marked = select(Question).where(Question.group_id.in_(numbers), Question.wrong_by != "")
    newest = session.scalars(marked.order_by(Question.id.desc()).limit(MOST_WORDINGS)).all()
    of_each_wording = {each.asked: each for each in reversed(newest)}
    return list(of_each_wording.values())[-MOST_WRONG:]


def _days(session: Session, numbers: Sequence[int], now: datetime) -> Sequence[tuple[date, int]]:
    """Each day of the last fortnight in Vietnam, the newest first."""
    asked = (
        select(Question.asked_at)
        .where(Question.group_id.in_(numbers), Question.asked_at > now - DAYS)
        .order_by(Question.asked_at.desc())
        .limit(MOST_COUNTED)
    )
    counts = Counter(at.astimezone(VIETNAM).date() for at in session.scalars(asked))
    return sorted(counts.items(), reverse=True)


def _others(session: Session, group: QuestionGroup) -> Sequence[QuestionGroup]:
    query = (
        select(QuestionGroup)
        .where(QuestionGroup.agency_id == group.agency_id, QuestionGroup.state == GroupState.OPEN)
        .where(QuestionGroup.id != group.id)
        .order_by(QuestionGroup.last_at.desc(), QuestionGroup.id)
        .limit(COMPARED)
    )
    told, found = dict(group.keys), session.scalars(query).all()
    likeness = {each.id: alike(told, dict(each.keys)) for each in found}
    return sorted(found, key=lambda each: (-likeness[each.id], -each.count, each.id))[:MERGEABLE]
