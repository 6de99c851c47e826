"""What a button says comes back as it was meant, and what only looks like it harms nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.cleaning import cleaned
from connectors.zalo.buttons import LONGEST, heard, spoken

WORDS = st.text(st.characters() | st.sampled_from("%~01 #\u0301|ếE"), max_size=300).map(
    lambda text: cleaned(text, LONGEST)
)


@given(WORDS.filter(bool), WORDS)
def test_payload_and_label_come_back(payload: str, label: str) -> None:
    text = spoken(payload, label)
    assert len(text) <= LONGEST
    assert heard(cleaned(text, 20_000)) == (payload, label)


@given(WORDS)
def test_any_text_is_heard_or_not(text: str) -> None:
    for said in (text, f"#chon {text}", f"#chon {text}~{text}"):
        found = heard(said)
        assert found is None or found[0].strip()


def test_a_label_that_is_too_long_is_cut_and_the_payload_is_whole() -> None:
    text = spoken("field|Hộ tịch", "ế" * 2_000)
    assert len(text) == LONGEST
    assert heard(text) == ("field|Hộ tịch", "ế" * (LONGEST - len("#chon field|Hộ tịch~")))


@pytest.mark.parametrize("payload", ["", "a" * 994, "%" * 497])
def test_a_payload_that_would_not_come_back_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="payload"):
        spoken(payload, "a")


@pytest.mark.parametrize(
    "text", ["#chon ~a", "#chon  ~a", "#chon a", "#CHON a~b", f"#chon a~{'b' * LONGEST}"]
)
def test_a_text_that_is_no_button_is_none(text: str) -> None:
    assert heard(text) is None
