"""`congdan report`."""

from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from openpyxl import load_workbook
from shell import Congdan


def test_the_report_of_a_quarter_is_written_for_word_excel_and_everybody(
    province: Congdan, tmp_path: Path
) -> None:
    for kind in ("docx", "xlsx", "csv"):
        out = tmp_path / f"bao-cao.{kind}"
        shown = province("report", "--agency", "xa-b", "--quarter", "2025-4", "--out", str(out))
        assert shown.code == 0, shown.err
        assert f"Đã ghi {out}." in shown.out
    text = "\n".join(each.text for each in Document(str(tmp_path / "bao-cao.docx")).paragraphs)
    assert "quý IV năm 2025" in text
    assert "Trong quý chưa có lượt hỏi nào." in text
    book = load_workbook(tmp_path / "bao-cao.xlsx")
    assert book.sheetnames[0] == "Số liệu"
    assert {cell.font.name for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {
        "Times New Roman"
    }
    assert (tmp_path / "bao-cao.csv").read_text("utf-8-sig").startswith("quy,thang,ma_co_quan")


def test_tables_of_the_report_fill_the_page_and_no_row_is_torn(province: Congdan, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.docx"
    assert province("report", "--agency", "xa-b", "--quarter", "2025-4", "--out", str(out)).code == 0
    document = Document(str(out))
    for table in document.tables:
        # What is no Word reads the grid, and Word the cells.
        grid = [column.width for column in table.columns]
        assert abs(sum(width or 0 for width in grid) - Cm(16.5)) < Cm(0.1)
        for row in table.rows:
            assert [cell.width for cell in row.cells] == grid
            assert "cantSplit" in row._tr.xml
    closing = [each for each in document.paragraphs if each.text.startswith("Trên đây là")]
    assert [each.paragraph_format.keep_with_next for each in closing] == [True]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--quarter", "2999-1", "--out", "a.docx"), "Chưa có quý “2999-1”"),
        (("--quarter", "nay", "--out", "a.docx"), "Chưa có quý “nay”"),
        (("--out", "a.pdf"), "đuôi .docx, .xlsx hoặc .csv"),
        (("--out", "a.docx", "--agency", "xa-x"), "xa-x"),
    ],
)
def test_what_cannot_be_reported_is_told_and_no_file_is_left(
    province: Congdan, anywhere: Path, given: tuple[str, ...], told: str
) -> None:
    before = set(anywhere.iterdir())
    shown = province("report", *given)
    assert shown.code == 1
    assert told in shown.err
    assert not [path for path in set(anywhere.iterdir()) - before if path.suffix in {".docx", ".part"}]
