"""What speaks for and against a candidate."""

import numpy as np
import pytest
from shelf import DOCUMENTS, lexicon, matcher

from knowledge.matching.features import NAMES
from knowledge.matching.index import Document
from knowledge.matching.matcher import Matcher


def described(text: str, among: Matcher) -> dict[str, dict[str, float]]:
    """The features by the codes of the documents."""
    numbers, rows = among.described(lexicon().understand(text))
    assert rows.shape == (len(numbers), len(NAMES))
    return {
        among.index.documents[number].code: dict(zip(NAMES, map(float, row), strict=True))
        for number, row in zip(numbers.tolist(), rows, strict=True)
    }


@pytest.fixture(scope="module")
def variants() -> Matcher:
    return matcher(
        Document("plain", "Đăng ký khai sinh", level="Cấp xã", as_of="2026-07", asked_often=True),
        Document("again", "Đăng ký lại khai sinh", level="Cấp Bộ", as_of="2024-01"),
        Document("abroad", "Đăng ký khai sinh có yếu tố nước ngoài", level="Cấp tỉnh"),
    )


def test_a_name_said_word_for_word_is_covered_and_explains_the_question(variants: Matcher) -> None:
    rows = described("đăng ký khai sinh", variants)
    assert rows["plain"]["name_covered"] == pytest.approx(1)
    assert rows["plain"]["question_explained"] == pytest.approx(1)
    assert rows["abroad"]["name_covered"] < 1
    assert rows["plain"]["fuzzy"] == pytest.approx(1)


def test_a_special_variant_shows_by_its_cue(variants: Matcher) -> None:
    plain, again = (described(text, variants) for text in ("đăng ký khai sinh", "đăng ký lại khai sinh"))
    assert plain["plain"]["cues_unasked"] == 0 < plain["again"]["cues_unasked"]
    assert again["plain"]["cues_met"] == 0 < again["again"]["cues_met"] == again["plain"]["cues_missing"]


def test_what_is_fixed_comes_from_the_document(variants: Matcher) -> None:
    rows = described("khai sinh", variants)
    assert [rows[code]["commune"] for code in ("plain", "again", "abroad")] == [1, 0, 0]
    assert [rows[code]["ministry_only"] for code in ("plain", "again", "abroad")] == [0, 1, 0]
    assert [rows[code]["asked_often"] for code in ("plain", "again")] == [1, 0]
    assert [rows[code]["stale"] for code in ("plain", "again")] == [0, 1]
    assert rows["plain"]["length"] < rows["abroad"]["length"]


def test_shares_are_of_the_best(variants: Matcher) -> None:
    rows = described("đăng ký khai sinh", variants)
    for name in ("name", "name_marked", "phrasing"):
        assert max(row[name] for row in rows.values()) == pytest.approx(1)


def test_every_figure_is_finite_also_for_what_has_no_words() -> None:
    among = matcher(*DOCUMENTS, Document("empty", ""), Document("sign", "…", phrasings=("", "?!")))
    for text in ("khai sinh", "…", "", "zzz"):
        numbers, rows = among.described(lexicon().understand(text))
        assert np.isfinite(rows).all()
        assert len(numbers) == len(rows)
