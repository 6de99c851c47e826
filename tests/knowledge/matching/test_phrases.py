"""Known phrases in a row of syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.phrases import Phrases
from knowledge.vietnamese.words import syllables

PHRASES = Phrases([("lệ phí", "fee"), ("phí", "short"), ("lệ phí trước bạ", "tax"), ("bao lâu", "time")])


def found(text: str, *, overlapping: bool = False) -> list[tuple[str, int, int]]:
    spans = PHRASES.find(syllables(text), overlapping=overlapping)
    return [(span.meaning, span.start, span.end) for span in spans]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("lệ phí bao nhiêu", [("fee", 0, 2)]),
        ("LE PHI la bao lau", [("fee", 0, 2), ("time", 3, 5)]),
        ("nộp lệ phí trước bạ", [("tax", 1, 5)]),
        ("lệ phi", [("fee", 0, 2)]),
        ("lễ phỉ", []),
        ("phí", [("short", 0, 1)]),
        ("lệ phí phí", [("fee", 0, 2), ("short", 2, 3)]),
        ("", []),
    ],
)
def test_the_longest_phrase_is_taken_with_its_marks_or_without_any(
    text: str, spans: list[tuple[str, int, int]]
) -> None:
    assert found(text) == spans


def test_overlapping_ones_are_found_where_that_is_asked_for() -> None:
    meanings = {meaning for meaning, _, _ in found("lệ phí trước bạ", overlapping=True)}
    assert meanings == {"tax", "fee", "short"}


def test_two_meanings_of_one_phrase_are_both_given() -> None:
    twice = Phrases([("sổ", 1), ("sổ", 2)])
    assert [span.meaning for span in twice.find(["sổ"])] == [1, 2]


@given(st.lists(st.sampled_from(["lệ", "phí", "trước", "bạ", "bao", "lâu", "x"]), max_size=12))
def test_spans_that_do_not_overlap_stand_in_order_and_within(words: list[str]) -> None:
    end = 0
    for span in PHRASES.find(words):
        assert end <= span.start < span.end <= len(words)
        end = span.end


def test_no_phrases_find_nothing() -> None:
    assert list(Phrases[int]([("", 1), ("…", 2)]).find(["a"])) == []
