"""What a message says before anything is looked up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import lexicon

from knowledge.facets import Facet
from knowledge.matching.following import has_topic


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("cần giấy tờ gì", {Facet.PAPERS}),
        ("le phi bao nhieu", {Facet.FEE}),
        ("mất bao lâu và nộp ở đâu", {Facet.TIME, Facet.WHERE}),
        ("đăng ký kết hôn", set()),
        ("", set()),
    ],
)
def test_facets_are_heard_with_marks_or_without(text: str, facets: set[Facet]) -> None:
    assert set(lexicon().understand(text).facets) == facets


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("đăng ký kết hôn", True),
        ("dang ky ket hon", True),
        ("giấy độc thân", True),
        ("còn lệ phí thì sao", False),
        ("hết bao nhiêu tiền ạ", False),
        ("☺", False),
        ("", False),
    ],
)
def test_a_topic_is_more_than_courtesies_and_a_facet(text: str, says: bool) -> None:
    assert has_topic(lexicon().understand(text)) is says


def test_everyday_words_stand_beside_the_official_ones() -> None:
    understood = lexicon().understand("xin giấy độc thân")
    official = {word for name in understood.called for word in name.official}
    assert {"hôn", "nhân"} <= official
    assert {"độc", "hôn", "hôn_nhân"} <= set(understood.terms())
    assert "hon_nhan" in understood.folded_terms()
    assert "hon" not in understood.own_terms()


@given(st.text(st.characters(codec=None), max_size=300))
@settings(deadline=None)
def test_any_text_is_understood_in_weights_from_0_to_1(text: str) -> None:
    understood = lexicon().understand(text)
    assert len(understood.words) == len(understood.weights)
    assert all(0 <= weight <= 1 for weight in understood.weights)
    assert understood == lexicon().understand(text)
