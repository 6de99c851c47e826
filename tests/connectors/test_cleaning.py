"""Text from outside that is fit to be kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.cleaning import LONGEST, cleaned, unaltered


@given(st.text(st.characters(), max_size=80), st.integers(1, 40))
def test_what_is_cleaned_can_be_kept_and_stays_as_it_is(text: str, longest: int) -> None:
    kept = cleaned(text, longest)
    assert len(kept) <= longest
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert cleaned(kept, longest) == kept


@given(st.text(st.characters(), max_size=80))
def test_what_is_ours_comes_back_but_for_what_no_database_takes(text: str) -> None:
    kept = unaltered(text)
    assert kept.encode().decode() == kept
    assert kept == "".join(
        letter for letter in text if letter != "\x00" and not "\ud800" <= letter <= "\udfff"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  đăng ký\r\nkhai sinh\t ", "đăng ký\nkhai sinh"),
        (unicodedata.normalize("NFD", "đường Nguyễn Huệ"), "đường Nguyễn Huệ"),
        ("a\x00b\x07c\u202ed\ufeff", "abcd"),
        ("👩‍👧 ✓️", "👩‍👧 ✓️"),
        ("\ud83d!", "!"),
    ],
)
def test_words_stay_and_what_misleads_goes(text: str, kept: str) -> None:
    assert cleaned(text) == kept


def test_a_letter_under_a_mountain_of_marks_keeps_the_lowest() -> None:
    kept = cleaned("ề" + "\u0301\u0323" * 1_000_000 + " xong", 3_000_000)
    assert len(kept) < 20
    assert kept.endswith(" xong")


def test_a_text_is_cut_at_the_length_that_is_kept() -> None:
    assert cleaned("x" * 1_000_000) == "x" * LONGEST
    assert cleaned("e\u0302\u0300" * LONGEST) == "ề" * LONGEST
