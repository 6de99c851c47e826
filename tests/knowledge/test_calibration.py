"""What is promised and what comes, counted by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calibration import bins, calibration_error, curve, point
from knowledge.findings import Finding, Found, Routed, Unknown, Unsure
from knowledge.judging import Outcome


def outcome(
    confidence: float, right: bool, label: str = "answer", kind: type[Finding] = Found, *, held: bool = True
) -> Outcome:
    place = 1 if right else None
    return Outcome("a-1", label, (), kind, confidence, "1", "1", place, right, False, held, None)


TINY = [
    outcome(0.95, True),
    outcome(0.91, False),
    outcome(0.85, True),
    outcome(0.55, True, kind=Unsure),
    outcome(0.1, False, kind=Unknown),
    outcome(0.6, False, "out_of_scope", Unsure),
    outcome(0.9, False, "chitchat", Unknown),
    outcome(1.0, False, "chitchat", Routed, held=False),
    outcome(0.92, True, "clarify"),
]


def test_promises_are_put_beside_what_came() -> None:
    told = [(each.low, round(each.promised, 3), each.came.hits, each.came.tries) for each in bins(TINY)]
    assert told == [
        (0.1, 0.1, 0, 1),
        (0.5, 0.55, 1, 1),
        (0.6, 0.6, 0, 1),
        (0.8, 0.85, 1, 1),
        (0.9, 0.92, 1, 3),
    ]
    apart = 0.1 + 0.45 + 0.6 + 0.15 + (0.95 + 0.91 + 0.9 - 1)
    assert calibration_error(TINY) == pytest.approx(apart / 7)


def test_a_threshold_parts_answers_from_questions_back() -> None:
    high = point(TINY, 0.8)
    assert (high.answered.hits, high.answered.tries) == (3, 5)
    assert (high.wrong.hits, high.wrong.tries) == (1, 4), "the one of several that fit counts, too"
    low = point(TINY, 0.0)
    assert (low.answered.hits, low.wrong.hits, low.wrong.tries) == (5, 3, 7)


def test_without_questions_there_are_neither_bins_nor_a_curve() -> None:
    assert (bins([]), curve([]), calibration_error([])) == ([], [], 0.0)


outcomes = st.lists(
    st.builds(
        outcome,
        st.floats(0, 1),
        st.booleans(),
        st.sampled_from(["answer", "clarify", "chitchat"]),
        st.sampled_from([Found, Unsure, Unknown]),
    ),
    max_size=40,
)


@given(outcomes)
def test_a_higher_threshold_never_answers_more(asked: list[Outcome]) -> None:
    points = curve(asked)
    assert 0 <= calibration_error(asked) <= 1
    for lower, higher in pairwise(points):
        assert lower.threshold < higher.threshold
        assert lower.answered.hits >= higher.answered.hits
        assert lower.wrong.tries >= higher.wrong.tries
