"""`congdan agency …`."""

from pathlib import Path

import pytest
from shell import Congdan, Rows


def test_an_agency_is_added_and_changed_by_adding_it_again(congdan: Congdan, rows: Rows) -> None:
    added = congdan("agency", "add", "tinh-a", "--name", "Tỉnh A", "--level", "province")
    changed = congdan("agency", "add", "tinh-a", "--phone", "0000 111 222")
    assert (added.code, added.out) == (0, "Đã thêm cơ quan tinh-a.\n")
    assert (changed.code, changed.out) == (0, "Đã cập nhật cơ quan tinh-a.\n")
    assert rows("SELECT name, level, phone FROM agency") == [("Tỉnh A", "province", "0000 111 222")]


def test_every_act_is_recorded_and_one_that_changes_nothing_is_not(congdan: Congdan, rows: Rows) -> None:
    for phone in ("0000 111 222", "0000 111 333", "0000 111 333"):
        congdan("agency", "add", "tinh-a", "--name", "Tỉnh A", "--level", "province", "--phone", phone)
    recorded = [what for (what,) in rows("SELECT what FROM change ORDER BY id")]
    assert recorded == ["thêm cơ quan “Tỉnh A” (tinh-a)", "sửa “Tỉnh A” (tinh-a): điện thoại"]


def test_agencies_are_listed_as_a_tree(province: Congdan) -> None:
    province("agency", "add", "trung-tam", "--name", "Trung tâm", "--level", "office", "--parent", "xa-b")
    province("agency", "add", "xa-c", "--name", "UBND xã C", "--level", "commune", "--parent", "tinh-a")
    assert province("agency", "list").out.splitlines() == [
        "tinh-a: Tỉnh A (cấp tỉnh)",
        "├─ xa-b: UBND xã B (cấp xã)",
        "│  └─ trung-tam: Trung tâm (đơn vị)",
        "└─ xa-c: UBND xã C (cấp xã)",
    ]


def test_the_empty_list_says_how_to_begin(congdan: Congdan) -> None:
    assert "congdan agency add" in congdan("agency", "list").out


def test_what_comes_from_above_is_marked(province: Congdan) -> None:
    province("agency", "add", "xa-b", "--address", "Số 1 đường Một")
    shown = province("agency", "show", "xa-b").out
    assert "xa-b: UBND xã B (cấp xã, thuộc tinh-a)" in shown
    assert "Địa chỉ: Số 1 đường Một\n" in shown
    assert "Điện thoại: 0000 111 222  (theo tinh-a)" in shown
    assert "Giờ làm việc: (chưa có)" in shown


def test_an_emptied_field_is_inherited_again(province: Congdan) -> None:
    province("agency", "add", "xa-b", "--phone", "0000 999 999")
    assert "Điện thoại: 0000 999 999\n" in province("agency", "show", "xa-b").out
    province("agency", "add", "xa-b", "--phone", "")
    assert "Điện thoại: 0000 111 222  (theo tinh-a)" in province("agency", "show", "xa-b").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["xa-c"], "cần --name"),
        (["xa-c", "--name", "C", "--level", "commune", "--parent", "nowhere"], "cấp trên mã “nowhere”"),
        (["Xã C", "--name", "C", "--level", "commune"], "chữ thường không dấu"),
        (["xa-c", "--name", "C", "--level", "village"], "province, commune, office"),
        (["xa-c", "--name", "C" * 501, "--level", "commune"], "dài quá 500 ký tự"),
        (["xa-c", "--name", " ", "--level", "commune"], "thiếu, hoặc để trống"),
        (["xa-b", "--portal-url", "javascript:alert(1)"], "http:// hoặc https://"),
        (["xa-b", "--phone", "\udcff"], "UTF-8"),
        (["tinh-a", "--parent", "xa-b"], "không thể là cấp trên"),
        (["tinh-a", "--parent", "tinh-a"], "không thể là cấp trên"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    province: Congdan, rows: Rows, words: list[str], told: str
) -> None:
    before = rows("SELECT * FROM agency ORDER BY id")
    result = province("agency", "add", *words)
    assert result.code == 1
    assert told in result.err
    assert rows("SELECT * FROM agency ORDER BY id") == before


def test_an_agency_nobody_knows_is_told_plainly(congdan: Congdan, anywhere: Path) -> None:
    (anywhere / "scope.csv").write_text("code\n1.000001\n")
    for words in (["show", "xa-z"], ["scope", "xa-z", "scope.csv"]):
        result = congdan("agency", *words)
        assert (result.code, "xa-z" in result.err) == (1, True)


def test_a_file_replaces_the_scope_and_codes_nobody_knows_are_named(
    province: Congdan, anywhere: Path, rows: Rows
) -> None:
    (anywhere / "procedures.csv").write_text("code,name\n1.000001,Một\n")
    province("import", "procedures", "procedures.csv")
    (anywhere / "old.csv").write_text("code,counter\n1.000009,9\n")
    province("agency", "scope", "xa-b", "old.csv")
    (anywhere / "scope.csv").write_text(
        "Mã thủ tục;Quầy;fee;note;name\n1.000001;3;;Nộp buổi sáng;Một\n1.000002;5;8.000 đồng;;Hai\n"
        "1.000001;4;;;Một\n"
    )
    result = province("agency", "scope", "xa-b", "scope.csv")
    assert "Đã thay phạm vi tiếp nhận của xa-b: 2 thủ tục." in result.out
    assert "dòng 3: 1.000002" in result.out
    assert "1.000001\n" not in result.out
    assert rows("SELECT code, counter, fee, note FROM scope ORDER BY code") == [
        ("1.000001", "3; 4", "", "Nộp buổi sáng"),
        ("1.000002", "5", "8.000 đồng", ""),
    ]
    assert "Phạm vi: 2 thủ tục" in province("agency", "show", "xa-b").out
    told = str(rows("SELECT before, after FROM change ORDER BY id DESC LIMIT 1"))
    assert told.index("1.000009") < told.index("1.000001") < told.index("1.000002")


def test_a_scope_with_a_bad_line_leaves_the_old_one_unless_it_is_skipped(
    province: Congdan, anywhere: Path, rows: Rows
) -> None:
    (anywhere / "scope.jsonl").write_text('{"code": "1.000001"}\n{"code": "", "counter": "1"}\n')
    refused = province("agency", "scope", "xa-b", "scope.jsonl")
    assert (refused.code, "dòng 2: code: thiếu" in refused.err) == (1, True)
    assert rows("SELECT code FROM scope") == []
    skipped = province("agency", "scope", "xa-b", "scope.jsonl", "--skip-bad")
    assert (skipped.code, "dòng 2: code: thiếu" in skipped.out) == (0, True)
    assert rows("SELECT code FROM scope") == [("1.000001",)]
