"""What needs no reply, and is noted."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import alarms, oddities
from bot.asked import keep_unanswered
from bot.officers import forgetting
from connectors import people
from connectors.messages import Event, Odd, Overheard, Unfollowed, Warned


async def noted(session: AsyncSession, event: Event, now: datetime, talk: str = "") -> None:
    """Note what `event` tells of a person or an account; others are passed over. `talk`: its name."""
    who = event.address
    match event:
        case Unfollowed():
            await session.run_sync(people.unfollowed, who, event.at)
            await session.run_sync(forgetting.drop_wishes, who)
        case Overheard():
            await session.run_sync(people.saw, who, event.at)
            await keep_unanswered(session, event, talk)
        case Odd():
            await session.run_sync(oddities.count, who.channel, who.agency, event.name, event.at)
        case Warned():
            alarm = (alarms.WARNED, who.channel, who.agency, event.text, now)
            await session.run_sync(alarms.raise_alarm, *alarm)
        case _:
            return
