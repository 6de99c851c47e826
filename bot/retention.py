"""What is deleted after a while, so that nothing of a citizen stays longer than it is needed."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import asked, handovers, inbox, talks
from bot.console import forgetting as of_the_desk
from bot.inbox import now_utc
from bot.officers import forgetting as officers
from bot.officers import later
from bot.settings import Settings
from broadcasts import forgetting, pictures
from connectors import outgoing
from connectors.database import Database
from connectors.webchat import lines

PARCEL = 1000
"""Rows deleted in one transaction: a writer of messages never waits long for it."""
ENDED = timedelta(days=1)
"""How long one knows that a human held a talk."""

Forget = Callable[[AsyncSession, datetime], Awaitable[int]]


async def forget_old(database: Database, settings: Settings) -> int:
    """Delete what is older than the settings allow, parcel by parcel; returns how many rows."""
    now, gone = now_utc(), 0
    for forget in _what(settings):
        while True:
            async with database.writing() as session:
                some = await forget(session, now)
            gone += some
            if some < PARCEL:
                break
    return gone


def _what(settings: Settings) -> tuple[Forget, ...]:
    done, failed = timedelta(days=settings.inbox_days), timedelta(days=settings.failed_days)
    said, lapsed = timedelta(days=settings.chat_days), timedelta(minutes=settings.context_minutes)

    async def messages(session: AsyncSession, now: datetime) -> int:
        return await inbox.forget(session, now=now, done=done, failed=failed, most=PARCEL)

    async def chat_lines(session: AsyncSession, now: datetime) -> int:
        return await lines.forget_old(session, now - said, PARCEL)

    async def lapsed_talks(session: AsyncSession, now: datetime) -> int:
        return await talks.forget_lapsed(session, now=now, after=lapsed, most=PARCEL)

    async def ended_handovers(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(handovers.forget_ended, now - ENDED, PARCEL)

    async def sent(session: AsyncSession, now: datetime) -> int:
        # As long as a message may be answered once more: what was said of it before must be known then.
        return await session.run_sync(outgoing.forget_old, now - max(done, failed), PARCEL)

    kept = timedelta(days=settings.ledger_days)

    async def ledgers(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(forgetting.forget_old, now - kept, PARCEL)

    async def covers(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(pictures.forget_old, now - kept, PARCEL)

    questions_kept = timedelta(days=settings.question_days)

    async def questions(session: AsyncSession, now: datetime) -> int:
        return await asked.forget_old(session, now - questions_kept, PARCEL)

    whole = timedelta(hours=settings.desk_hours)

    async def desk(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(of_the_desk.forget_old, now, whole, PARCEL)

    return (
        *_of_officers(settings),
        desk,
        messages,
        chat_lines,
        lapsed_talks,
        ended_handovers,
        sent,
        ledgers,
        covers,
        questions,
    )


def _of_officers(settings: Settings) -> tuple[Forget, ...]:
    talked, wished = timedelta(days=settings.talk_days), timedelta(days=later.DAYS)

    async def officer_talks(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(officers.forget_talks, now - talked, PARCEL)

    async def wishes(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(officers.forget_wishes, now - wished, PARCEL)

    async def letters(session: AsyncSession, now: datetime) -> int:
        return await session.run_sync(officers.forget_letters, now - max(talked, wished), PARCEL)

    return (officer_talks, wishes, letters)
