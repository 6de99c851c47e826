"""What begins anew, or is decided, in the moment in which it is tidied away by another process, stays so."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from eventually import held_up
from known import NOW, furnish, shipped
from sqlalchemy import select

from bot import alarms, handovers
from bot.conversation import Conversation
from connectors.database import Database
from connectors.messages import Address, Message
from connectors.outgoing import Outcome, Outgoing
from knowledge.grouping import group_new
from knowledge.groups import QuestionGroup
from knowledge.library import Library
from knowledge.questions import Question

AN = Address("zalo", "xa-b", "an")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    database = Database(postgres_url)
    yield database
    await database.close()


async def test_a_silence_that_begins_anew_is_not_deleted_with_the_old_ones(database: Database) -> None:
    await database.at_once(lambda session: handovers.take_over(session, AN, at=NOW - DAY, until=NOW - HOUR))
    async with database.writing() as session:
        await session.run_sync(lambda sync: handovers.take_over(sync, AN, at=NOW, until=NOW + HOUR))
        await session.flush()
        deleting = asyncio.create_task(database.at_once(lambda sync: handovers.forget_ended(sync, NOW, 10)))
        await held_up(database)
    await deleting
    assert await database.at_once(lambda session: handovers.holding(session, AN, NOW), writing=False)


async def test_an_alarm_that_is_raised_again_stands_though_something_was_sent_before(
    database: Database,
) -> None:
    named = (alarms.STOPPED, AN.channel, AN.agency, "its token is dead")
    await database.at_once(lambda session: alarms.raise_alarm(session, *named, NOW))
    sent = {"token": "t", "part": 0, "digest": "", "outcome": Outcome.ACCEPTED, "tries": 1}
    who = {"channel": AN.channel, "agency": AN.agency, "person": AN.person}
    await database.at_once(lambda session: session.add(Outgoing(**sent, **who, attempted_at=NOW + HOUR)))
    async with database.writing() as session:
        await session.run_sync(alarms.raise_alarm, *named, NOW + 2 * HOUR)
        await session.flush()
        clearing = asyncio.create_task(
            database.at_once(lambda sync: alarms.clear_mended(sync, NOW + 2 * HOUR))
        )
        await held_up(database)
    await clearing
    assert await database.at_once(alarms.open_alarms, writing=False)


async def test_a_question_that_an_editor_puts_into_a_group_is_in_that_one_only(database: Database) -> None:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    asked = Message("m", AN, "xin giấy phép bay flycam ở đâu", NOW)
    async with database.writing() as session:
        await Conversation(library).converse(session, asked, NOW)
    async with database.writing() as session:
        question = (await session.scalars(select(Question).with_for_update())).one()
        group = QuestionGroup(agency_id=question.agency_id, title="Bay", count=1, first_at=NOW, last_at=NOW)
        group.keys, group.candidates = [], []
        session.add(group)
        await session.flush()
        question.group_id, question.grouped_at = group.id, NOW
        grouping = asyncio.create_task(group_new(database, library, NOW))
        await held_up(database)
    assert await grouping == 0
    async with database.reading() as session:
        assert (await session.scalars(select(QuestionGroup.title))).all() == ["Bay"]
