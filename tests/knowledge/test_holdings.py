"""Knowledge that is built of the knowledge before answers as if it were built anew."""

import json
import zlib
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from known import BIRTH, FACETS, MARRIAGE, NAMES, NOW, STAY, shipped

from knowledge.agencies import Agency, AgencyLevel
from knowledge.answering import Answering
from knowledge.findings import Finding
from knowledge.holdings import Holdings
from knowledge.material import WRITTEN, Entry, Material

ASKED = (
    "đăng ký khai sinh cần giấy tờ gì",
    "dang ky ket hon mat bao lau",
    "lệ phí đăng ký tạm trú",
    "xin giấy xác nhận độc thân",
    "chợ phiên họp ngày nào",
    "cho phien hop ngay nao zyxw",
    "lễ hội cồng chiêng năm nay",
)
WORDS = st.sampled_from(sorted({*" ".join(ASKED).split(), "zyxw", "cồng", "chiêng", "chợ phiên", "khai tử"}))
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def entry(code: str, name: str, questions: tuple[str, ...] = ()) -> Entry:
    texts = {"text": "Có."} if code.startswith(WRITTEN) else FACETS.get(code, {})
    packed = zlib.compress(json.dumps(texts).encode())
    return Entry(1, code, name, "", "", "Cấp xã", "2026-07", "", "", packed, questions)


@st.composite
def knowledge(draw: st.DrawFn) -> Material:
    """Some of the procedures, in their order, some under another name; phrasings; editors' answers."""
    codes = draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=3, unique=True).map(sorted))
    renamed = draw(st.dictionaries(st.sampled_from(codes), TEXTS, max_size=1))
    phrasings = draw(st.lists(st.tuples(st.just(1), st.sampled_from(codes), TEXTS), max_size=3))
    answers = draw(st.lists(st.lists(TEXTS, min_size=1, max_size=2), max_size=2))
    return material(
        *(entry(code, renamed.get(code, NAMES[code])) for code in codes),
        *(entry(f"{WRITTEN}{place}", said[0], tuple(said)) for place, said in enumerate(answers)),
        phrasings=phrasings,
    )


def material(*entries: Entry, phrasings: list[tuple[int, str, str]] | None = None) -> Material:
    agency = Agency(id=1, code="tinh-a", name="UBND tỉnh A", level=AgencyLevel.PROVINCE, created_at=NOW)
    return Material(1, {1: agency}, entries, {}, phrasings or [], {})


@cache
def begun() -> Holdings:
    return Holdings.of(material(*(entry(code, name) for code, name in sorted(NAMES.items()))), shipped())


def said(holdings: Holdings, text: str) -> Finding:
    return Answering(holdings, shipped().router, "tinh-a", None).answer(text)


def alike(one: Finding, other: Finding) -> None:
    """The same but for what is lost when figures are added up in another order."""
    assert [(each.code, each.name) for each in one.ranked] == [
        (each.code, each.name) for each in other.ranked
    ]
    assert [each.score for each in one.ranked] == pytest.approx(
        [each.score for each in other.ranked], abs=2e-4
    )
    assert one.confidence == pytest.approx(other.confidence, abs=1e-5)
    assert replace(one, ranked=(), confidence=0.0) == replace(other, ranked=(), confidence=0.0)


@given(steps=st.lists(knowledge(), min_size=1, max_size=3), asked=TEXTS)
@example(steps=[material(entry(MARRIAGE, NAMES[MARRIAGE]), entry(f"{WRITTEN}0", "zyxw"))], asked="zyxw")
@settings(max_examples=12, deadline=None, derandomize=True)
def test_whatever_came_and_went_before_the_answers_are_those_of_a_fresh_start(
    steps: list[Material], asked: str
) -> None:
    holdings = begun()
    for step in steps:
        holdings = Holdings.of(step, shipped(), holdings)
    fresh = Holdings.of(steps[-1], shipped())
    for text in (*ASKED, asked):
        alike(said(holdings, text), said(fresh, text))


def test_words_that_only_a_trial_knew_change_nothing_outside_it() -> None:
    """They once made a citizen's question count as said in more words that are known."""
    before = Holdings.of(begun().material, shipped())
    asked = "đăng ký khai sinh kvxz qjtw"
    expected = said(before, asked)
    tried = Holdings.of(
        replace(before.material, phrasings=[(1, STAY, "kvxz qjtw đăng ký tạm trú")]), shipped(), before
    )
    assert said(tried, asked) != expected
    assert said(before, asked) == expected
    again = Holdings.of(before.material, shipped(), tried)
    alike(said(again, asked), expected)


def test_a_change_of_phrasings_leaves_the_reading_of_words_alone() -> None:
    taught = replace(begun().material, phrasings=[(1, BIRTH, "bé mới đẻ")])
    assert Holdings.of(taught, shipped(), begun()).language is begun().language
