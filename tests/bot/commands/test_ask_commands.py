"""`congdan ask`, `evaluate` and `train`: what would be answered, and how well."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from known import BIRTH, FACETS, MARRIAGE, NAMES, SINGLE, STAY
from shell import Congdan

FIELDS = ["kind", "codes", "name", "facets", "text", "url", "candidates", "confidence"]
BIRTH_PAPERS = "làm giấy khai sinh cho con cần gì"


@pytest.fixture
def asked(province: Congdan, anywhere: Path) -> Congdan:
    """The command line over a province with a handful of procedures."""
    rows = [
        {
            "code": code,
            "name": name,
            "facets": FACETS[code],
            "level": "Cấp xã",
            "as_of": "2026-07",
            "url": f"https://portal.example/{code}",
        }
        for code, name in NAMES.items()
    ]
    write(anywhere / "thu-tuc.jsonl", *rows)
    assert province("import", "procedures", "thu-tuc.jsonl").code == 0
    return province


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def labelled(number: int, question: str, *codes: str, **more: Any) -> dict[str, Any]:
    label = "answer" if codes else "out_of_scope"
    return {"id": f"q-{number}", "question": question, "label": label, "codes": codes, **more}


@pytest.fixture
def questions(anywhere: Path) -> Path:
    path = anywhere / "cau-hoi.jsonl"
    write(
        path,
        labelled(1, BIRTH_PAPERS, BIRTH, facets=["papers"], tags=["đủ dấu"]),
        labelled(2, "còn lệ phí thì sao", MARRIAGE, facets=["fee"], history=["đăng ký kết hôn cần gì"]),
        labelled(3, "dang ky tam tru mat bao lau", STAY, facets=["time"], tags=["không dấu"]),
        labelled(4, "giá vàng hôm nay"),
    )
    return path


def test_a_person_reads_the_answer_and_what_stood_behind_it(asked: Congdan) -> None:
    told = asked("ask", BIRTH_PAPERS)
    assert told.code == 0
    assert told.out.startswith("Giấy tờ cần nộp:\n- Tờ khai đăng ký khai sinh\n")
    assert re.search(r"Độ chắc chắn: [01]\.\d\d", told.out)
    assert re.search(rf"[01]\.\d{{3}}  {BIRTH}  {NAMES[BIRTH]}", told.out)


def test_a_program_reads_one_line_with_exactly_these_fields(asked: Congdan) -> None:
    (line,) = asked("ask", BIRTH_PAPERS, "--json").out.splitlines()
    told = json.loads(line)
    assert list(told) == FIELDS
    assert (told["kind"], told["codes"], told["name"]) == ("found", [BIRTH], NAMES[BIRTH])
    assert (told["facets"], told["url"]) == (["papers"], f"https://portal.example/{BIRTH}")
    assert told["text"].startswith("Giấy tờ cần nộp:")
    assert [list(each) for each in told["candidates"]][:1] == [["code", "name", "score"]]
    assert told["candidates"][0]["code"] == BIRTH
    assert 0 <= told["confidence"] <= 1


def test_what_is_unknown_names_nothing_but_the_nearest(asked: Congdan) -> None:
    told = json.loads(asked("ask", "☺☺☺", "--json").out)
    assert list(told) == FIELDS
    assert (told["kind"], told["codes"], told["name"], told["url"]) == ("unknown", [], None, None)


def test_messages_before_are_given_with_after(asked: Congdan) -> None:
    words = ("ask", "còn lệ phí thì sao", "--json")
    told = json.loads(asked(*words, "--after", "đăng ký kết hôn cần giấy tờ gì").out)
    assert (told["codes"], told["facets"]) == ([MARRIAGE], ["fee"])
    alone = json.loads(asked(*words).out)
    assert alone["codes"] != [MARRIAGE]


def test_a_line_of_the_assistant_offers_what_is_picked(asked: Congdan) -> None:
    before = ("--after", "giấy tờ hôn nhân", "--after", "A: Việc nào? 1) Đăng ký kết hôn 2) Đăng ký tạm trú")
    told = json.loads(asked("ask", "cái thứ hai", "--json", *before).out)
    assert told["codes"] == [STAY]


def test_a_file_is_answered_line_by_line_each_with_its_own_history(asked: Congdan, questions: Path) -> None:
    told = [json.loads(line) for line in asked("ask", "--batch", questions.name).out.splitlines()]
    assert [list(each)[: len(FIELDS)] for each in told] == [FIELDS] * 4
    assert [each["codes"] for each in told[:3]] == [[BIRTH], [MARRIAGE], [STAY]]
    assert told[3]["kind"] not in {"found", "written"}
    assert told[0] == json.loads(asked("ask", BIRTH_PAPERS, "--json").out)


def test_any_bytes_of_an_argument_are_a_question(asked: Congdan) -> None:
    for text in ("\ud800\udfff", "\x01 <script>", "'; DROP TABLE procedure; --", "khai sinh " * 500):
        assert asked("ask", text).code == 0


def test_a_commune_is_asked_by_its_code_and_an_unknown_one_is_refused(asked: Congdan) -> None:
    assert json.loads(asked("ask", "xin giấy độc thân", "--agency", "xa-b", "--json").out)["codes"] == [
        SINGLE
    ]
    refused = asked("ask", "khai sinh", "--agency", "xa-khong-co")
    assert (refused.code, refused.out) == (1, "")
    assert "xa-khong-co" in refused.err


@pytest.mark.parametrize("words", [[], ["khai sinh", "--batch", "cau-hoi.jsonl"]])
def test_either_a_question_or_a_file_is_asked(asked: Congdan, words: list[str]) -> None:
    refused = asked("ask", *words)
    assert refused.code == 2
    assert "--batch" in refused.err


def test_figures_are_shown_as_a_table(asked: Congdan, questions: Path) -> None:
    told = asked("evaluate", questions.name)
    assert told.code == 0
    assert "Kết quả trên 4 câu hỏi" in told.out
    for figure in ("r@1", "r@3", "r@10", "mrr", "refused_rightly", "facets_exact", "follow_up", "không dấu"):
        assert figure in told.out


def test_figures_are_given_to_programs(asked: Congdan, questions: Path) -> None:
    (line,) = asked("evaluate", questions.name, "--json").out.splitlines()
    told = json.loads(line)
    assert (told["questions"], told["mrr"]) == (4, 1.0)
    assert told["all"]["r@1"] == {"share": 1.0, "of": 3, "interval": [0.4385, 1.0]}
    assert told["all"]["follow_up"]["of"] == 1
    assert told["tags"]["không dấu"]["r@10"]["share"] == 1.0


def test_the_curve_is_drawn_beside_the_figures(asked: Congdan, questions: Path, anywhere: Path) -> None:
    told = asked("evaluate", questions.name, "--json", "--plot", "duong.svg")
    (line,) = told.out.splitlines()
    assert json.loads(line)["all"]["found_right"]["of"] == 3
    assert "duong.svg" in told.err
    picture = (anywhere / "duong.svg").read_text()
    assert picture.startswith("<svg ")
    assert "Trả lời ngay 100 trong 100 câu, sai 0,0 trong 100 câu trả lời" in picture
    refused = asked("evaluate", questions.name, "--plot", "khong-co/duong.svg")
    assert refused.code == 1
    assert "khong-co/duong.svg" in refused.err


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "JSON"),
        ('{"id": "q-2"}', "question"),
        ('{"id": "q-2", "question": "?", "label": "maybe"}', "label"),
    ],
)
@pytest.mark.parametrize("command", [["evaluate"], ["train", "--out", "x.json"], ["ask", "--batch"]])
def test_a_bad_line_is_named_by_file_and_number(
    asked: Congdan, questions: Path, command: list[str], line: str, reason: str
) -> None:
    questions.write_text(questions.read_text() + line + "\n")
    refused = asked(*command, questions.name)
    assert (refused.code, refused.out) == (1, "")
    assert "cau-hoi.jsonl:5: " in refused.err
    assert reason in refused.err


@pytest.mark.parametrize("command", [["evaluate"], ["train", "--out", "x.json"], ["ask", "--batch"]])
def test_a_missing_file_is_named(asked: Congdan, command: list[str]) -> None:
    refused = asked(*command, "khong-co.jsonl")
    assert refused.code == 1
    assert "khong-co.jsonl" in refused.err


def test_learning_twice_from_the_same_questions_gives_the_same_bytes(
    asked: Congdan, questions: Path, anywhere: Path
) -> None:
    files = [anywhere / "mot.json", anywhere / "hai.json"]
    for file in files:
        told = asked("train", questions.name, "--out", file.name)
        assert told.code == 0
        assert file.name in told.out
    assert files[0].read_bytes() == files[1].read_bytes()
    assert json.loads(files[0].read_text())["trained_on"] == "cau-hoi.jsonl"
