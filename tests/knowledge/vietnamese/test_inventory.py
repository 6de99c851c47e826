import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.inventory import (
    VOWELS,
    Tone,
    assembled,
    is_bare_syllable,
    is_syllable,
    respelled,
    toneless,
)
from knowledge.vietnamese.vocabulary import Vocabulary

SYLLABLES = """
hòa hoà thủy thuỷ khỏe khoẻ quý quí kí ký gì gìn giếng giữa quốc quyển khuỷu ngoằn nghiêng uống yêu
y ở ạ xoong thuở huơ ngoài người được đất chuyển hoãn suýt tuýp voan buýt
"""
NONE = "ngh đ form vneid đuợc giâý ngừơi coong oong tuc nghà kan cên dươc tôì s a1 nđ ubnd brr"
BARE = "thu tuc dang duoc nguoi quyen giay gi y xoong"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable_is_one_with_its_tone_on_either_vowel(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NONE.split())
def test_what_no_rule_allows_is_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("đuợc", "được"), ("đưọc", "được"), ("nguời", "người"), ("ngừơi", "người"), ("giâý", "giấy")),
        *(("cuả", "của"), ("nghiã", "nghĩa"), ("hoà", "hòa"), ("thưở", "thuở"), ("tìên", "tiền")),
    ],
)
def test_a_tone_or_a_hook_in_the_wrong_place_is_put_right(typed: str, meant: str) -> None:
    assert respelled(typed) == meant


@pytest.mark.parametrize("word", BARE.split())
def test_a_syllable_typed_without_marks_is_known_for_one(word: str) -> None:
    assert is_bare_syllable(word)


@pytest.mark.parametrize("word", ["form", "web", "vneid", "dd", "q", "ngha", "", "a1"])
def test_what_is_the_bare_form_of_nothing_is_told(word: str) -> None:
    assert not is_bare_syllable(word)


def test_nearly_all_marked_words_of_the_shipped_texts_are_syllables(vocabulary: Vocabulary) -> None:
    marked = [
        word
        for word in vocabulary.as_written.words
        if not VOWELS.isdisjoint(bare := fold(word)) and bare != word
    ]
    strange = [word for word in marked if not is_syllable(word)]
    assert len(strange) <= len(marked) * 0.01, strange


@given(st.text(alphabet="aăâeêioôơuưybcdđghklmnpqrstvx", max_size=9), st.sampled_from(Tone))
def test_what_is_assembled_is_a_syllable_and_reads_the_same_again(letters: str, tone: Tone) -> None:
    word = assembled(letters, tone)
    if word is not None:
        assert is_syllable(word)
        assert respelled(word) == word
        assert is_bare_syllable(fold(word))
        assert assembled(*(toneless(word) or ("", tone))) == word


@given(st.text())
def test_any_text_is_or_is_not_a_syllable(text: str) -> None:
    assert is_syllable(text) in {True, False}
    assert is_bare_syllable(text) in {True, False}
