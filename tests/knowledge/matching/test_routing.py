"""What is not a question about a procedure is recognised, and nothing else is."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge.lexicon
from knowledge.lexicon import LexiconError, loading, rows, topics
from knowledge.matching.routes import Route, Strength, Topic
from knowledge.matching.signs import file_code, is_code_or_command
from knowledge.matching.understanding import Understood
from knowledge.starter import starter_files
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.reading import Reader
from knowledge.vietnamese.vocabulary import Vocabulary
from knowledge.vietnamese.words import syllables

LEXICON = loading.load()
ROUTER = topics.load()
KNOWN = [
    text
    for path in starter_files()
    for line in path.read_text(encoding="utf-8").splitlines()
    for text in json.loads(line)["phrasings"]
] + [
    text
    for path in sorted((knowledge.lexicon.FOLDER / "phrasings").glob("*.tsv"))
    for _, text in rows(f"phrasings/{path.name}", 2)
]
READER = Reader(
    Vocabulary.of([*KNOWN, *(text for _, text, _ in rows("facets.tsv", 3)), *topics.texts(ROUTER)]),
    LEXICON.shorthand,
)
CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "routed.tsv").read_text(encoding="utf-8").splitlines()
]
NOT_ROUTED = (Path(__file__).parent / "not_routed.txt").read_text(encoding="utf-8").splitlines()
MOST_WEAK = 0.005
SECONDS = 0.2
"""Far above what a bounded search takes, far below what an unbounded one does."""


def understood(words: tuple[str, ...]) -> Understood:
    """A message in comparable form; the router looks at nothing but its words."""
    return replace(LEXICON.understand(""), words=words)


def route(text: str) -> Route | None:
    reading = READER.read(text)
    return ROUTER.route(understood(reading.words), text, reading.restored)


@pytest.mark.parametrize(("topic", "text"), CASES, ids=[text for _, text in CASES])
def test_a_message_goes_to_its_topic(topic: str, text: str) -> None:
    found = route(text)
    assert found is not None
    assert found.topic == topic.partition(".")[0]
    assert topic.partition(".")[2] in {"", found.detail}


@pytest.mark.parametrize("text", NOT_ROUTED)
def test_a_question_about_a_procedure_is_left_to_the_matcher(text: str) -> None:
    assert route(text) is None


@pytest.mark.parametrize("typed", [str, fold], ids=["as written", "without marks"])
def test_known_questions_are_hardly_ever_routed_and_never_for_certain(typed: Callable[[str], str]) -> None:
    routed = [(text, found) for text in map(typed, KNOWN) if (found := route(text))]
    assert [text for text, found in routed if found.certain] == []
    assert len(routed) <= MOST_WEAK * len(KNOWN), [text for text, _ in routed]


@pytest.mark.parametrize("text", ["xóa nợ tiền sử dụng đất", "bố tôi đi làm công ty bảo vệ", "tư vấn"])
def test_without_marks_put_back_short_phrases_are_not_guessed(text: str) -> None:
    bare = fold(text)
    assert ROUTER.route(understood(tuple(bare.split())), bare) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H35.12-240101-0001", "H35.12-240101-0001"),
        ("mã h35.12 – 240101 – 0001 ạ", "H35.12-240101-0001"),
        ("000.00.12.H35-240101-0001", "000.00.12.H35-240101-0001"),
        ("000.00.12.H35", "000.00.12.H35"),
        ("thủ tục 1.001193.000.00.00.H35", None),
        ("mẫu 01-2024-0001", None),
        ("nghị định 123/2015/NĐ-CP", None),
        ("số 240101", None),
    ],
)
def test_the_code_of_a_file_is_found(text: str, code: str | None) -> None:
    assert file_code(text) == code


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "' or '1'='1", "DROP TABLE users", "{{7*7}}"])
def test_a_piece_of_a_program_is_no_question(text: str) -> None:
    assert is_code_or_command(text)


@pytest.mark.parametrize("text", ["1/ khai sinh; 2/ khai tử", "select", "giá < 5 triệu", "hồ sơ (bản sao)"])
def test_signs_and_english_words_are_no_program(text: str) -> None:
    assert not is_code_or_command(text)


def test_a_weak_route_gives_way_to_a_matcher_that_is_sure() -> None:
    strong = Route(Topic.PENALTY, "", 0.95)
    assert strong.wins(0.9)
    assert not strong.wins(0.97)
    assert Route(Topic.GREETING, "", 1.0).wins(1.0)


def test_marks_put_back_tell_words_apart_that_look_alike_without() -> None:
    text = "dinh chinh so do sai ten"
    question = understood(tuple(text.split()))
    assert ROUTER.route(question, text, ("đính", "chính", "sổ", "đỏ", "sai", "tên")) is None


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = route(text)
    assert found is None or 0 < found.confidence <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "phạt bao nhiêu ",
        "hồ sơ con chồng bà nhà ",
        "' or ",
        "select from ",
        "000.",
        "H35.12-",
        "ạ\u0335",
    ],
)
def test_ten_thousand_characters_take_bounded_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    question = understood(tuple(syllables(text)))
    begun = time.process_time()
    ROUTER.route(question, text)
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("weather\ttrời mưa\tstrong", "cột 1 phải bắt đầu bằng một trong"),
        ("news\ttin mới\tvery", "cột 3 phải là một trong"),
        ("news\t\tstrong", "cột 2 cần có chữ"),
        ("news\ttin … \tstrong", "cột 2 cần có chữ"),
        ("news\ttin mới\tstrong\t@none", "chưa được nêu"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_remedy(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / topics.NAME).write_text(f"# remark\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=said) as refused:
        topics.load(tmp_path)
    assert f"{topics.NAME}:2" in str(refused.value)


def test_phrases_for_a_vocabulary_hold_no_signs_of_the_file() -> None:
    written = list(topics.texts(ROUTER))
    assert "vượt đèn đỏ" in written
    assert not any(set(text) & set("=…/|") for text in written)


def test_every_strength_is_in_use() -> None:
    assert {rule.strength for rule in ROUTER.rules} == set(Strength)
