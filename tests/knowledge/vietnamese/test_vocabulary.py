from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese.vocabulary import MARKINGS, Vocabulary


def test_words_and_neighbours_are_counted_with_marks_and_without() -> None:
    words = Vocabulary.of(["Đăng ký khai sinh", "đăng kí kết hôn", "Đặng Văn Ký"])
    assert words.as_written.count(("kí",)) == 3
    assert words.as_written.beside(("đăng",), ("kí",)) == 2
    assert words.bare.count(("dang",)) == 3
    assert words.meant("dang") == ("đăng", "đặng")
    assert words.meant("đăng") == ("đăng",)
    assert words.knows("dang")
    assert words.knows("đăng")
    assert not words.knows("đang")


def test_a_text_typed_without_marks_says_nothing_of_marks() -> None:
    words = Vocabulary.of(["dang ky khai sinh", "đăng ký"])
    assert words.meant("dang") == ("đăng",)
    assert words.bare.count(("dang",)) == 2
    assert words.knows("khai")


def test_a_bare_slip_in_a_marked_text_is_no_marking() -> None:
    words = Vocabulary.of(["được cấp", "duoc cấp"])
    assert words.meant("duoc") == ("được",)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_texts_make_a_vocabulary(texts: list[str]) -> None:
    words = Vocabulary.of(texts)
    assert all(1 <= len(forms) <= MARKINGS for forms in words.markings.values())
    assert 0 < words.bare.follows(("a",), ("b",)) < 1
