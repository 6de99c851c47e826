"""Sentences that answer nothing, said so that nobody hears the same one again and again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import repeating
from bot.talks import Talk, talk_of
from connectors.messages import SILENCE, Address, Reply


async def once(session: AsyncSession, who: Address, replies: Sequence[Reply], now: datetime) -> Reply:
    """One of `replies`, which all say the same; silence if that was said lately."""
    talk = await talk_of(session, who, now)
    reply = repeating.once(_said(talk), replies, now)
    return SILENCE if reply is None else _noted(talk, reply, now)


async def varied(session: AsyncSession, who: Address, replies: Sequence[Reply], now: datetime) -> Reply:
    """The first of `replies` that this person has not just heard; who wrote words always hears some."""
    talk = await talk_of(session, who, now)
    said = _said(talk)
    return _noted(talk, repeating.fresh(said, replies, now) or repeating.least_recent(said, replies), now)


def _said(talk: Talk) -> dict[str, str]:
    return {each[0]: each[1] for each in talk.fallbacks or ()}


def _noted(talk: Talk, reply: Reply, now: datetime) -> Reply:
    said = repeating.with_said(_said(talk), reply, now)
    talk.fallbacks = [[name, at] for name, at in said.items()]
    return reply
