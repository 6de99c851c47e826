"""A number typed for one of the choices of the last reply, as channels without buttons show them."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.talks import Talk, talk_of
from connectors.messages import Address, Choice
from knowledge.vietnamese.folding import fold

LONGEST = 20
_NUMBER = re.compile(
    r"(?:(?:chon|lay|bam|nhan|toi chon|cho toi) )?(?:(?:so|cau|muc|y|phim|viec|lua chon) (?:so )?)?"
    r"(?:thu )?(\d{1,2})\s*[.)]?(?: (?:a|nhe|nha|di|ban|oi))*"
)


def number_in(text: str) -> int | None:
    """The number that is all that `text` says ("2", "số 2", "câu 2 ạ"); a house or a paper has more words."""
    if len(text) > LONGEST:
        return None
    found = _NUMBER.fullmatch(" ".join(fold(text).lower().split()))
    return int(found[1]) if found else None


async def chosen(
    session: AsyncSession, person: Address, text: str, *, now: datetime, lapses: timedelta
) -> Choice | None:
    """The choice of the last reply that `text` names by its number; None when it names none, or too late."""
    number = number_in(text)
    if number is None:
        return None
    talk = await session.get(Talk, person.key)
    if talk is None or now - talk.at > lapses:
        return None
    choices = talk.choices or []
    return Choice(*choices[number - 1]) if 0 < number <= len(choices) else None


async def remember(session: AsyncSession, person: Address, choices: Sequence[Choice], now: datetime) -> None:
    """Keep the choices of a reply for the next message; those before it are over."""
    talk = await talk_of(session, person, now)
    talk.choices = [[choice.label, choice.payload] for choice in choices] or None
