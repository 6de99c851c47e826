"""A question in, ranked candidates out: whatever the question, and always the same."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known import BIRTH, BIRTH_FOREIGN, MARRIAGE, SINGLE, STAY
from shelf import DOCUMENTS, codes, known, lexicon, matcher, ranked

from knowledge.matching.index import Document, plain_name
from knowledge.matching.matcher import KEPT, kind

LETTERS = st.text(st.characters(codec=None), max_size=60)  # lone surrogates included
WORDS = ["đăng ký", "khai", "sinh", "kết hôn", "tạm trú", "giấy", "lệ phí", "bao lâu", "nước ngoài", "không"]
SYLLABLES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("đăng ký khai sinh", BIRTH),
        ("dang ky khai sinh", BIRTH),
        ("đăng ký khai sinh có yếu tố nước ngoài", BIRTH_FOREIGN),
        ("đăng ký kết hôn", MARRIAGE),
        ("giấy độc thân", SINGLE),
        ("đăng ký tạm trú", STAY),
    ],
)
def test_the_procedure_that_is_named_comes_first(text: str, code: str) -> None:
    assert codes(text)[0] == code


@given(st.one_of(LETTERS, SYLLABLES))
@settings(deadline=None)
def test_any_text_is_ranked_and_its_figures_are_figures(text: str) -> None:
    ranking = ranked(text)
    assert 0 <= ranking.confidence <= 1
    assert len(ranking.candidates) <= KEPT
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)
    for candidate in ranking.candidates:
        assert np.isfinite(candidate.features).all()
        assert 0 <= candidate.share <= 1


@given(SYLLABLES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_question_is_ranked_the_same_also_by_another_index(text: str) -> None:
    assert ranked(text) == ranked(text) == ranked(text, matcher(*DOCUMENTS))


def test_the_order_of_the_documents_decides_only_between_equals() -> None:
    turned = matcher(*DOCUMENTS[::-1])
    for text in ("đăng ký khai sinh", "xin giấy xác nhận tình trạng hôn nhân", "tam tru"):
        assert codes(text, turned)[:1] == codes(text)[:1]


def test_only_what_an_agency_gives_is_ranked() -> None:
    visible = np.array([document.code == MARRIAGE for document in DOCUMENTS])
    question = lexicon().understand("đăng ký khai sinh")
    assert {each.number for each in known().rank(question, visible).candidates} <= {2}
    nothing = np.zeros(len(DOCUMENTS), np.bool_)
    ranking = known().rank(question, nothing)
    assert (ranking.candidates, ranking.confidence) == ((), 0.0)


def test_an_empty_shelf_answers_nothing() -> None:
    ranking = ranked("đăng ký khai sinh", matcher())
    assert (ranking.candidates, ranking.confidence) == ((), 0.0)


def test_a_phrasing_leads_where_the_name_does_not() -> None:
    among = matcher(*DOCUMENTS, Document("x", "Xác nhận việc mẫu", phrasings=("sổ con rồng vàng",)))
    assert codes("làm sổ con rồng vàng", among)[0] == "x"
    assert "x" not in codes("đăng ký kết hôn", among)[:1]


def test_what_is_named_by_none_of_its_words_is_told() -> None:
    assert known().named_by(ranked("đăng ký kết hôn"))
    assert not known().named_by(ranked("lệ phí bao nhiêu"))


def test_rows_that_a_citizen_cannot_tell_apart_are_of_one_kind() -> None:
    assert kind("Thủ tục đăng ký kết hôn (thực hiện tại cấp xã)") == kind("Đăng ký kết hôn")
    assert kind("Đăng ký kết hôn lưu động") != kind("Đăng ký kết hôn")


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Thủ tục đăng ký", "đăng ký"), (" thủ tục  X", "X"), ("Thủ tục", "Thủ tục"), ("", "")],
)
def test_a_name_is_told_without_the_word_in_front(name: str, plain: str) -> None:
    assert plain_name(name) == plain
