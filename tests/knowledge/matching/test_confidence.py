"""When to answer, when to ask back, when to say that we don't know."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.confidence import FOUND, UNSURE, Decision, decide

ORDER = (Decision.UNKNOWN, Decision.UNSURE, Decision.FOUND)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_one_is_never_answered_less(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert ORDER.index(decide(less)) <= ORDER.index(decide(more))


def test_each_decision_begins_at_its_bound() -> None:
    assert 0 < UNSURE < FOUND < 1
    assert [decide(bound) for bound in (0.0, UNSURE, FOUND, 1.0)] == [*ORDER, Decision.FOUND]
    assert decide(UNSURE - 1e-9) is Decision.UNKNOWN
    assert decide(FOUND - 1e-9) is Decision.UNSURE
