"""The figures by which answers are judged, checked by hand on a tiny set."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import BIRTH, MARRIAGE, NOW, SINGLE, STAY, furnish, shipped

from connectors.database import Database
from knowledge.evaluation import (
    LabelledQuestion,
    QuestionFileError,
    Report,
    Tally,
    evaluate,
    lines,
    read_questions,
)
from knowledge.library import Library


@pytest.fixture
async def library(database: Database) -> Library:
    await furnish(database)
    library = Library(shipped())
    await library.refresh(database)
    return library


def question(number: int, text: str, *codes: str, **more: Any) -> LabelledQuestion:
    label = "answer" if codes else "chitchat"
    values = {"id": f"h-{number}", "question": text, "label": label, "codes": list(codes), **more}
    return LabelledQuestion.model_validate(values)


TINY = [
    question(1, "làm giấy khai sinh cho con cần gì", BIRTH, facets=["papers"], tags=["dễ"]),
    question(2, "đăng ký kết hôn mất bao lâu", SINGLE, facets=["fee"], tags=["nhãn sai"]),
    question(3, "còn lệ phí thì sao", MARRIAGE, facets=["fee"], history=["đăng ký kết hôn cần gì"]),
    question(4, "đăng ký tạm trú", STAY, "không có mã này"),
    question(5, "☺☺☺", tags=["dễ"]),
    question(6, "☺", STAY),
    question(7, "đăng ký khai sinh", label="clarify", codes=[BIRTH]),
]


def test_figures_are_those_that_a_hand_counts(library: Library) -> None:
    asked: list[None] = []
    report = evaluate(library, "xa-b", TINY, NOW, told=lambda: asked.append(None))
    assert len(asked) == report.questions == 7
    counts = {name: (tally.hits, tally.tries) for name, tally in report.tallies.items()}
    assert counts["r@1"] == (3, 5), "1, 3 and 4 are first; 2 has the wrong label, 6 no words"
    assert counts["follow_up"] == (1, 1)
    assert counts["refused_rightly"] == (1, 1)
    assert counts["wrongly_refused"] == (1, 5)
    assert counts["refusal_precision"] == (1, 2)
    assert counts["facets_exact"] == (2, 3)
    assert report.facets == {"right": 2, "said": 3, "asked": 3}
    assert report.facet_f1 == pytest.approx(2 / 3)
    found, tries = counts["found_right"]
    assert tries - found == 1, "only the one with the wrong label"


def test_a_place_behind_the_first_counts_for_its_part(library: Library) -> None:
    (place,) = (
        place
        for place, each in enumerate(library.answer("xa-b", TINY[1].question, None, NOW).ranked, start=1)
        if each.code == SINGLE
    )
    report = evaluate(library, "xa-b", TINY[:2], NOW)
    assert place > 1
    assert report.mean_reciprocal_rank == pytest.approx((1 + 1 / place) / 2)
    assert report.tallies["r@10"].hits == 2


def test_tags_are_told_apart(library: Library) -> None:
    report = evaluate(library, "xa-b", TINY, NOW)
    assert set(report.by_tag) == {"dễ", "nhãn sai", "set:h"}
    assert report.by_tag["nhãn sai"]["r@1"].share == 0.0
    assert report.by_tag["dễ"]["r@1"].tries == report.by_tag["dễ"]["refused_rightly"].tries == 1


def test_the_same_questions_give_the_same_figures(library: Library) -> None:
    first, second = (evaluate(library, "xa-b", TINY, NOW) for _ in range(2))
    assert first.as_json() == second.as_json()
    told = json.loads(first.as_json())
    assert told["all"]["r@1"]["share"] == 0.6
    assert ("r@1", "0.600", "5", "0.231–0.882") in list(lines(first))


def test_nothing_asked_gives_no_figure_and_no_error(library: Library) -> None:
    report = evaluate(library, "xa-b", [], NOW)
    assert (report.mean_reciprocal_rank, report.facet_f1) == (0.0, 0.0)
    assert json.loads(report.as_json())["questions"] == 0
    assert Report().questions == 0


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_the_interval_is_wilsons(hits: int, tries: int, low: float, high: float) -> None:
    assert Tally(hits, tries).interval == pytest.approx((low, high), abs=1e-4)


@given(tries=st.integers(1, 10_000), part=st.floats(0, 1))
def test_an_interval_holds_its_share_and_narrows_with_more_tries(tries: int, part: float) -> None:
    tally = Tally(round(tries * part), tries)
    low, high = tally.interval
    assert 0 <= low <= tally.share + 1e-9
    assert tally.share - 1e-9 <= high <= 1
    more = Tally(tally.hits * 4, tries * 4).interval
    assert more[1] - more[0] < high - low


def test_a_file_is_read_with_its_blank_lines_and_unknown_fields(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('\n{"id": "a-1", "question": "?", "source": "x"}\r\n\n')
    (read,) = read_questions(path)
    assert (read.question, read.label, read.history) == ("?", "answer", [])


def test_a_bad_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "a-1", "question": "?"}\n\n{"id": "a-2", "question": 5}\n')
    with pytest.raises(QuestionFileError, match=r"questions\.jsonl:3: question: "):
        read_questions(path)
