"""Files of knowledge, good and hostile, line by line."""

import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from knowledge.lines import AnswerLine, Line, ProcedureLine
from knowledge.reading import LINE_BYTES, raw_lines
from knowledge.refusals import RefusedError
from knowledge.scanning import Faults, good_lines, scan


def read(path: Path, kind: type[Line] = ProcedureLine) -> tuple[list[Line], list[str], set[str]]:
    faults = Faults()
    lines = [line for _, line in good_lines(path, kind, faults)]
    return lines, [f"{bad.number}: {bad.reason}" for bad in faults.bad], faults.ignored


def written(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def spreadsheet(tmp_path: Path, *rows: list[object]) -> Path:
    workbook = Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "sheet.xlsx")
    return tmp_path / "sheet.xlsx"


def test_the_same_procedure_in_each_kind_of_file_is_the_same(tmp_path: Path) -> None:
    line = {
        "code": "1.000820",
        "name": "Đăng ký",
        "agency": "UBND xã",
        "as_of": "2026-07",
        "facets": {"fee": "Miễn phí", "papers": "- Tờ khai\n- Căn cước"},
        "phrasings": ["làm giấy", "xin giấy"],
    }
    cells = [
        "1.000820",
        "Đăng ký",
        "UBND xã",
        "7/2026",
        "Miễn phí",
        "- Tờ khai\n- Căn cước",
        "làm giấy|xin giấy",
    ]
    header = ["code", "Tên thủ tục", "Cơ quan  thực hiện", "as_of", "Lệ phí", "papers", "phrasings"]
    quoted = ",".join('"' + cell + '"' for cell in cells)
    files = [
        written(tmp_path, "a.jsonl", json.dumps(line) + "\n"),
        written(
            tmp_path, "b.jsonl", b"\xef\xbb\xbf" + json.dumps(line, ensure_ascii=False).encode() + b"\r\n\r\n"
        ),
        written(tmp_path, "c.csv", ",".join(header) + "\n" + quoted + "\n"),
        written(
            tmp_path, "d.csv", "\ufeff" + ";".join(header) + "\r\n" + quoted.replace('","', '";"') + "\r\n"
        ),
        spreadsheet(tmp_path, header, cells),
    ]
    read_lines = [read(path)[0] for path in files]
    assert read_lines == [[ProcedureLine.model_validate(line)]] * len(files)
    assert len({scan(path, ProcedureLine).entries[0].digest for path in files}) == 1


def test_a_code_that_a_spreadsheet_took_for_a_number_gets_its_zeros_back(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path, ["code", "name", "fee"], [1.00082, "Một", 8000], [2.001, "Hai", 0.5])
    lines, bad, _ = read(path)
    assert [(line.code, line.facets["fee"]) for line in lines if isinstance(line, ProcedureLine)] == [
        ("1.000820", "8000"),
        ("2.001000", "0.5"),
    ]
    assert bad == []
    told = read(written(tmp_path, "lost.csv", "code,name\n1.00082,Một\n"))[1]
    assert "thiếu chữ số" in told[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "không phải JSON đúng"),
        ("[1]", "phải là một đối tượng JSON"),
        ("[" * 50_000, "lồng nhau quá sâu"),
        ('{"code": ' + "9" * 5_000 + "}", "số quá dài"),
        ('{"code": 1.000820, "name": "x"}', "code: phải là chữ trong ngoặc kép"),
        ('{"code": "1", "name": "\\u0000"}', "name: có ký tự NUL"),
        ('{"code": "1", "name": "\\ud800"}', "name: có nửa ký tự Unicode"),
        ('{"code": "1", "facets": {"fees": "x"}}', "facets.fees: không có mục này; các mục là: papers"),
        ('{"code": "1", "facets": {"fee": ["x"]}}', "facets.fee: phải là chữ"),
        ('{"code": "1", "facets": "x"}', "facets: phải là đối tượng"),
        ('{"code": "1", "phrasings": "x"}', "phrasings: phải là danh sách"),
        ('{"code": "1", "phrasings": [null]}', "phrasings.0: phải là chữ"),
        ('{"code": "1", "as_of": "hôm qua"}', "as_of: phải là năm-tháng"),
        ('{"code": "1", "url": "javascript:alert(1)"}', "url: phải là địa chỉ"),
        ('{"code": "1 2", "name": "x"}', "code: mã không được có khoảng trắng"),
        ('{"code": "1", "name": "' + "x" * 2_001 + '"}', "name: dài quá 2000 ký tự"),
        ('{"code": "1", "name": "' + "x" * LINE_BYTES + '"}', "dài quá 1000000 byte"),
        ('{"code": ""}', "thiếu mã thủ tục"),
    ],
)
def test_a_bad_line_is_told_with_its_reason_and_the_others_are_read(
    tmp_path: Path, line: str, told: str
) -> None:
    good = '{"code": "2", "name": "y"}'
    lines, bad, _ = read(written(tmp_path, "x.jsonl", f"{good}\n{line}\n{good}\n"))
    assert [each.code for each in lines] == ["2", "2"]
    assert len(bad) == 1
    assert bad[0].startswith("2: ")
    assert told in bad[0]


def test_what_nobody_asked_for_is_named(tmp_path: Path) -> None:
    assert read(written(tmp_path, "x.jsonl", '{"code": "1", "name": "x", "phrasing": ["y"]}'))[2] == {
        "phrasing"
    }
    assert read(written(tmp_path, "x.csv", "code,name,màu\n1,x,đỏ\n"))[2] == {"màu"}


def test_null_counts_as_empty(tmp_path: Path) -> None:
    path = written(tmp_path, "x.jsonl", '{"code": "1", "name": "x", "url": null, "facets": {"fee": null}}')
    assert read(path)[1] == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.jsonl", '{"code": "1"}'.encode("utf-16"), "UTF-16"),
        ("x.csv", '"code"'.encode("utf-16"), "UTF-16"),
        ("x.csv", "code,name\n1,Đăng ký\n".encode("cp1258", errors="replace"), "dòng 2: không phải UTF-8"),
        ("x.csv", b"", "dòng tiêu đề"),
        ("x.csv", "một,hai\n1,2\n", "dòng tiêu đề"),
        ("x.csv", 'code,name\n1,"x\n' + "y\n" * 100_000, "dòng 2: CSV hỏng"),
        ("x.csv", b"code,name\n1," + b"x" * LINE_BYTES, "dòng 2: dài quá"),
        ("x.xlsx", b"PK\x03\x04 not really", "không phải bảng tính"),
        ("x.xlsx", b"", "không phải bảng tính"),
        ("x.doc", b"", "chỉ nhận tệp"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_the_remedy(
    tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        read(written(tmp_path, name, content))


def test_a_wrong_encoding_of_one_line_is_told_with_the_remedy(tmp_path: Path) -> None:
    path = written(tmp_path, "x.jsonl", b'{"code": "1", "name": "\xd0\xc3"}\n{"code": "2", "name": "y"}')
    lines, bad, _ = read(path)
    assert [line.code for line in lines] == ["2"]
    assert "UTF-8" in bad[0]


def test_a_row_with_more_cells_than_columns_is_bad(tmp_path: Path) -> None:
    lines, bad, _ = read(written(tmp_path, "x.csv", "code,name\n1,Phí, lệ phí\n\n2,Hai,\n"))
    assert [line.code for line in lines] == ["2"]
    assert "2: nhiều ô hơn" in bad[0]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(RefusedError, match="không phải là tệp thường"):
        read(tmp_path / "folder.jsonl")
    with pytest.raises(RefusedError, match="Không thấy tệp"):
        read(tmp_path / "nothing.jsonl")
    with pytest.raises(RefusedError, match="Không đọc được"):
        read(tmp_path / ("x" * 300 + ".jsonl"))


def test_a_spreadsheet_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path, ["code", "name"], ["1", "x"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/bomb.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1 << 20))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(RefusedError, match="lớn quá 200 MB"):
        read(path)


FAR_ROW = (
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
    '<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', "DOCTYPE"),
        (FAR_ROW, "xóa các ô thừa"),
        ("<worksheet><sheetData><row", "không phải bảng tính"),
    ],
)
def test_a_spreadsheet_made_to_exhaust_us_is_refused(tmp_path: Path, sheet: str, told: str) -> None:
    good = spreadsheet(tmp_path, ["code"])
    path = tmp_path / "trap.xlsx"
    with zipfile.ZipFile(good) as parts, zipfile.ZipFile(path, "w") as trap:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "xl/worksheets/sheet1.xml":
                space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
                content = sheet.replace("<worksheet", f"<worksheet {space}").encode()
            trap.writestr(name, content)
    with pytest.raises(RefusedError, match=told):
        read(path)


@given(content=st.binary(max_size=300), name=st.sampled_from(["x.jsonl", "x.csv", "x.xlsx"]))
def test_no_bytes_whatever_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = written(tmp_path_factory.mktemp("bytes"), name, content)
    with suppress(RefusedError):
        list(raw_lines(path, AnswerLine))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(ProcedureLine.columns()) | st.just("facets"), JSON, max_size=6))
def test_any_json_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, line: dict[str, object]) -> None:
    path = written(tmp_path_factory.mktemp("json"), "x.jsonl", json.dumps(line))
    lines, bad, _ = read(path)
    assert len(lines) + len(bad) == 1
