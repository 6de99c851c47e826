"""A person who was refused may wish to be told when there is an answer."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import staffing
from bot import wording as answers_wording
from bot.asked import message_key
from bot.conversation import Said
from bot.inbox import InboxRow
from bot.officers import forgetting, wording
from bot.officers.wishes_later import LaterWish
from connectors.inserting import insert_missing
from connectors.messages import Address, Choice, Message, Reply
from knowledge.findings import Unknown
from knowledge.questions import Question

PAYLOAD = "later|"
DAYS = 30
"""How long a wish is kept."""
_ASKING_BACK = frozenset({answers_wording.NEEDS_TOPIC, answers_wording.NO_WORDS})
_PASSING = "anon:"
"""Begins the names of people whom their channel does not let us find again."""


async def offered(session: AsyncSession, message: Message, said: Said, reply: Reply) -> Reply:
    """`reply`, with a button for being told later where it refuses, and where somebody works on answers.

    What is switched off is refused as well: its answer comes when it is let go, or in other words before.
    """
    if not isinstance(said.finding, Unknown) or said.reply.text in _ASKING_BACK:
        return reply
    who = message.address
    if who.person.startswith(_PASSING) or not await staffing.edited(session, who.agency):
        return reply
    await session.flush()
    kept = Question.message_id == message_key(who.channel, message.id)
    number = await session.scalar(select(Question.id).where(kept))
    if number is None:
        return reply
    return replace(reply, choices=(*reply.choices, Choice(wording.TELL_ME, f"{PAYLOAD}{number}")))


def pressed(payload: str | None) -> int | None:
    """The number of the question that a button of ours names, 0 to be told of none; else None."""
    number = (payload or "").removeprefix(PAYLOAD)
    ours = payload is not None and payload.startswith(PAYLOAD)
    return int(number) if ours and number.isascii() and number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004 (of an INTEGER)


def wished(session: Session, who: Address, number: int, now: datetime) -> Reply:
    """Note the wish, once, for a question that this very person asked; 0 takes all of them back."""
    if number == 0:
        forgetting.drop_wishes(session, who)
        return Reply(wording.NO_MORE)
    question = session.get(Question, number)
    if question is None or not _asked(session, who, question):
        return Reply(wording.NOT_THERE)
    row = {
        "question_id": number,
        "key": who.key,
        "channel": who.channel,
        "agency": who.agency,
        "person": who.person,
        "wished_at": now,
    }
    insert_missing(session, LaterWish, [row])
    stop = Choice(wording.TELL_ME_NOT, f"{PAYLOAD}0")
    return Reply(wording.WISHED.format(days=DAYS), (stop,))


def _asked(session: Session, who: Address, question: Question) -> bool:
    """A payload comes from outside: nobody is told what somebody else asked."""
    name = question.message_id.removeprefix(f"{who.channel}:")
    theirs = (InboxRow.channel == who.channel, InboxRow.platform_id == name, InboxRow.person == who.person)
    return session.scalar(select(InboxRow.id).where(*theirs, InboxRow.agency == who.agency)) is not None
