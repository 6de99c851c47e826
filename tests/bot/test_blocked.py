"""What a citizen reads while the office looks at what it says, and of a field that it words itself."""

import itertools

import pytest
from known import BIRTH, MARRIAGE, NOW, change, furnish, shipped
from sqlalchemy import select

from bot.conversation import Conversation
from bot.payloads import FIELD, NONE_OF_THESE, payload
from connectors.database import Database
from connectors.messages import Address, Message, Reply
from knowledge.answers import Answer
from knowledge.blocks import Block, BlockKind
from knowledge.facets import Facet
from knowledge.library import Library
from knowledge.overrides import Override
from knowledge.questions import Question

_ids = itertools.count()
LOOKED_AT = "đang được cơ quan rà soát lại"
SILENT = "đang tạm ngừng trả lời"


class Town:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.library = Library(shipped())
        self._conversation = Conversation(self.library)

    async def block(self, kind: BlockKind, subject: str = "") -> None:
        row = Block(agency_id=2, kind=kind, subject=subject, reason="Bí mật nội bộ", by="lan", at=NOW)
        await self.tell(row)

    async def tell(self, *rows: object) -> None:
        await change(self.database, *rows)
        await self.library.refresh(self.database)

    async def says(self, text: str, press: str | None = None, channel: str = "webchat") -> Reply:
        message = Message(f"m{next(_ids)}", Address(channel, "xa-b", "lan"), text, NOW, press)
        async with self.database.writing() as session:
            return await self._conversation.answer(session, message, NOW)

    async def kinds(self) -> list[str]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(Question.kind).order_by(Question.id)))


@pytest.fixture
async def town(database: Database) -> Town:
    await furnish(database)
    town = Town(database)
    await town.library.refresh(database)
    return town


async def test_a_citizen_is_told_whom_to_ask_and_not_why(town: Town) -> None:
    await town.block(BlockKind.PROCEDURE, MARRIAGE)
    reply = await town.says("đăng ký kết hôn cần giấy tờ gì")
    assert LOOKED_AT in reply.text
    assert "0123 000 001 (7 giờ 30 đến 17 giờ)" in reply.text
    assert "Bí mật" not in reply.text
    assert reply.choices == ()
    assert await town.kinds() == ["unknown"]


async def test_a_button_from_before_says_it_too_and_counts_as_a_question(town: Town) -> None:
    before = await town.says("đăng ký kết hôn")
    await town.block(BlockKind.PROCEDURE, MARRIAGE)
    for choice in before.choices:
        assert LOOKED_AT in (await town.says(choice.label, choice.payload)).text
    assert await town.kinds() == ["found"] + ["unknown"] * len(before.choices)
    assert LOOKED_AT in (await town.says("mất bao lâu")).text


async def test_a_field_that_is_blocked_lists_nothing(town: Town) -> None:
    assert (await town.says("Hộ tịch", FIELD + "Hộ tịch")).choices
    await town.block(BlockKind.FIELD, "Hộ tịch")
    assert LOOKED_AT in (await town.says("Hộ tịch", FIELD + "Hộ tịch")).text


async def test_one_channel_falls_silent_and_the_other_goes_on(town: Town) -> None:
    await town.block(BlockKind.CHANNEL, "zalo")
    assert SILENT in (await town.says("đăng ký kết hôn", channel="zalo")).text
    pressed = await town.says("Lệ phí", payload(MARRIAGE, Facet.FEE), "zalo")
    assert SILENT in pressed.text
    assert SILENT in (await town.says("Không phải", NONE_OF_THESE, "zalo")).text
    assert (await town.says("đăng ký kết hôn")).text.startswith("Đăng ký kết hôn")


async def test_greetings_and_emergencies_are_answered_while_all_is_silent(town: Town) -> None:
    await town.block(BlockKind.AGENCY)
    assert SILENT in (await town.says("màu tím hoa sim")).text
    assert "UBND xã B" in (await town.says("xin chào")).text
    fire = await town.says("cháy nhà rồi cứu với")
    assert fire.urgent
    assert "114" in fire.text


async def test_a_field_worded_by_the_office_says_according_to_what(town: Town) -> None:
    why = "Quyết định số 12/QĐ-UBND"
    await town.tell(Override(agency_id=2, code=BIRTH, facet="time", text="Hai giờ", reason=why, at=NOW))
    reply = await town.says("đăng ký khai sinh mất bao lâu")
    assert reply.text.splitlines()[:2] == ["Thời hạn giải quyết: Hai giờ", f"Theo: {why}"]


async def test_a_button_of_an_editors_answer_gives_the_answer(town: Town) -> None:
    await town.tell(Answer(agency_id=2, code="cho", text="Ngày 5.", questions=["chợ phiên"], digest="x"))
    assert (await town.says("chợ phiên", payload("answer:cho"))).text.startswith("Ngày 5.")
