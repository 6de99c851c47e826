"""A conversation that also keeps, for officers, what people say who asked for one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.officers import talking
from bot.replying import Converses
from connectors.messages import Event, Message, Overheard, Reply


class Hearing:
    """Written with the answer, in its transaction: what is answered stands in the talk, and nothing else."""

    def __init__(self, conversation: Converses) -> None:
        self._conversation = conversation

    async def think(self, session: AsyncSession, event: Event, now: datetime) -> None:
        await self._conversation.think(session, event, now)

    async def answer(self, session: AsyncSession, event: Event, now: datetime) -> Reply:
        reply = await self._conversation.answer(session, event, now)
        if isinstance(event, Message | Overheard):
            await session.run_sync(talking.hear, event, reply)
        return reply
