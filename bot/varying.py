"""Sentences that answer nothing, said so that nobody hears the same one again and again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import repeating
from bot.talks import talk_of
from connectors.messages import SILENCE, Address, Reply


async def once(session: AsyncSession, who: Address, replies: Sequence[Reply], now: datetime) -> Reply:
    """One of `replies`, which all say the same; silence if that was said lately."""
    talk = await talk_of(session, who, now)
    reply = repeating.once(talk.fallbacks or {}, replies, now)
    if reply is None:
        return SILENCE
    talk.fallbacks = repeating.with_said(talk.fallbacks or {}, reply, now)
    return reply


async def varied(session: AsyncSession, who: Address, replies: Sequence[Reply], now: datetime) -> Reply:
    """The first of `replies` that this person has not just heard; who wrote words always hears some."""
    talk = await talk_of(session, who, now)
    before = talk.fallbacks or {}
    reply = repeating.fresh(before, replies, now) or repeating.least_recent(before, replies)
    talk.fallbacks = repeating.with_said(before, reply, now)
    return reply
