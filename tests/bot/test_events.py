"""What people on platforms meet: a welcome, a fitting sentence for whatever they send, their wishes done."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from attending import LAN, Citizen, citizen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot import news_wording
from bot.alarms import open_alarms
from bot.oddities import oddities
from bot.people_wording import FORMS
from bot.talks import Talk
from connectors.database import Database
from connectors.messages import (
    SILENCE,
    Address,
    Commented,
    Followed,
    Form,
    Odd,
    Opened,
    Overheard,
    Submitted,
    Unfollowed,
    Warned,
    Withdrew,
)

COMMENT = Address("messenger", "xa-b", "comment:1_2")


@pytest.fixture
async def lan(database: Database) -> Citizen:
    return await citizen(database)


async def test_a_follower_is_welcomed_once_with_examples_news_and_the_notice(lan: Citizen) -> None:
    reply = await lan.does(Followed(lan.name(), LAN, lan.now))
    assert "trợ lý tự động của UBND xã B" in reply.text
    assert len(reply.choices) == 3
    for told in ("ngừng tin", "91/2025/QH15", "30 ngày", "xóa dữ liệu của tôi", "0123 000 001", "gặp cán bộ"):
        assert told in reply.text
    assert await lan.does(Followed(lan.name(), LAN, lan.now)) == SILENCE
    assert "91/2025" not in (await lan.says("lệ phí khai sinh")).text
    row = await lan.row()
    assert row is not None
    assert (row.follows, row.privacy_wording) == (True, "1")


async def test_a_first_question_is_answered_first_and_the_notice_follows_once(lan: Citizen) -> None:
    reply = await lan.says("làm giấy khai sinh hết bao nhiêu tiền")
    assert reply.text.startswith("Lệ phí: Miễn phí")
    assert reply.text.index("máy trả lời tự động") < reply.text.index("91/2025/QH15")
    assert "91/2025" not in (await lan.says("mấy ngày xong")).text


async def test_a_first_greeting_is_the_welcome(lan: Citizen) -> None:
    reply = await lan.says("xin chào")
    assert "91/2025/QH15" in reply.text
    assert "ngừng tin" in reply.text


async def test_who_opens_the_talk_again_is_asked_what_is_wanted(lan: Citizen) -> None:
    lan.address = replace(LAN, channel="messenger")
    first = await lan.does(Opened(lan.name(), lan.address, lan.now, ref="poster"))
    again = await lan.does(Opened(lan.name(), lan.address, lan.now))
    assert "đăng ký tin" in first.text
    assert again.text.startswith("Ông/Bà cần làm việc gì?")
    assert await lan.does(Opened(lan.name(), lan.address, lan.now)) == SILENCE


async def test_the_web_chat_shows_its_own_welcome(lan: Citizen) -> None:
    lan.address = replace(LAN, channel="webchat")
    assert "91/2025" not in (await lan.says("lệ phí khai sinh")).text
    assert await lan.row() is None


@pytest.mark.parametrize("form", FORMS)
async def test_whatever_is_no_words_gets_a_fitting_sentence(lan: Citizen, form: Form) -> None:
    reply = await lan.shows(form)
    assert reply.text.startswith(FORMS[form])
    assert reply.fallback


async def test_every_form_but_text_has_its_sentence() -> None:
    assert set(FORMS) == set(Form) - {Form.TEXT}


async def test_an_album_gets_one_sentence_and_a_later_one_another(lan: Citizen) -> None:
    replies = [await lan.shows(Form.IMAGE) for _ in range(5)]
    assert [bool(reply.text) for reply in replies] == [True, False, False, False, False]
    lan.waits(11)
    later = await lan.shows(Form.IMAGE)
    assert later.text
    assert later.text not in replies[0].text


async def test_words_beside_a_picture_are_read_and_an_address_is_none(lan: Citizen) -> None:
    assert (await lan.says("khai sinh cần giấy tờ gì", form=Form.IMAGE)).text.startswith("Giấy tờ cần nộp")
    assert "liên kết" in (await lan.says("https://example.com/x?y=1", form=Form.LINK)).text


async def test_nobody_hears_the_same_fallback_twice_running_and_words_are_never_met_with_silence(
    lan: Citizen,
) -> None:
    await lan.says("xin chào")
    texts = [(await lan.says(f"bông súng màu tím {word}")).text for word in "abcdefghij"]
    assert all(texts)
    assert all(once != again for once, again in pairwise(texts))
    assert len(set(texts[:6])) == 6


async def test_an_insult_repeated_does_not_get_one_sentence_repeated(lan: Citizen) -> None:
    texts = [(await lan.says("đồ ngu")).text for _ in range(3)]
    assert len(set(texts)) == 3
    assert not any("ghi lại" in text for text in texts)


@pytest.mark.parametrize("text", ["2", "số 2", "câu 2 ạ", "2.", "chon so 2", "SỐ 2"])
async def test_a_number_picks_from_the_last_reply(lan: Citizen, text: str) -> None:
    card = await lan.says("đăng ký khai sinh")
    assert card.choices[1].label == "Thời hạn"
    assert (await lan.says(text)).text.startswith("Thời hạn giải quyết")


async def test_a_number_out_of_the_row_or_too_late_or_of_a_house_picks_nothing(lan: Citizen) -> None:
    await lan.says("đăng ký khai sinh")
    for text in ("99", "0", "số nhà 2", "2 con", "12/4"):
        assert not (await lan.says(text)).text.startswith("Thời hạn giải quyết")
    await lan.says("đăng ký khai sinh")
    lan.waits(31)
    assert not (await lan.says("2")).text.startswith("Thời hạn giải quyết")


async def test_where_buttons_are_shown_a_number_means_what_was_offered(lan: Citizen) -> None:
    lan.address = replace(LAN, channel="webchat")
    offered = await lan.says("xác nhận đăng ký")
    if len(offered.choices) > 2:
        picked = await lan.says("số 2")
        assert offered.choices[1].label.lower() in picked.text.lower()


async def test_news_are_wished_for_and_declined_in_any_spelling(lan: Citizen) -> None:
    for text, wanted in (("đăng ký tin", True), ("NGUNG TIN", False), ("dang ky nhan tin", True)):
        reply = await lan.says(text)
        row = await lan.row()
        assert row is not None
        assert (row.wants_news, row.news_at, row.news_wording) == (wanted, lan.now, news_wording.VERSION)
        assert "Đã ghi nhận" in reply.text


async def test_a_follower_who_leaves_is_noted_in_silence(lan: Citizen) -> None:
    await lan.does(Followed(lan.name(), LAN, lan.now))
    assert await lan.does(Unfollowed(lan.name(), LAN, lan.now)) == SILENCE
    row = await lan.row()
    assert row is not None
    assert row.follows is False


async def test_of_particulars_nothing_but_the_fact_is_kept(lan: Citizen) -> None:
    reply = await lan.does(Submitted(lan.name(), LAN, lan.now, {"phone": "0912345678"}))
    assert reply.text.startswith("Cảm ơn")
    assert await lan.questions() == []


async def test_what_is_overheard_is_kept_as_a_question_without_personal_data(lan: Citizen) -> None:
    said = Overheard(lan.name(), LAN, "gọi tôi 0912345678 về sổ đỏ", lan.now)
    assert await lan.does(said) == SILENCE
    ((kind, asked),) = await lan.questions()
    assert kind == "kept"
    assert "0912345678" not in asked


async def test_odd_events_are_counted_and_warnings_raise_an_alarm(lan: Citizen) -> None:
    nobody = replace(LAN, person="")
    for name in ("zns_x", "zns_x", "y" * 999):
        assert await lan.does(Odd(lan.name(), nobody, lan.now, name)) == SILENCE
    for _ in range(2):
        await lan.does(Warned(lan.name(), nobody, lan.now, "sắp bị khóa"))
    async with lan.database.reading() as session:
        counted = {row.name: row.count for row in await session.run_sync(oddities)}
        (alarm,) = await session.run_sync(open_alarms)
    assert counted == {"zns_x": 2, "y" * 100: 1}
    assert (alarm.kind, alarm.text, alarm.count) == ("warned", "sắp bị khóa", 2)


async def test_a_comment_is_answered_only_where_wanted_and_only_a_question(lan: Citizen) -> None:
    question = "làm khai sinh hết bao nhiêu tiền"
    assert await lan.does(Commented(lan.name(), COMMENT, question, lan.now)) == SILENCE
    lan.options = {"private_replies": lambda channel, agency: (channel, agency) == ("messenger", "xa-b")}
    reply = await lan.does(Commented(lan.name(), COMMENT, question, lan.now))
    assert reply.text.startswith("Lệ phí: Miễn phí")
    assert "bình luận" in reply.text
    for text in ("bài viết hay quá", "cảm ơn", "xin chào", "quảng cáo vay tiền nhanh", ""):
        assert await lan.does(Commented(lan.name(), COMMENT, text, lan.now)) == SILENCE
    assert [asked for _, asked in await lan.questions()] == [question]
    async with lan.database.reading() as session:
        assert (await session.scalars(select(Talk))).all() == []


async def test_who_withdraws_consent_is_erased(lan: Citizen) -> None:
    await lan.says("lệ phí khai sinh")
    reply = await lan.does(Withdrew(lan.name(), LAN, lan.now))
    assert reply.text.startswith("Đã xóa")
    assert await lan.row() is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
async def test_nothing_that_is_typed_breaks_it(lan: Citizen, text: str) -> None:
    lan.waits(timedelta(seconds=1) / timedelta(minutes=1))
    assert (await lan.says(text)).text
