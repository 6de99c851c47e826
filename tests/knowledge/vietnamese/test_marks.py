import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese.folding import fold, has_marks
from knowledge.vietnamese.marks import Marks
from knowledge.vietnamese.vocabulary import Vocabulary
from knowledge.vietnamese.words import folded, syllables


@pytest.fixture(scope="session")
def marks(vocabulary: Vocabulary) -> Marks:
    return Marks(vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        *("thủ tục đăng ký khai sinh cần giấy tờ gì", "làm sổ đỏ lần đầu mất bao lâu", "đăng ký tạm trú"),
        *("xin giấy phép xây dựng nhà ở", "giấy xác nhận tình trạng hôn nhân", "đổi giấy phép lái xe"),
    ],
)
def test_marks_are_put_back(text: str, marks: Marks) -> None:
    assert [again.word for again in marks.restored(folded(syllables(text)))] == syllables(text)


def test_marks_that_were_typed_stay_and_guide_the_others(marks: Marks) -> None:
    restored = marks.restored(["thủ", "tuc", "đăng", "ki", "khai", "sinh"])
    assert [again.word for again in restored] == ["thủ", "tục", "đăng", "kí", "khai", "sinh"]
    assert restored[0].sureness == 1


def test_in_a_text_typed_with_care_a_bare_word_is_meant_bare(marks: Marks) -> None:
    words = syllables("tôi muốn đăng ký khai sinh cho con ở phường")
    assert [again.word for again in marks.restored(words)] == words


def test_a_word_nobody_wrote_stays_as_it_is(marks: Marks) -> None:
    assert [again.word for again in marks.restored(["qwerty", "2026"])] == ["qwerty", "2026"]
    assert marks.restored([]) == ()


def test_most_words_of_the_vocabulary_s_own_texts_come_back(marks: Marks, phrases: list[str]) -> None:
    asked = [words for text in phrases[::11] if has_marks("".join(words := syllables(text)))]
    right = sum(
        again.word == word
        for words in asked
        for again, word in zip(marks.restored(folded(words)), words, strict=True)
    )
    assert right >= 0.95 * sum(map(len, asked))


@given(
    st.lists(
        st.sampled_from(["thu", "tuc", "đăng", "ki", "x", "12", "cho"]) | st.text(max_size=8), max_size=150
    )
)
def test_restoring_only_ever_adds_marks(marks: Marks, words: list[str]) -> None:
    restored = marks.restored(words)
    assert len(restored) == len(words)
    for again, word in zip(restored, words, strict=True):
        assert fold(again.word) == fold(word)
        assert 0 < again.sureness <= 1
        assert again.word == word or not has_marks(word)
