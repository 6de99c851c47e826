import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese.typos import Typos
from knowledge.vietnamese.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def typos(vocabulary: Vocabulary) -> Typos:
    return Typos(vocabulary)


@pytest.mark.parametrize(
    ("before", "word", "after", "meant"),
    [
        *(("khai", "sin", "cho", "sinh"), ("", "chúng", "thực", "chứng"), ("sổ", "đõ", "", "đỏ")),
        *(("thủ", "tụvc", "", "tục"), ("", "đnăg", "kí", "đăng")),
        *(("khai", "sinhh", "", "sinh"), ("", "giáy", "khai", "giấy")),
        *(("nước", "ngòa", "", "ngoài"), ("", "đang", "kí", "đăng")),
    ],
)
def test_a_slip_is_put_right_by_its_neighbours(
    before: str, word: str, after: str, meant: str, typos: Typos
) -> None:
    assert typos.corrected(word, before, after, marked=True) == meant


def test_in_a_message_without_marks_the_answer_has_none(typos: Typos) -> None:
    assert typos.corrected("tucc", "thu", "khai", marked=False) == "tuc"
    assert typos.corrected("duon", "bao", "", marked=False) in {None, "duong", "don"}


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("", "hòa", "bình"),
        ("", "thuyên", ""),
        ("", "khcn", ""),
        ("ở", "x", ""),
        ("hạng", "b2", ""),
        ("", "", ""),
    ],
)
def test_without_reason_nothing_is_changed(before: str, word: str, after: str, typos: Typos) -> None:
    assert typos.corrected(word, before, after, marked=True) is None


def test_a_word_seen_beside_its_neighbour_fits(typos: Typos) -> None:
    assert typos.fits("khai", "kí", "sinh", marked=True)
    assert typos.fits("khai", "", "sinh", marked=False)
    assert not typos.fits("chúng", "", "thực", marked=True)


@given(st.text(max_size=14), st.text(max_size=8), st.text(max_size=8), st.booleans())
def test_a_correction_is_a_word_of_the_vocabulary(
    typos: Typos, vocabulary: Vocabulary, word: str, before: str, after: str, marked: bool
) -> None:
    meant = typos.corrected(word, before, after, marked=marked)
    assert meant is None or vocabulary.knows(meant)
