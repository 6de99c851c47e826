"""What was asked, kept for those who mend the knowledge."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.masking import masked
from connectors.messages import Commented, Message, Overheard
from knowledge.agencies import find_agency
from knowledge.facets import Facet
from knowledge.questions import Question

KEPT = "kept"
"""The kind of a question that was not answered by us: a human holds the talk."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a question."""

    kind: str
    codes: Sequence[str] = field(default=())
    facets: Sequence[Facet] = field(default=())
    confidence: float = 0.0


async def keep_question(
    session: AsyncSession, event: Message | Commented | Overheard, asked: str, made: Made
) -> None:
    """Keep `asked`, in which personal data are masked already, once for each event."""
    key = message_key(event.address.channel, event.id)
    if await session.scalar(select(Question.id).where(Question.message_id == key)):
        return
    agency = await find_agency(session, event.address.agency)
    session.add(
        Question(
            agency_id=agency.id,
            channel=event.address.channel,
            message_id=key,
            asked=asked,
            kind=made.kind,
            codes=list(made.codes),
            facets=[str(facet) for facet in made.facets],
            confidence=made.confidence,
            asked_at=event.at,
        )
    )


async def keep_unanswered(session: AsyncSession, event: Message | Overheard) -> None:
    """Keep what was said while a human holds the talk; nothing of a message without words."""
    if event.text.strip():
        await keep_question(session, event, masked(event.text), Made(KEPT))


def message_key(channel: str, name: str) -> str:
    """How a question names its message."""
    return f"{channel}:{name}"
