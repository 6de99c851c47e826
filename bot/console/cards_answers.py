"""Cards about what citizens are answered: groups of questions, drafts, answers that end, later answers."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    Case,
    ColumnElement,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from bot.console import groups_together as together
from bot.console import today_wording as wording
from bot.console.blocks import named
from bot.console.cards import SHOWN, Card, Kind
from bot.console.cards_naming import candidates, titled
from bot.console.rights import Right
from bot.console.visit import Visit
from bot.officers.wishes_later import LaterWish
from knowledge.answers import Answer
from knowledge.blocks import Block, BlockKind
from knowledge.drafts import Draft, DraftState, written_by
from knowledge.groups import GroupState, QuestionGroup
from knowledge.opening import VIETNAM
from knowledge.questions import Question

WEEK = timedelta(days=7)
FRESH = timedelta(days=30)
"""What nobody asked for so long waits on the page of all groups."""
LOOKED_AT = 20
WORDINGS = 3
QUOTED = 3
"""Groups of one card of which wordings are read."""
LEFT_LYING = timedelta(hours=12)
SOON = timedelta(days=14)
WRONG_COUNTS = 20
"""A wrong answer is worth as many people who got none: it misleads."""


def group_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Open groups, by the people of the last seven days; one card for all of a meaning. Two queries."""
    sight = visit.sight(Right.DRAFT)
    if not sight:
        return
    rows = {row[0].id: row for row in _groups(session, visit, sight)}
    lists = together.gathered(visit, [group for group, _, _ in rows.values()])
    asked = {each[0].id: sum(rows[group.id][1] for group in each) for each in lists}
    wrong = {each[0].id: any(rows[group.id][2] for group in each) for each in lists}
    worth = {number: people + (WRONG_COUNTS if wrong[number] else 0) for number, people in asked.items()}
    weighed = sorted(lists, key=lambda each: (-worth[each[0].id], each[0].id))[:SHOWN]
    said = wordings(session, [group.id for each in weighed for group in each[:QUOTED]])
    for groups in weighed:
        first, agency = groups[0], together.agency_for(visit, groups)
        ways = dict.fromkeys(way for group in groups for way in said.get(group.id, []) if way != first.title)
        about = {
            "group": first,
            "also": together.told(groups),
            "places": together.places(visit, groups),
            "people": asked[first.id],
            "count": sum(group.count for group in groups),
            "wrong": wrong[first.id],
            "wordings": list(ways)[:WORDINGS],
            "candidates": candidates(visit, first, agency_id=agency.id),
        }
        yield Card(Kind.GROUP, first.id, agency.id, worth[first.id], about)


def _groups(session: Session, visit: Visit, sight: Sequence[int]) -> list[tuple[QuestionGroup, int, bool]]:
    lately = visit.now - WEEK
    of_group = Question.group_id == QuestionGroup.id
    people = select(func.count(func.distinct(asker()))).where(of_group, Question.asked_at > lately)
    marked = Question.agency_id.in_(sight), Question.wrong_at > visit.now - FRESH
    wrong = QuestionGroup.id.in_(select(Question.group_id).where(*marked, Question.group_id.is_not(None)))
    waiting = QuestionGroup.agency_id.in_(sight), QuestionGroup.state == GroupState.OPEN
    largest = (
        select(QuestionGroup.id)
        .where(*waiting, QuestionGroup.last_at > visit.now - FRESH)
        .order_by(QuestionGroup.count.desc(), QuestionGroup.id)
        .limit(together.LOOKED_AT if together.several(visit) else LOOKED_AT)
    )
    # A single question that was answered wrongly is never among the largest.
    mistaken = (
        select(QuestionGroup.id)
        .join(Question, of_group)
        .where(*waiting, *marked)
        .order_by(Question.wrong_at.desc())
        .limit(LOOKED_AT)
        .correlate(None)
    )
    looked_at = or_(QuestionGroup.id.in_(largest), QuestionGroup.id.in_(mistaken))
    query = select(QuestionGroup, people.scalar_subquery(), wrong).where(looked_at)
    return [(group, people, bool(wrong)) for group, people, wrong in session.execute(query)]


def asker() -> Case[str]:
    """Who asked, as far as that is known: a talk, or the message itself."""
    return case((Question.talk != "", Question.talk), else_=Question.message_id)


def wordings(session: Session, groups: Sequence[int], most: int = WORDINGS + 1) -> dict[int, list[str]]:
    """The commonest wordings of each group. One query."""
    counted = (
        select(Question.group_id, Question.asked, func.count().label("times"))
        .where(Question.group_id.in_(groups))
        .group_by(Question.group_id, Question.asked)
        .subquery()
    )
    place = func.row_number().over(
        partition_by=counted.c.group_id, order_by=(counted.c.times.desc(), counted.c.asked)
    )
    placed = select(counted.c.group_id, counted.c.asked, place.label("place")).subquery()
    query = select(placed.c.group_id, placed.c.asked).where(placed.c.place <= most).order_by(placed.c.place)
    said: dict[int, list[str]] = {}
    for group, asked in session.execute(query):
        said.setdefault(group, []).append(asked)
    return said


def draft_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Drafts that wait for this person: others' to approve, their own that came back or lie. One query."""
    me, mine = visit.who.name, written_by(visit.who.name)
    left = (Draft.state == DraftState.DRAFT) & (Draft.updated_at < visit.now - LEFT_LYING)
    wanted = [
        Draft.agency_id.in_(visit.sight(Right.EDIT)) & (Draft.state == DraftState.REVIEW) & ~mine,
        Draft.agency_id.in_(visit.sight(Right.DRAFT)) & mine & ((Draft.state == DraftState.RETURNED) | left),
    ]
    waits = Draft.state.in_((DraftState.REVIEW, DraftState.RETURNED, DraftState.DRAFT))
    query = select(Draft).where(waits, or_(*wanted)).order_by(Draft.id).limit(3 * SHOWN)
    for draft in session.scalars(query):
        kind = Kind.REVIEW
        if draft.written_by(me):
            kind = Kind.RETURNED if draft.state is DraftState.RETURNED else Kind.DRAFT
        days = (visit.now - draft.updated_at) / timedelta(days=1)
        yield Card(kind, draft.id, draft.agency_id, days, {"draft": draft, "title": titled(visit, draft)})


def ending_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Answers that end within a fortnight, or ended in the last one; or whose review is due. One query."""
    today = visit.now.astimezone(VIETNAM).date()
    ends = Answer.valid_until.between(today - SOON, today + SOON)
    query = (
        select(Answer)
        .where(Answer.agency_id.in_(visit.sight(Right.DRAFT)), or_(ends, Answer.review_by <= today))
        .order_by(func.coalesce(Answer.valid_until, Answer.review_by), Answer.id)
        .limit(SHOWN)
    )
    for answer in session.scalars(query):
        until = answer.valid_until or answer.review_by
        late = (today - until).days if until else 0
        about = {"answer": answer, "ended": bool(answer.valid_until and answer.valid_until < today)}
        yield Card(Kind.EXPIRING, answer.id, answer.agency_id, late, about)


def later_cards(session: Session, visit: Visit) -> Iterator[Card]:
    """Groups that are answered, and switches that are on again, of which somebody still wishes to be told.

    One query.
    """
    sight = visit.sight(Right.EDIT)
    group = (literal(""), QuestionGroup.id, QuestionGroup.agency_id, QuestionGroup.title)
    groups = _wished(*group, of_question=QuestionGroup.id == Question.group_id)
    groups = groups.where(QuestionGroup.state == GroupState.ANSWERED, QuestionGroup.agency_id.in_(sight))
    block = (cast(Block.kind, String), Block.id, Block.agency_id, Block.subject)
    blocks = _wished(*block, of_question=Block.id == Question.block_id)
    blocks = blocks.where(Block.ended_at.is_not(None), Block.agency_id.in_(sight))
    most_people_first = text("5 DESC, 1, 2")  # by place: SQLite knows no names of a union
    query = union_all(groups, blocks).order_by(most_people_first).limit(SHOWN)
    for kind, number, agency_id, title, wishing in session.execute(query):
        if not kind:
            about = {"title": title, "people": wishing, "path": f"/later/{number}"}
            yield Card(Kind.LATER, number, agency_id, wishing, about)
            continue
        name = named(visit, Block(kind=BlockKind(kind), agency_id=agency_id, subject=title))
        about = {
            "title": wording.BACK_ON.format(name=name),
            "people": wishing,
            "path": f"/later/block/{number}",
        }
        yield Card(Kind.LATER, number, agency_id, wishing, about, "block-")


def _wished(kind: Any, *columns: Any, of_question: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """What questions belong to that somebody still wishes to be told of, and how many people."""
    people = func.count(func.distinct(LaterWish.key)).label("people")
    chosen = select(kind.label("kind"), *columns, people).join(Question, of_question)
    wishes = chosen.join(LaterWish, LaterWish.question_id == Question.id)
    return wishes.where(LaterWish.letter_id.is_(None)).group_by(*columns)
