"""What is kept of a question: enough to mend the answer, nothing that tells who asked."""

from dataclasses import replace
from datetime import timedelta

from known import NOW, furnish, shipped
from sqlalchemy import select

from bot.asked import TalkNames, forget_old
from bot.conversation import Conversation
from bot.privacy import erase
from connectors.database import Database
from connectors.messages import Address, Message
from knowledge.library import Library
from knowledge.questions import Question

LAN = Address("zalo", "xa-b", "lan")
BINH = replace(LAN, person="binh")


async def kept(database: Database) -> list[Question]:
    async with database.reading() as session:
        return list(await session.scalars(select(Question).order_by(Question.id)))


async def test_a_question_is_known_by_its_talk_its_seconds_and_what_was_nearest_and_erased(
    database: Database,
) -> None:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    conversation = Conversation(library, names=TalkNames(b"key"))
    for number, who in enumerate((LAN, LAN, BINH)):
        message = Message(f"m{number}", who, "cưới vợ cần giấy gì", NOW)
        async with database.writing() as session:
            await conversation.converse(session, message, NOW + timedelta(seconds=3))
    first, second, other = await kept(database)
    assert first.talk == second.talk != other.talk
    assert "lan" not in first.talk
    assert first.seconds == 3
    assert first.candidates
    async with database.writing() as session:
        late = Message("bye", LAN, "xóa dữ liệu của tôi", NOW + timedelta(days=90))
        await erase(session, late, conversation.names)
    assert [each.id for each in await kept(database)] == [other.id]
    async with database.writing() as session:
        assert await forget_old(session, NOW, 10) == 0
        assert await forget_old(session, NOW + timedelta(days=1), 10) == 1
    assert await kept(database) == []


def test_a_talk_is_named_anew_each_day_and_by_another_key_otherwise() -> None:
    names = TalkNames(b"key")
    evening, night = NOW.replace(hour=16, minute=59), NOW.replace(hour=17, minute=0)
    assert names.of(LAN, evening) != names.of(LAN, night)
    assert names.of(LAN, evening) in names.of_days(LAN, night + timedelta(days=30), 40)
    assert names.of(LAN, NOW) != TalkNames(b"other").of(LAN, NOW)
