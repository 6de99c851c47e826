"""What is kept of a person is deleted when the person asks for it."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import handovers, talks
from bot.asked import TalkNames, message_key
from bot.inbox import WIPED, InboxRow
from bot.officers import forgetting
from broadcasts import choices, erasing
from connectors import outgoing, people
from connectors.claims import WaitState
from connectors.messages import Address, Message, Reply, Withdrew
from knowledge.questions import Question

PARCEL = 500
TALKS_DAYS = 400
"""So far back talks are looked for: as long as questions are kept, unless the settings say otherwise."""
NAMELESS = {"person": "", "key": ""}
"""What a row of the inbox loses besides its words when nobody may be known by it."""


@dataclass(frozen=True, slots=True)
class Farewell(Reply):
    """Confirms that everything is deleted; before it is said, the channel forgets the person, too."""


async def erase(session: AsyncSession, asking: Message | Withdrew, names: TalkNames | None = None) -> None:
    """Delete the talk, the questions, the traces and the wishes of the person; the channel does the rest.

    The row of the message that asks keeps its address until it is settled, and so does what came after it.
    By `names`, questions are found whose messages left no trace any more.
    """
    who = asking.address
    if names is not None:
        talks_of = names.of_days(who, asking.at, TALKS_DAYS)
        await session.execute(delete(Question).where(Question.talk.in_(talks_of)))
    await talks.forget(session, who)
    await session.run_sync(_erase, who, asking.id)


def _erase(session: Session, who: Address, asking: str) -> None:
    theirs = (
        InboxRow.channel == who.channel,
        InboxRow.agency == who.agency,
        InboxRow.person == who.person,
    )
    names = list(session.scalars(select(InboxRow.platform_id).where(*theirs)))
    for start in range(0, len(names), PARCEL):
        keys = [message_key(who.channel, name) for name in names[start : start + PARCEL]]
        session.execute(delete(Question).where(Question.message_id.in_(keys)))
    ended = (*theirs, InboxRow.platform_id != asking, InboxRow.state != WaitState.WAITING)
    session.execute(
        update(InboxRow).where(*ended).values(**WIPED, **NAMELESS, state=WaitState.DONE),
        execution_options={"synchronize_session": False},
    )
    people.forget(session, who)
    choices.forget(session, who.key)
    handovers.forget(session, who)
    outgoing.forget(session, who)
    forgetting.forget(session, who)
    erasing.erase(session, who)
