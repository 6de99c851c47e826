"""`congdan explain`: tables that an editor can follow, and a sentence that says why."""

import json
from pathlib import Path

import pytest
from known import BIRTH, FACETS, MARRIAGE, NAMES
from shell import Congdan

from bot import explain_wording as wording
from knowledge.explaining import Cause
from knowledge.facets import FACETS as ALL_FACETS
from knowledge.matching import features
from knowledge.matching.routes import Topic
from knowledge.vietnamese.reading import Reason


@pytest.fixture
def asked(province: Congdan, anywhere: Path) -> Congdan:
    """The command line over a province with a handful of procedures."""
    rows = [
        {"code": code, "name": name, "facets": FACETS[code], "level": "Cấp xã", "as_of": "2026-07"}
        for code, name in NAMES.items()
    ]
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (anywhere / "thu-tuc.jsonl").write_text("".join(lines))
    assert province("import", "procedures", "thu-tuc.jsonl").code == 0
    return province


def test_everything_from_the_typed_words_to_the_reason_is_told(asked: Congdan) -> None:
    told = asked("explain", "dk khai sinh het bn tien", "--agency", "xa-b")
    assert (told.code, told.err) == (0, "")
    for words in (
        "Đã gõ: dk khai sinh het bn tien",
        "viết tắt",
        "thiếu dấu, đoán theo chữ bên cạnh",
        "phí, lệ phí",
        "khai 1,00",
        BIRTH,
        NAMES[BIRTH],
        "Điều ủng hộ nhất",
        f"Vì sao: trả lời ngay “{NAMES[BIRTH]}”, vì chắc ",
    ):
        assert words in told.out


def test_a_follow_up_is_explained_by_what_was_said_before(asked: Congdan) -> None:
    told = asked("explain", "còn lệ phí thì sao", "--after", "đăng ký kết hôn cần giấy tờ gì")
    assert "Đọc cùng câu hỏi trước: đăng ký kết hôn cần giấy tờ gì" in told.out
    assert f"Vì sao: trả lời “{NAMES[MARRIAGE]}”, vì câu này nói tiếp câu trước" in told.out


def test_a_message_that_is_no_question_says_what_it_is(asked: Congdan) -> None:
    told = asked("explain", "cháy nhà rồi cứu với")
    assert "không tra thủ tục, vì câu này thuộc loại: việc khẩn cấp" in told.out


@pytest.mark.parametrize("text", ["☺", "\ud800[bold]\x1b[31m", "khai sinh " * 500, ""])
def test_any_bytes_are_explained_and_steer_no_terminal(asked: Congdan, text: str) -> None:
    told = asked("explain", text)
    assert told.code == 0
    assert "Vì sao: " in told.out
    assert "\x1b" not in told.out


def test_an_unknown_agency_is_refused(asked: Congdan) -> None:
    refused = asked("explain", "khai sinh", "--agency", "xa-khong-co")
    assert (refused.code, refused.out) == (1, "")
    assert "xa-khong-co" in refused.err


def test_everything_that_can_be_told_has_words() -> None:
    assert set(wording.FEATURES) == set(features.NAMES)
    assert set(wording.REASONS) == set(Reason)
    assert set(wording.FACETS) == set(ALL_FACETS)
    assert set(wording.TOPICS) == set(Topic)
    assert set(wording.WHY) == set(Cause)
