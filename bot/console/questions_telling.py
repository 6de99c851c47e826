"""What the page of one question tells: the talk around it, what was understood, what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.asked import KEPT
from bot.console.cards_naming import procedure_name
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.visit import Visit
from bot.explained import understood, voices, why
from knowledge.explaining import Explanation, Weighed, explain
from knowledge.groups import QuestionGroup
from knowledge.material import WRITTEN
from knowledge.questions import Question
from knowledge.replaying import replay, says_a_topic

AROUND = 30
BEFORE = 10
"""Earlier messages of the talk that are followed again."""
CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate in words."""

    code: str
    name: str
    held: bool
    share: float
    favouring: Sequence[str]
    opposing: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """`answered`: names of what was answered then; `now_says`: what would be answered today."""

    question: Question
    group: QuestionGroup | None
    around: Sequence[Question]
    answered: Sequence[tuple[str, str]]
    explanation: Explanation | None
    understood: Sequence[tuple[str, str]]
    candidates: Sequence[Row]
    why: str
    now_says: str


def read(
    session: Session, visit: Visit, number: int
) -> tuple[Question, QuestionGroup | None, Sequence[Question]]:
    """The question, its group, and its talk in order. Three queries. Raises GoneError."""
    question = session.get(Question, number)
    if question is None:
        raise GoneError
    visit.own(question.agency_id, Right.READ)
    group = None if question.group_id is None else session.get(QuestionGroup, question.group_id)
    if not question.talk:
        return question, group, (question,)
    of_talk = select(Question).where(Question.talk == question.talk, Question.agency_id == question.agency_id)
    around = session.scalars(of_talk.order_by(Question.asked_at, Question.id).limit(AROUND)).all()
    return question, group, around if question in around else (question,)


def told(visit: Visit, question: Question, group: QuestionGroup | None, around: Sequence[Question]) -> Told:
    """What the question is understood as by the knowledge of now, after what was talked about before it."""
    names = [(code, _name(visit, question.agency_id, code)) for code in question.codes]
    agency = visit.console.agencies.all.get(question.agency_id)
    if agency is None or question.kind == KEPT or not question.asked.strip():
        return Told(question, group, around, names, None, (), (), "", "")
    library, at = visit.console.library, question.asked_at
    earlier = [each.asked for each in around if each.kind != KEPT and _earlier(each, question)]
    context = replay(library, agency.code, earlier[-BEFORE:], at)
    found = explain(library, agency.code, question.asked, context, at)
    return Told(
        question,
        group,
        around,
        names,
        found,
        tuple(understood(found)),
        [_row(visit, question.agency_id, each) for each in found.candidates[:CANDIDATES]],
        why(found),
        _rendered(visit, agency.code, found, at),
    )


def _earlier(other: Question, question: Question) -> bool:
    return (other.asked_at, other.id) < (question.asked_at, question.id)


def _name(visit: Visit, agency_id: int, code: str) -> str:
    return procedure_name(visit, agency_id, code) or procedure_name(visit, agency_id, WRITTEN + code) or code


def _row(visit: Visit, agency_id: int, each: Weighed) -> Row:
    held = (
        each.held and not each.code.startswith(WRITTEN) and bool(procedure_name(visit, agency_id, each.code))
    )
    favouring, opposing = voices(each.favouring).splitlines(), voices(each.opposing).splitlines()
    return Row(each.code, each.name, held, each.share, favouring, opposing)


def _rendered(visit: Visit, agency: str, found: Explanation, now: datetime) -> str:
    conversation = visit.console.conversation
    topic = says_a_topic(conversation.library, found.typed)
    view = conversation.library.agency(agency)
    return conversation.rendered(view, found.typed, found.finding, now, topic=topic).text
