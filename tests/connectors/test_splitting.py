"""Texts are cut at a limit: in whole letters, between words where there are any, and nothing is lost."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from connectors.splitting import SMALLEST, shortened, split

FAMILY = "👨‍👩‍👧‍👦"
LETTERS = ["a", "ệ", "ệ", "o\u0323\u0302", "đ", " ", "  ", "\n", "\n\n", ". ", ", ", "; ", "\u00a0"]
EMOJI = ["👍", "👍🏽", "❤️", "🇻🇳", "🏴\U000e0067\U000e0062\U000e007f", FAMILY, "1️⃣"]
WORDS = st.lists(st.sampled_from(LETTERS + EMOJI) | st.characters(), max_size=120).map("".join)
LIMITS = st.integers(SMALLEST, 60)
SENTENCE = "Giấy tờ cần nộp: giấy chứng sinh, tờ khai đăng ký khai sinh và căn cước của cha, mẹ. "


def without_space(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(WORDS, LIMITS)
@example("e\u0301" * 100, 16)
@example("a" + "\u0301" * 100, 16)
@example(FAMILY * 9, 16)
@example("x" * 200, 16)
def test_no_piece_is_longer_than_the_limit_and_only_white_space_is_lost(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert all(unicodedata.is_normalized("NFC", piece) for piece in pieces)
    assert without_space("".join(pieces)) == without_space(unicodedata.normalize("NFC", text))
    assert all(piece == piece.strip() for piece in pieces)


@settings(deadline=None)
@given(st.lists(st.sampled_from(EMOJI[:4] + LETTERS[:5]), min_size=30, max_size=90), LIMITS)
def test_no_letter_is_parted_from_what_belongs_to_it(letters: list[str], limit: int) -> None:
    whole = [unicodedata.normalize("NFC", letter) for letter in letters]
    starts, at = set[int](), 0
    for letter in whole:
        starts.add(at)
        at += len(letter)
    at = 0
    for piece in split("".join(whole), limit):
        assert at in starts
        at += len(piece)


@pytest.mark.parametrize("joined", ["q\u0323\u0302", FAMILY, "🇻🇳", "👍🏽", "1️⃣", "🏴\U000e0067\U000e007f"])
@pytest.mark.parametrize("before", range(6, 17))
def test_a_letter_that_stands_across_the_limit_goes_to_the_next_piece(joined: str, before: int) -> None:
    text = "x" * before + joined
    assert split(text, 16) == ([text] if len(text) <= 16 else ["x" * before, joined])


@settings(deadline=None)
@given(st.text(st.sampled_from("ắằẳẵặữựợỡộ đĐ,.\n"), min_size=1, max_size=80), LIMITS)
def test_vietnamese_at_exactly_the_limit_is_one_piece(text: str, limit: int) -> None:
    text = ("ộ" + text * limit)[: limit - 1] + "ế"
    assert split(text, limit) == [text]
    assert split(unicodedata.normalize("NFD", text), limit) == [text]
    assert len(split(text + "a", limit)) == 2


def test_a_text_is_cut_between_paragraphs_lines_and_sentences_before_it_is_between_words() -> None:
    long = SENTENCE * 3
    assert split(f"{long}\n\n{SENTENCE}", 300) == [long.strip(), SENTENCE.strip()]
    assert split(f"{long}\n{SENTENCE}", 300) == [long.strip(), SENTENCE.strip()]
    assert split(long, 200) == [(SENTENCE * 2).strip(), SENTENCE.strip()]
    assert split("một hai ba bốn năm", 16) == ["một hai ba bốn", "năm"]


def test_a_sentence_that_ends_at_the_limit_is_not_cut_before() -> None:
    two = "Một câu ngắn đây. Câu hai."
    assert split(f"{two} Sau đó.", len(two)) == [two, "Sau đó."]
    assert split(f"{two}\nSau đó.", len(two)) == [two, "Sau đó."]


def test_a_better_break_near_the_beginning_is_not_worth_a_nearly_empty_piece() -> None:
    pieces = split("Kính gửi\n\n" + "từ " * 100, 100)
    assert len(pieces[0]) > 50


def test_an_address_is_not_cut_while_it_fits_in_a_piece() -> None:
    url = "https://dichvucong.gov.vn/" + "a" * 60
    assert url in split("Xem tại đây: " * 10 + url, 100)


@pytest.mark.parametrize("nothing", ["", " ", "\n\n\u00a0\t"])
def test_nothing_makes_no_piece(nothing: str) -> None:
    assert split(nothing, 100) == []


@settings(deadline=None)
@given(WORDS, st.integers(-1, 60))
def test_a_shortened_text_is_never_longer_than_the_limit(text: str, limit: int) -> None:
    short, whole = shortened(text, limit), unicodedata.normalize("NFC", text).strip()
    assert len(short) <= max(limit, 0)
    assert unicodedata.is_normalized("NFC", short)
    assert short == whole if len(whole) <= limit else short == "" or short.endswith("…")


def test_a_shortened_text_ends_after_a_word() -> None:
    assert shortened("Đăng ký khai sinh có yếu tố nước ngoài", 20) == "Đăng ký khai sinh…"
    assert shortened("Đăng ký khai sinh", 17) == "Đăng ký khai sinh"
    assert shortened("x" * 30, 20) == "x" * 19 + "…"
    assert shortened("🇻🇳" * 20, 20) == "🇻🇳" * 9 + "…"
