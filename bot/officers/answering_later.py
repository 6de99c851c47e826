"""Those who asked while there was no answer: who can be told now, what, and the letters that tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot.conversation import Conversation
from bot.officers import acting, wording
from bot.officers.letters import Letter, LetterKind
from bot.officers.wishes_later import LaterWish
from bot.platforms import Platforms
from broadcasts import ruling, schedule
from broadcasts.rules import NewsRule
from connectors.channel import Ability
from connectors.messages import Address, Reply
from connectors.people import Person
from connectors.webchat.channel import ABILITY
from connectors.webchat.door import CHANNEL as WEB_CHAT
from knowledge.agencies import lineage_within
from knowledge.findings import Found, Written
from knowledge.opening import VIETNAM
from knowledge.questions import Question

MOST = 200
"""People told by one decision; those after them by the next."""
QUOTED = 200
"""Letters of a question that are repeated to who asked it."""


class Standing(StrEnum):
    """Whether a person can be told."""

    NOW = "now"
    CLOSED = "closed"
    """Too long after the person's last act for the platform to allow it."""
    GONE = "gone"
    UNANSWERED = "unanswered"
    """The very question still finds no answer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person's wish, the newest of those for one decision. `others`: older wishes that it covers."""

    wish: LaterWish
    question: Question
    standing: Standing
    due_at: datetime
    reply: Reply | None
    others: tuple[int, ...] = ()

    @property
    def who(self) -> Address:
        return Address(self.wish.channel, self.wish.agency, self.wish.person)


async def waiting(
    session: AsyncSession,
    which: ColumnElement[bool],
    conversation: Conversation,
    platforms: Platforms,
    now: datetime,
) -> list[Waiting]:
    """Who wished to be told of the questions that `which` names, and was not yet; one for each person."""
    chosen = select(LaterWish, Question).join(Question, Question.id == LaterWish.question_id)
    open_ = chosen.where(which, LaterWish.letter_id.is_(None)).order_by(LaterWish.id).limit(MOST)
    rows = [(wish, question) for wish, question in (await session.execute(open_)).all()]
    people = await _people(session, [wish.key for wish, _ in rows])
    hours = await _decent(session, conversation, {wish.agency for wish, _ in rows}, now)
    newest = {wish.key: (wish, question) for wish, question in rows}
    replies: dict[tuple[str, str, str], Reply | None] = {}
    found = []
    for wish, question in newest.values():
        about = (wish.channel, wish.agency, question.asked)
        if about not in replies:
            replies[about] = _answer(conversation, question, wish, now)
        reply, due_at = replies[about], hours[wish.agency]
        ability = _ability(platforms, wish)
        standing = _standing(wish, ability, people.get(wish.key), reply, due_at)
        others = tuple(other.id for other, _ in rows if other.key == wish.key and other.id != wish.id)
        found.append(Waiting(wish, question, standing, due_at, reply and opened(question, reply), others))
    return found


def opened(question: Question, reply: Reply) -> Reply:
    """The answer, and before it what was asked when. Without buttons: the talk may be about others by now."""
    day = question.asked_at.astimezone(VIETNAM)
    asked = question.asked if len(question.asked) <= QUOTED else f"{question.asked[:QUOTED]}…"
    text = wording.LATER.format(day=f"{day:%d/%m/%Y}", asked=asked)
    return replace(reply, text=f"{text}\n\n{reply.text}", choices=())


def write(session: Session, people: Sequence[Waiting], *, about: str, by: str, now: datetime) -> int:
    """A letter for each who can be told and was not by somebody else meanwhile; returns how many."""
    told = 0
    for each in people:
        if each.standing is not Standing.NOW or each.reply is None:
            continue
        wish = session.get(LaterWish, each.wish.id, with_for_update=True, populate_existing=True)
        if wish is None or wish.letter_id is not None:
            continue
        token = f"later:{wish.id}"
        letter = acting.letter_to(
            each.who,
            each.reply,
            kind=LetterKind.LATER,
            about=about,
            by=by,
            now=now,
            due_at=each.due_at,
            token=token,
        )
        session.add(letter)
        session.flush()
        for number in (wish.id, *each.others):
            if (covered := session.get(LaterWish, number)) is not None:
                covered.letter_id = letter.id
        told += 1
    return told


async def _decent(
    session: AsyncSession, conversation: Conversation, codes: set[str], now: datetime
) -> dict[str, datetime]:
    """When people of each agency may be written to, by the quiet hours of its rule; one query for all."""
    agencies = conversation.library.holdings.material.agencies
    lines = {each.code: lineage_within(agencies, each) for each in agencies.values() if each.code in codes}
    numbers = {each.id for line in lines.values() for each in line}
    rows = await session.scalars(select(NewsRule).where(NewsRule.agency_id.in_(numbers)))
    set_by = {row.agency_id: row.values for row in rows}
    rules = {
        code: ruling.merged(set_by[each.id] for each in lines.get(code, ()) if each.id in set_by)
        for code in codes
    }
    return {code: schedule.allowed(rule, now) for code, rule in rules.items()}


async def _people(session: AsyncSession, keys: Sequence[str]) -> Mapping[str, Person]:
    rows = await session.scalars(select(Person).where(Person.key.in_(keys)))
    return {row.key: row for row in rows}


def said_now(session: Session, letter: Letter, conversation: Conversation, now: datetime) -> Reply | None:
    """What a letter has to say as it leaves: the answer may have been mended since; None: it has nothing."""
    who = Address(letter.channel, letter.agency, letter.person)
    chosen = select(LaterWish, Question).join(Question, Question.id == LaterWish.question_id)
    theirs = chosen.where(LaterWish.key == who.key, LaterWish.letter_id == letter.id)
    newest = theirs.order_by(LaterWish.id.desc()).limit(1)
    row = session.execute(newest).first()
    if row is None:
        return None
    reply = _answer(conversation, row.Question, row.LaterWish, now)
    return reply and opened(row.Question, reply)


def _answer(conversation: Conversation, question: Question, wish: LaterWish, now: datetime) -> Reply | None:
    """What the question finds now, where it was asked; None where that is still no answer."""
    try:
        finding = conversation.library.answer(wish.agency, question.asked, None, now, wish.channel)
        view = conversation.library.agency(wish.agency)
    except KeyError:
        return None
    if not isinstance(finding, Found | Written):
        return None
    return conversation.rendered(view, question.asked, finding, now, topic=True)


def _ability(platforms: Platforms, wish: LaterWish) -> Ability | None:
    """What the channel can do; None where the agency has no account on it any more."""
    if wish.channel == WEB_CHAT:
        return ABILITY
    account = platforms.accounts.find(wish.channel, wish.agency)
    channel = platforms.channels.get(wish.channel)
    return None if account is None or channel is None else channel.shows(account)


def _standing(
    wish: LaterWish, ability: Ability | None, person: Person | None, reply: Reply | None, due_at: datetime
) -> Standing:
    if reply is None:
        return Standing.UNANSWERED
    if ability is None or (person is not None and person.gone_at is not None):
        return Standing.GONE
    last = wish.wished_at if person is None or person.last_at is None else person.last_at
    longest: timedelta | None = ability.last_window
    return Standing.CLOSED if longest is not None and due_at - last > longest else Standing.NOW
