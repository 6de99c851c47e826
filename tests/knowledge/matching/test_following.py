"""Messages that pick one of what was offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import lexicon

from knowledge.matching.following import goes_on, picked

OFFERED = ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "a"),
        ("số 2", "b"),
        ("cái thứ ba ạ", "c"),
        ("cái đầu tiên", "a"),
        ("chọn số 3", "c"),
        ("cái cuối cùng", "c"),
        ("truong hop thu hai", "b"),
        ("Cái thứ 2 đó, hết bao nhiêu tiền?", "b"),
        ("số 4", None),
        ("2 cháu nhà tôi chưa có khai sinh", None),
        ("ba tôi mất", None),
        ("đăng ký kết hôn", None),
        ("", None),
    ],
)
def test_one_is_picked_by_its_place(text: str, code: str | None) -> None:
    assert picked(lexicon().understand(text), OFFERED) == code


def test_of_two_there_is_no_third_and_of_none_no_first() -> None:
    assert picked(lexicon().understand("số 3"), OFFERED[:2]) is None
    assert picked(lexicon().understand("cuối"), OFFERED[:2]) == "b"
    assert picked(lexicon().understand("số 1"), ()) is None


@given(st.text(st.characters(codec=None), max_size=80))
def test_whatever_is_said_only_what_was_offered_is_picked(text: str) -> None:
    assert picked(lexicon().understand(text), OFFERED) in (*OFFERED, None)


@pytest.mark.parametrize(
    "text",
    [
        "thế thì mấy ngày",
        "Vậy còn lệ phí?",
        "nhưng xã báo mất sổ",
        "vay con phi",
        "the neu o xa khac",
        "dạ còn phí",
    ],
)
def test_first_words_say_that_it_goes_on(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize(
    "text",
    ["thẻ căn cước mất", "the can cuoc mat", "vay vốn chính sách", "vay von", "con tôi mới sinh", "mất thẻ"],
)
def test_a_card_a_loan_and_a_child_begin_something_new(text: str) -> None:
    assert not goes_on(text)
