"""`congdan import …`: what a file does to the knowledge."""

import json
from pathlib import Path
from typing import Any

import pytest
from shell import Congdan, Rows

PROCEDURES = "SELECT code, name, as_of FROM procedure ORDER BY code"


@pytest.fixture
def file(anywhere: Path) -> Path:
    return anywhere / "thu-tuc.jsonl"


def write(path: Path, *lines: dict[str, Any] | str) -> None:
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("".join(text + "\n" for text in texts))


def one(code: str = "1.000001", name: str = "Một", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "as_of": "2026-07", **more}


def read(kept: object) -> object:
    """A value of JSON, which one engine gives as text."""
    return json.loads(kept) if isinstance(kept, str) else kept


def test_a_file_comes_in_whole_and_a_second_time_touches_nothing(
    province: Congdan, file: Path, rows: Rows
) -> None:
    write(
        file, one(facets={"fee": "8.000 đồng"}, agency="UBND xã", phrasings=["hỏi"]), one("1.000002", "Hai")
    )
    first = province("import", "procedures", file.name)
    assert first.out == "thu-tuc.jsonl → tinh-a: thêm 2, sửa 0, không đổi 0.\n"
    before = rows("SELECT * FROM procedure ORDER BY id"), rows("SELECT * FROM change ORDER BY id")
    again = province("import", "procedures", file.name)
    assert again.out == "thu-tuc.jsonl → tinh-a: thêm 0, sửa 0, không đổi 2.\n"
    assert before == (rows("SELECT * FROM procedure ORDER BY id"), rows("SELECT * FROM change ORDER BY id"))
    assert rows("SELECT receiver FROM procedure WHERE code = '1.000001'") == [("UBND xã",)]
    assert rows("SELECT code, text FROM phrasing") == [("1.000001", "hỏi")]


def test_only_what_changed_is_written_and_recorded(province: Congdan, file: Path, rows: Rows) -> None:
    write(file, one(), one("1.000002", "Hai"))
    province("import", "procedures", file.name)
    write(file, one(), one("1.000002", "Hai, sửa", phrasings=["cách hỏi mới"]), one("1.000003", "Ba"))
    assert "thêm 1, sửa 1, không đổi 1." in province("import", "procedures", file.name).out
    assert [name for _, name, _ in rows(PROCEDURES)] == ["Một", "Hai, sửa", "Ba"]
    assert rows("SELECT what FROM change ORDER BY id DESC LIMIT 1") == [
        ("nạp thu-tuc.jsonl (thủ tục): thêm 1, sửa 1, thêm 1 cách hỏi",)
    ]
    ((before, after),) = rows("SELECT before, after FROM change ORDER BY id DESC LIMIT 1")
    assert read(before) == {"procedure": 2, "phrasing": 0}
    assert read(after) == {"procedure": 3, "phrasing": 1}


def test_of_one_code_twice_in_a_file_the_newer_wins_and_the_older_is_told(
    province: Congdan, file: Path, rows: Rows
) -> None:
    write(
        file,
        one(name="mới", as_of="2026-07-15"),
        one(name="cũ", as_of="2026-07"),
        one("1.000002", "trước", as_of="2026-07"),
        one("1.000002", "sau", as_of="2026-07"),
        one("1.000003", "y hệt"),
        one("1.000003", "y hệt"),
    )
    told = province("import", "procedures", file.name).out
    assert [name for _, name, _ in rows(PROCEDURES)] == ["mới", "sau", "y hệt"]
    assert "Bản cũ hơn, không dùng: 2" in told
    assert "dòng 2: 1.000001 (2026-07), cũ hơn dòng 1 (2026-07-15)" in told
    assert "dòng 3: 1.000002 (2026-07), cũ hơn dòng 4 (2026-07)" in told


def test_an_older_text_never_replaces_the_one_in_the_database(
    province: Congdan, file: Path, rows: Rows
) -> None:
    write(file, one(name="mới", as_of="2026-07"))
    province("import", "procedures", file.name)
    write(file, one(name="cũ", as_of="2025-12"))
    told = province("import", "procedures", file.name).out
    assert "dòng 1: 1.000001 (2025-12), cũ hơn bản đang có (2026-07)" in told
    write(file, one(name="không ngày", as_of=""))
    assert "(không ghi ngày), cũ hơn bản đang có" in province("import", "procedures", file.name).out
    assert rows(PROCEDURES) == [("1.000001", "mới", "2026-07")]
    write(file, one(name="cùng tháng"))
    assert "sửa 1" in province("import", "procedures", file.name).out


def test_bad_lines_are_told_and_nothing_comes_in_unless_they_are_skipped(
    province: Congdan, file: Path, rows: Rows
) -> None:
    write(file, one(), "{broken", one("1.000002", ""), one("1.000003", "Ba"), *["[]"] * 25)
    refused = province("import", "procedures", file.name)
    assert refused.code == 1
    assert "26 dòng sai, chưa thay đổi gì" in refused.err
    assert "dòng 2: không phải JSON đúng" in refused.err
    assert "… và 6 dòng nữa" in refused.err
    assert rows(PROCEDURES) == []
    skipped = province("import", "procedures", file.name, "--skip-bad")
    assert skipped.code == 0
    assert "Bỏ qua 27 dòng sai:" in skipped.out
    assert "dòng 3: name: thiếu tên thủ tục" in skipped.out
    assert [code for code, _, _ in rows(PROCEDURES)] == ["1.000001", "1.000003"]


def test_a_trial_writes_nothing_and_says_what_would_be(province: Congdan, file: Path, rows: Rows) -> None:
    write(file, one(), one("1.000002", ""))
    assert province("import", "procedures", file.name, "--dry-run").code == 1
    tried = province("import", "procedures", file.name, "--dry-run", "--skip-bad")
    assert "chạy thử, chưa ghi gì): sẽ thêm 1, sửa 0" in tried.out
    assert rows(PROCEDURES) == []


def test_a_child_may_state_only_what_differs(province: Congdan, file: Path, rows: Rows) -> None:
    write(file, one())
    province("import", "procedures", file.name)
    write(file, {"code": "1.000001", "facets": {"fee": "Miễn phí tại xã"}})
    assert "→ xa-b: thêm 1" in province("import", "procedures", file.name, "--agency", "xa-b").out
    write(file, {"code": "1.000009", "facets": {"fee": "Miễn phí"}})
    refused = province("import", "procedures", file.name, "--agency", "xa-b")
    assert (refused.code, "dòng 1: name: thiếu tên" in refused.err) == (1, True)
    assert "Thủ tục: 1 của riêng, 0 từ cấp trên" in province("agency", "show", "xa-b").out


def test_a_name_alone_never_merges_two_procedures(province: Congdan, file: Path, rows: Rows) -> None:
    write(
        file,
        {"code": "", "name": "Đăng ký thường trú", "agency": "Công an xã", "as_of": "2021-08"},
        {"name": "Đăng ký thường trú", "agency": "Công an tỉnh", "as_of": "2021-08"},
        one("1.004222", "Đăng ký thường trú"),
    )
    province("import", "procedures", file.name)
    codes = [str(code) for code, _, _ in rows(PROCEDURES)]
    assert len(codes) == 3
    assert [code.startswith("khong-ma-") for code in codes] == [False, True, True]
    assert "không đổi 3" in province("import", "procedures", file.name).out


def test_the_agency_must_be_named_when_there_are_several_at_the_top(
    province: Congdan, file: Path, rows: Rows
) -> None:
    write(file, one())
    province("agency", "add", "tinh-z", "--name", "Tỉnh Z", "--level", "province")
    refused = province("import", "procedures", file.name)
    assert (refused.code, "--agency" in refused.err) == (1, True)
    unknown = province("import", "procedures", file.name, "--agency", "nowhere")
    assert (unknown.code, "nowhere" in unknown.err) == (1, True)
    assert rows(PROCEDURES) == []
    assert province("import", "procedures", file.name, "--agency", "tinh-z").code == 0


def test_phrasings_are_added_and_never_taken_away(province: Congdan, file: Path, rows: Rows) -> None:
    write(file, one(phrasings=["một", "một", " hai "]))
    province("import", "procedures", file.name)
    write(file, one(phrasings=["ba"]))
    province("import", "procedures", file.name)
    assert sorted(str(text) for (text,) in rows("SELECT text FROM phrasing")) == ["ba", "hai", "một"]


def test_what_is_not_used_is_named(province: Congdan, file: Path) -> None:
    write(file, one(colour="red"))
    assert "Không dùng các cột: colour" in province("import", "procedures", file.name).out


def test_written_answers_come_in_the_same_way(province: Congdan, anywhere: Path, rows: Rows) -> None:
    path = anywhere / "answers.csv"
    path.write_text("code;questions;text;as_of\ngio;Mấy giờ mở cửa?|Giờ làm việc;7 giờ 30;2026-07\nx;;y;\n")
    refused = province("import", "answers", path.name)
    assert (refused.code, "dòng 3: questions: thiếu" in refused.err) == (1, True)
    assert "thêm 1" in province("import", "answers", path.name, "--skip-bad").out
    assert "không đổi 1" in province("import", "answers", path.name, "--skip-bad").out
    ((code, text, questions),) = rows("SELECT code, text, questions FROM answer")
    assert (code, text) == ("gio", "7 giờ 30")
    assert (json.loads(questions) if isinstance(questions, str) else questions) == [
        "Mấy giờ mở cửa?",
        "Giờ làm việc",
    ]


def test_starter_knowledge_leaves_what_the_agency_brought_itself(
    province: Congdan, file: Path, rows: Rows
) -> None:
    write(file, one("1.001193", "Đăng ký khai sinh của tỉnh", source="Cổng tỉnh A"))
    province("import", "procedures", file.name)
    loaded = province("import", "starter")
    assert loaded.code == 0
    assert "Giữ nguyên 1 thủ tục mà cơ quan đã tự nạp" in loaded.out
    assert rows("SELECT name FROM procedure WHERE code = '1.001193'") == [("Đăng ký khai sinh của tỉnh",)]
    assert rows("SELECT count(*) > 3 FROM phrasing WHERE code = '1.001193'")[0][0]
    changes = rows("SELECT count(*) FROM change")
    province("import", "starter")
    assert rows("SELECT count(*) FROM change") == changes
