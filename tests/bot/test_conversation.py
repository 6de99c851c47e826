"""A message in, the words of the reply out, and what stays in the database."""

import itertools
from datetime import timedelta

import pytest
from known import BIRTH, NOW, change, furnish, procedure, scope, shipped
from sqlalchemy import select

from bot.conversation import Conversation
from bot.payloads import NONE_OF_THESE, payload
from bot.talks import Talk, forget_lapsed
from connectors.database import Database
from connectors.messages import Address, Message, Reply
from knowledge.facets import Facet
from knowledge.library import Library
from knowledge.questions import Question

LAN = Address("webchat", "xa-b", "lan")
_ids = itertools.count()


class Talker:
    """One citizen, writing to the assistant."""

    def __init__(self, database: Database, library: Library) -> None:
        self.database = database
        self.library = library
        self.conversation = Conversation(library)

    async def says(self, text: str, *, payload: str | None = None, after: timedelta = timedelta()) -> Reply:
        message = Message(f"m{next(_ids)}", LAN, text, NOW + after, payload)
        async with self.database.writing() as session:
            return await self.conversation.answer(session, message, NOW + after)


@pytest.fixture
async def talker(database: Database) -> Talker:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return Talker(database, library)


async def test_the_first_line_holds_what_was_asked_and_the_source_follows(talker: Talker) -> None:
    reply = await talker.says("làm giấy khai sinh hết bao nhiêu tiền")
    lines = reply.text.splitlines()
    assert lines[0] == "Lệ phí: Miễn phí khi đăng ký đúng hạn"
    assert "Thủ tục: Đăng ký khai sinh" in lines
    assert "Nguồn: cổng dịch vụ công, cập nhật tháng 07/2026" in lines
    assert reply.links == (("Xem trên cổng", f"https://portal.example/{BIRTH}"),)


async def test_papers_come_as_a_list(talker: Talker) -> None:
    reply = await talker.says("đăng ký khai sinh cần giấy tờ gì")
    assert "- Tờ khai đăng ký khai sinh\n- Giấy chứng sinh (bản chính)" in reply.text


async def test_without_a_facet_a_card_and_buttons_for_facets(talker: Talker) -> None:
    reply = await talker.says("đăng ký khai sinh")
    assert reply.text.splitlines()[0] == "Đăng ký khai sinh"
    labels = [choice.label for choice in reply.choices]
    assert labels[:3] == ["Giấy tờ cần nộp", "Thời hạn", "Lệ phí"]
    pressed = await talker.says("Lệ phí", payload=reply.choices[2].payload)
    assert pressed.text.startswith("Lệ phí: Miễn phí khi đăng ký đúng hạn")


async def test_long_papers_are_cut_between_items_and_shown_whole_when_asked(talker: Talker) -> None:
    papers = "\n".join(f"- Giấy tờ số {number}, bản chính hoặc bản sao có chứng thực" for number in range(60))
    await change(talker.database, procedure(2, BIRTH, facets={"papers": papers}))
    await talker.library.refresh(talker.database)
    reply = await talker.says("đăng ký khai sinh cần giấy tờ gì")
    assert "… còn nữa" in reply.text
    assert all(line in papers for line in reply.text.splitlines() if line.startswith("- "))
    assert reply.choices[0].label == "Xem đầy đủ"
    whole = await talker.says("Xem đầy đủ", payload=reply.choices[0].payload)
    assert papers in whole.text


async def test_what_the_portal_does_not_say_is_said_to_be_missing(talker: Talker) -> None:
    reply = await talker.says("đăng ký kết hôn theo nghị định nào")
    assert reply.text.startswith("Căn cứ pháp lý: cổng chưa công bố nội dung này.")


async def test_a_fee_of_the_commune_stands_before_the_published_one(talker: Talker) -> None:
    await change(talker.database, scope(2, BIRTH, counter="3", fee="5.000 đồng"))
    await talker.library.refresh(talker.database)
    reply = await talker.says("lệ phí đăng ký khai sinh")
    assert reply.text.startswith("Mức thu tại UBND xã B: 5.000 đồng\nLệ phí: Miễn phí khi đăng ký đúng hạn")
    assert "Nơi tiếp nhận: UBND xã B, quầy 3" in reply.text


async def test_an_honest_no_names_a_person_to_ask(talker: Talker) -> None:
    reply = await talker.says("máy bơm nước ruộng hỏng ai đền")
    assert "không trả lời phỏng đoán" in reply.text
    assert "0123 000 001" in reply.text
    assert "7 giờ 30" in reply.text


@pytest.mark.parametrize("text", ["", "☺☺☺", "???"])
async def test_without_words_a_friendly_request_for_some(talker: Talker, text: str) -> None:
    assert "viết câu hỏi bằng chữ" in (await talker.says(text)).text


async def test_a_facet_without_a_procedure_is_asked_back(talker: Talker) -> None:
    assert "thủ tục nào" in (await talker.says("bao nhiêu tiền")).text


async def test_a_question_is_kept_once_without_personal_data(talker: Talker) -> None:
    await talker.says("làm giấy khai sinh cho con, số 001088012345, gọi 0912345678")
    async with talker.database.reading() as session:
        question = (await session.scalars(select(Question))).one()
        talk = (await session.scalars(select(Talk))).one()
    assert "001088012345" not in question.asked + str(talk.context)
    assert "0912345678" not in question.asked + str(talk.context)
    assert (question.kind, question.codes) == ("found", [BIRTH])


async def test_a_follow_up_in_a_later_message_still_belongs(talker: Talker) -> None:
    await talker.says("đăng ký kết hôn cần giấy tờ gì")
    reply = await talker.says("mấy ngày xong", after=timedelta(minutes=5))
    assert reply.text.startswith("Thời hạn giải quyết: 05 ngày làm việc")


async def test_a_button_of_something_that_is_gone_or_forged_is_harmless(talker: Talker) -> None:
    assert "không còn" in (await talker.says("x", payload=payload("9.999999", Facet.FEE))).text
    assert "không trả lời phỏng đoán" in (await talker.says("x", payload=NONE_OF_THESE)).text
    assert (await talker.says("khai sinh", payload="<script>|x|y|z")).text.startswith("Đăng ký khai sinh")


async def test_talks_that_lapsed_are_forgotten(talker: Talker) -> None:
    await talker.says("đăng ký kết hôn")
    async with talker.database.writing() as session:
        gone = await forget_lapsed(session, now=NOW + timedelta(days=2), after=timedelta(days=1), most=10)
    assert gone == 1
