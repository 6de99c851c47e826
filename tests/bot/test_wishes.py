"""Wishes, numbers and repeated sentences, as pure functions see them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import repeating
from bot.choosing import number_in
from bot.forms import without_words
from bot.wishes import Wish, may_be_one, wish_of
from connectors.messages import Address, Form, Message, Reply

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
ONE, TWO, THREE = (Reply(text, fallback=True) for text in ("một", "hai", "ba"))


@pytest.mark.parametrize(
    ("wish", "texts"),
    [
        (
            Wish.ERASE,
            (
                "xóa dữ liệu của tôi",
                "Xoá dữ liệu cá nhân của tôi!",
                "XOA DU LIEU",
                "xin hãy xóa hết thông tin của tôi đi ạ",
                "tôi muốn xóa lịch sử trò chuyện",
                "xoá dl của t",
            ),
        ),
        (Wish.ASSISTANT, ("trợ lý", "tro ly oi", "hỏi trợ lý", "quay lại trợ lý", "Trợ lý ảo ơi")),
    ],
)
def test_wishes_are_understood_however_they_are_typed(wish: Wish, texts: tuple[str, ...]) -> None:
    assert {text: wish_of(text) for text in texts} == dict.fromkeys(texts, wish)


@pytest.mark.parametrize(
    "text",
    [
        "xóa đăng ký thế chấp cần giấy tờ gì",
        "xóa án tích",
        "xóa tên trong sổ hộ khẩu",
        "đăng ký khai sinh",
        "hủy đăng ký kết hôn",
        "đăng ký thông báo lưu trú",
        "nhắn tin",
        "không",
        "trợ lý giám đốc cần bằng gì",
        "xóa dữ liệu đất đai của tôi thì nộp ở đâu",
        "",
    ],
)
def test_a_question_is_no_wish(text: str) -> None:
    assert wish_of(text) is None


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_wishes_and_numbers(text: str) -> None:
    wish_of(text)
    may_be_one(text)
    assert number_in(text) is None or len(text) <= 20


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), ("số 2", 2), ("câu 12", 12), ("chọn số 3 ạ", 3), ("2)", 2), ("thứ 2", 2), ("số nhà 2", None)]
    + [(text, None) for text in ("123", "2 con", "1/2", "2.5", "hai", "-1", "số", "")],
)
def test_a_number_is_all_that_is_said(text: str, number: int | None) -> None:
    assert number_in(text) == number


def test_what_was_said_lately_gives_way_and_what_was_said_last_never_comes_next() -> None:
    said: dict[str, str] = {}
    order = []
    for step in range(6):
        now = NOW + timedelta(minutes=11 * step)
        reply = repeating.fresh(said, (ONE, TWO), now)
        assert reply is not None
        said = repeating.with_said(said, reply, now)
        order.append(reply)
    assert order == [ONE, TWO] * 3
    assert repeating.fresh(said, (ONE, TWO), now + timedelta(minutes=1)) is ONE
    assert repeating.fresh(repeating.with_said(said, ONE, now), (ONE, TWO), now) is None


def test_of_sentences_that_say_the_same_one_is_said_in_a_while() -> None:
    said = repeating.with_said({}, ONE, NOW)
    assert repeating.once(said, (ONE, TWO), NOW + timedelta(minutes=9)) is None
    assert repeating.once(said, (ONE, TWO), NOW + timedelta(minutes=10)) is TWO
    assert repeating.once(said, (THREE,), NOW) is THREE


@given(st.lists(st.sampled_from((ONE, TWO, THREE)), max_size=30))
def test_the_one_said_longest_ago_is_not_the_last(replies: list[Reply]) -> None:
    said: dict[str, str] = {}
    for reply in replies:
        said = repeating.with_said(said, reply, NOW)
    assert len(said) <= 3
    chosen = repeating.least_recent(said, (ONE, TWO, THREE))
    assert not replies or chosen is not replies[-1]


def test_a_pressed_button_is_never_taken_for_a_picture() -> None:
    who = Address("zalo", "xa-b", "an")
    assert without_words(Message("m", who, "", NOW, "p", Form.OTHER)) == ()
    assert len(without_words(Message("m", who, " www.example.com ", NOW, None, Form.LINK))) == 2
