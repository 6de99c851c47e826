"""Questions that found no answer come together by meaning, each counted once; some open a matter again."""

import asyncio
import itertools
from collections.abc import Sequence
from datetime import timedelta

import pytest
from known import NOW, furnish, shipped
from sqlalchemy import func, select, update

from bot.conversation import Conversation
from connectors.database import Database
from connectors.messages import Address, Message
from knowledge.grouping import askers, group_new, regathered, wordings
from knowledge.groups import GroupState, QuestionGroup
from knowledge.library import Library
from knowledge.questions import Question

LATER = NOW + timedelta(hours=1)
DRONE = (
    "xin giấy phép bay flycam ở đâu",
    "muốn bay flycam thì xin giấy phép chỗ nào",
    "xin giay phep bay flycam o dau",
    "giấy phép bay flycam xin ở đâu vậy ạ",
)
WELL = (
    "khoan giếng nước ngầm phải xin phép không",
    "khoan giếng nước ngầm trong vườn có phải xin phép không",
)
_ids = itertools.count()


class Town:
    """People who ask, and what became of it."""

    def __init__(self, database: Database, library: Library) -> None:
        self.database, self.library = database, library
        self.conversation = Conversation(library)

    async def asks(
        self, texts: Sequence[str], *, who: str = "", after: timedelta = timedelta(), agency: str = "xa-b"
    ) -> None:
        for text in texts:
            number = next(_ids)
            person = Address("webchat", agency, who or f"p{number}")
            message = Message(f"g{number}", person, text, NOW + after)
            async with self.database.writing() as session:
                await self.conversation.converse(session, message, NOW + after + timedelta(seconds=2))

    async def grouped(self) -> int:
        return await group_new(self.database, self.library, LATER)

    async def groups(self) -> list[QuestionGroup]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(QuestionGroup).order_by(QuestionGroup.id)))

    async def decided(self, state: GroupState) -> None:
        async with self.database.writing() as session:
            await session.execute(update(QuestionGroup).values(state=state, decided_at=NOW, decided_by="lan"))


@pytest.fixture
async def town(database: Database) -> Town:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return Town(database, library)


async def test_the_same_matter_in_other_words_is_one_group_and_another_matter_another(town: Town) -> None:
    await town.asks([*DRONE, *WELL])
    assert await town.grouped() == len(DRONE) + len(WELL)
    drone, well = await town.groups()
    assert (drone.count, well.count) == (len(DRONE), len(WELL))
    assert drone.title in DRONE
    assert well.title in WELL
    assert drone.state is GroupState.OPEN
    assert drone.first_at == drone.last_at == NOW
    assert drone.keys


async def test_what_was_looked_at_is_not_looked_at_again(town: Town) -> None:
    await town.asks(DRONE)
    assert await town.grouped()
    assert await town.grouped() == 0
    (group,) = await town.groups()
    assert group.count == len(DRONE)


async def test_words_that_say_nothing_and_questions_that_were_answered_are_in_no_group(town: Town) -> None:
    await town.asks(["???", "đăng ký khai sinh cần giấy tờ gì", "chào bạn"])
    await town.grouped()
    assert await town.groups() == []


async def test_each_agency_has_its_own(town: Town) -> None:
    await town.asks(DRONE[:2])
    await town.asks(DRONE[2:], agency="xa-c")
    await town.grouped()
    assert [(group.agency_id, group.count) for group in await town.groups()] == [(2, 2), (3, 2)]


async def test_in_one_go_or_one_by_one_the_groups_are_the_same(town: Town) -> None:
    await town.asks([*DRONE, *WELL])
    while await group_new(town.database, town.library, LATER, most=1):
        pass
    piecemeal = [(group.title, group.count, group.keys) for group in await town.groups()]
    async with town.database.writing() as session:
        await session.execute(update(Question).values(grouped_at=None, group_id=None))
        await session.execute(QuestionGroup.__table__.delete())  # type: ignore[attr-defined]
    await town.grouped()
    assert [(group.title, group.count, group.keys) for group in await town.groups()] == piecemeal


async def test_people_are_counted_not_their_questions(town: Town) -> None:
    await town.asks(DRONE[:2], who="lan")
    await town.asks(DRONE[2:3], who="binh")
    await town.grouped()
    (group,) = await town.groups()
    async with town.database.reading() as session:
        assert await askers(session, [group.id], NOW) == {group.id: 2}
        assert await askers(session, [group.id], LATER) == {}
        assert set(await wordings(session, group.id)) == set(DRONE[:3])


@pytest.mark.parametrize("settled", [GroupState.ANSWERED, GroupState.SENT])
async def test_who_still_finds_no_answer_opens_a_settled_group_again(town: Town, settled: GroupState) -> None:
    await town.asks(DRONE[:2])
    await town.grouped()
    await town.decided(settled)
    await town.asks(DRONE[2:3])
    await town.grouped()
    assert [group.state for group in await town.groups()] == [settled]
    await town.asks(DRONE[3:], after=timedelta(minutes=5))
    await town.grouped()
    assert [(group.state, group.count) for group in await town.groups()] == [(GroupState.OPEN, 4)]


async def test_what_is_ignored_stays_so_and_is_counted(town: Town) -> None:
    await town.asks(DRONE[:2])
    await town.grouped()
    await town.decided(GroupState.IGNORED)
    await town.asks(DRONE[2:], after=timedelta(minutes=5))
    await town.grouped()
    assert [(group.state, group.count) for group in await town.groups()] == [(GroupState.IGNORED, 4)]


async def test_two_processes_at_once_count_nothing_twice(town: Town) -> None:
    await town.asks([*DRONE, *WELL])
    other = Database(town.database.url.render_as_string(hide_password=False))
    try:
        both = [
            group_new(each, town.library, LATER, most=2) for each in (town.database, other) for _ in "abc"
        ]
        looked = sum(await asyncio.gather(*both))
        while some := await town.grouped():
            looked += some
    finally:
        await other.close()
    assert looked == len(DRONE) + len(WELL)
    groups = await town.groups()
    assert sorted(group.count for group in groups) == [len(WELL), len(DRONE)]
    async with town.database.reading() as session:
        query = select(func.count()).where(Question.group_id.is_not(None))
        assert await session.scalar(query) == len(DRONE) + len(WELL)


async def test_after_a_question_was_moved_by_hand_both_groups_say_what_they_hold(town: Town) -> None:
    await town.asks([*DRONE, *WELL])
    await town.grouped()
    drone, well = await town.groups()
    async with town.database.writing() as session:
        await session.execute(update(Question).values(group_id=drone.id))
        await regathered(session, town.library, [drone.id, well.id])
    (left,) = await town.groups()
    assert (left.id, left.count) == (drone.id, len(DRONE) + len(WELL))


async def test_a_group_that_was_opened_by_hand_is_found_by_its_title(town: Town) -> None:
    row = QuestionGroup(agency_id=2, title=DRONE[0], keys=[], count=1, first_at=NOW, last_at=NOW)
    async with town.database.writing() as session:
        session.add(row)
    await town.asks(DRONE[1:2])
    await town.grouped()
    assert [group.count for group in await town.groups()] == [2]
