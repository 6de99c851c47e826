"""Cross-validation: what judges was never learned from, and every question is judged once."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import BIRTH, BIRTH_FOREIGN, MARRIAGE, NOW, SINGLE, STAY, furnish, shipped

from connectors.database import Database
from knowledge.crossing import FOLDS, Crossing, RankedLibrary, folds_of
from knowledge.evaluation import LabelledQuestion, Report, evaluate
from knowledge.findings import Found
from knowledge.library import Library
from knowledge.matching.ranker import Ranker
from knowledge.training import learned, lesson_of, studied, train


def question(name: str, text: str, *codes: str, **more: Any) -> LabelledQuestion:
    label = "answer" if codes else "chitchat"
    values = {"id": name, "question": text, "label": label, "codes": list(codes), **more}
    return LabelledQuestion.model_validate(values)


QUESTIONS = [
    question("a-1", "làm giấy khai sinh cho con cần gì", BIRTH),
    question("a-2", "khai sinh cho con lai", BIRTH_FOREIGN, BIRTH),
    question("a-3", "đăng ký kết hôn mất bao lâu", MARRIAGE),
    question("a-4", "còn lệ phí thì sao", MARRIAGE, history=["đăng ký kết hôn cần gì"]),
    question("a-5", "xin giấy độc thân", SINGLE),
    question("a-6", "đăng ký tạm trú", STAY),
    question("a-7", "giấy tờ hôn nhân", MARRIAGE, SINGLE, label="clarify"),
    question("a-8", "trời hôm nay đẹp quá"),
    question("a-9", "giá vàng hôm nay", label="out_of_scope"),
]
BESIDE = [
    question("b-1", "xin giấy khai sinh", BIRTH),
    question("b-2", "cưới vợ cần giấy gì", MARRIAGE),
    question("b-3", "ở trọ khai ở đâu", STAY),
]


@pytest.fixture
async def library(database: Database) -> Library:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return library


codes = st.sampled_from([f"1.{number}" for number in range(30)])
labelled = st.builds(
    lambda number, codes: (number, codes), st.integers(0, 10_000), st.lists(codes, max_size=3)
).map(lambda pair: question(f"q-{pair[0]}", "?", *pair[1]))


@given(st.lists(labelled, max_size=60, unique_by=lambda each: each.id))
def test_no_procedure_is_asked_for_in_two_folds(questions: list[LabelledQuestion]) -> None:
    folds = folds_of(questions)
    assert set(folds) == {each.id for each in questions}
    assert set(folds.values()) <= set(range(FOLDS))
    where: dict[str, set[int]] = {}
    for each in questions:
        for code in each.codes:
            where.setdefault(code, set()).add(folds[each.id])
    assert all(len(of_code) == 1 for of_code in where.values())


@given(st.lists(labelled, max_size=40, unique_by=lambda each: each.id), st.randoms())
def test_the_order_of_the_questions_changes_nothing(questions: list[LabelledQuestion], random: Any) -> None:
    shuffled = random.sample(questions, len(questions))
    assert folds_of(questions) == folds_of(shuffled)


def test_a_question_with_a_history_goes_with_its_procedure() -> None:
    folds = folds_of(QUESTIONS)
    assert folds["a-3"] == folds["a-4"]
    assert folds["a-1"] == folds["a-2"]
    assert len({folds[name] for name in ("a-1", "a-3", "a-5", "a-6")}) == 4


def test_a_library_with_another_ranker_shares_everything_else(library: Library) -> None:
    ranker = Ranker(-library.shipped.ranker.weights, library.shipped.ranker.sureness)
    other = RankedLibrary(library, ranker)
    assert other.holdings.matcher.index is library.holdings.matcher.index
    assert library.holdings.matcher.ranker is library.shipped.ranker
    best, worst = (each.answer("xa-b", "đăng ký tạm trú", None, NOW) for each in (library, other))
    assert isinstance(best, Found)
    assert not isinstance(worst, Found)


def test_rankers_learn_from_the_other_folds_only(library: Library) -> None:
    crossing = Crossing.of(library, QUESTIONS, BESIDE)
    lessons = [(crossing.folds[each.id], lesson_of(each)) for each in (*QUESTIONS, *BESIDE)]
    for left, crossed in enumerate(crossing.libraries):
        expected = train(library.holdings, [lesson for fold, lesson in lessons if lesson and fold != left])
        assert np.array_equal(crossed.holdings.matcher.ranker.weights, expected.weights)
        assert np.array_equal(crossed.holdings.matcher.ranker.sureness, expected.sureness)
    assert crossing.folds["b-2"] == crossing.folds["a-3"], "of those beside, none is of the fold's procedures"


def test_lessons_studied_once_teach_the_same(library: Library) -> None:
    holdings = library.holdings
    lessons = [lesson for each in QUESTIONS if (lesson := lesson_of(each))]
    assert len(lessons) == len(QUESTIONS) - 2, "neither the follow-up nor what several fit"
    holdings = library.holdings
    once, again = (
        learned(holdings.matcher, [studied(holdings, each) for each in lessons]),
        train(holdings, lessons),
    )
    assert np.array_equal(once.weights, again.weights)
    assert np.array_equal(once.sureness, again.sureness)


def test_figures_of_the_folds_are_pooled_and_the_same_each_time(library: Library) -> None:
    asked: list[None] = []
    crossing = Crossing.of(library, QUESTIONS, BESIDE, told=lambda: asked.append(None))
    assert len(asked) == len(QUESTIONS) + len(BESIDE)
    report = crossing.evaluated("xa-b", QUESTIONS, NOW)
    folds = [
        evaluate(each, "xa-b", [asked for asked in QUESTIONS if crossing.library(asked) is each], NOW)
        for each in crossing.libraries
    ]
    assert report.questions == sum(each.questions for each in folds) == len(QUESTIONS)
    assert report.tallies["r@1"].tries == 6
    for name, tally in report.tallies.items():
        parts = [each.tallies[name] for each in folds if name in each.tallies]
        assert tally.hits == sum(part.hits for part in parts)
        assert tally.tries == sum(part.tries for part in parts)
    again = Crossing.of(library, QUESTIONS, BESIDE).evaluated("xa-b", QUESTIONS, NOW)
    assert again.as_json() == report.as_json()
    assert Report.of(report.outcomes).as_json() == report.as_json()
