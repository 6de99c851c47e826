"""Files that were made to hurt, or are broken, cost little and give a reason that an editor understands."""

import contextlib
import struct
import zlib
from io import BytesIO

import office_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from connectors.portal.documents import document
from connectors.portal.opening import TASKS
from connectors.portal.pages import Oversize, PortalError, Unreadable
from connectors.portal.zips import LARGEST_UNPACKED, MOST_PARTS

WORD, SHEET = files.word("Thông báo"), files.sheet([["Thông báo"]])
PAGE = files.pdf("Thong bao")
SHEET_START = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<dimension ref="A1:XFD1048576"/>'
)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(("content", "part"), [(WORD, "word/document.xml"), (SHEET, "xl/workbook.xml")])
def test_a_bomb_is_seen_before_it_is_opened(content: bytes, part: str) -> None:
    bomb = files.changed(content, "bomb.xml", bytes(LARGEST_UNPACKED + 1))
    with pytest.raises(Oversize, match="giải nén"):
        document(bomb, part)


def test_a_bomb_that_lies_of_its_size_is_seen_too() -> None:
    bomb = files.changed(WORD, "bomb.xml", bytes(LARGEST_UNPACKED + 1))
    size = struct.pack("<I", LARGEST_UNPACKED + 1)
    with pytest.raises(PortalError):
        document(bomb.replace(size, struct.pack("<I", 100)), "a.docx")


def test_thousands_of_parts_are_no_document() -> None:
    parts = {f"{number}.xml": b"" for number in range(MOST_PARTS + 1)} | {"word/document.xml": b""}
    with pytest.raises(Oversize):
        document(files.archive(parts), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("content", "part"), [(WORD, "word/document.xml"), (SHEET, "xl/workbook.xml")])
def test_entities_are_refused(content: bytes, part: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match="DOCTYPE"):
        document(files.changed(content, part, ENTITIES.decode().encode(encoding)), "a")


def test_a_file_of_500_megabytes_is_refused_by_its_size() -> None:
    with pytest.raises(Oversize, match="500 MB"):
        document(b"%PDF-1.4".ljust(500_000_000), "a.pdf")


def test_a_sheet_of_a_million_rows_is_read_in_part() -> None:
    row = b'<row><c t="inlineStr"><is><t>Xin</t></is></c></row>'
    rows = SHEET_START + b"<sheetData>" + row * 1_000_000 + b"</sheetData></worksheet>"
    found = document(files.changed(SHEET, "xl/worksheets/sheet1.xml", rows), "a.xlsx")
    assert "chỉ đọc phần đầu" in found.doubt
    assert found.text.count("\n") < 20_000


def test_a_sheet_formatted_to_its_last_row_ends_where_its_text_ends() -> None:
    rows = SHEET_START + b"<sheetData>" + b"<row></row>" * 500_000 + b"</sheetData></worksheet>"
    assert document(files.changed(SHEET, "xl/worksheets/sheet1.xml", rows), "a.xlsx", seconds=10).text == ""


def test_a_pdf_that_runs_in_a_circle_ends() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(files.pdf("Thong bao"))))
    pages = writer._root_object["/Pages"].get_object()
    assert isinstance(pages, DictionaryObject)
    kids = pages["/Kids"]
    assert isinstance(kids, ArrayObject)
    kids.append(writer._root_object.raw_get("/Pages"))
    pages[NameObject("/Parent")] = writer._root_object.raw_get("/Pages")
    out = BytesIO()
    writer.write(out)
    _ends(out.getvalue())


def test_a_pdf_that_unpacks_to_gigabytes_ends() -> None:
    packed = bytes(2_000_000_000 // 1_000)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    _ends(files.pdf("Thong bao").replace(b"<< /Length", stream + b"<< /Length", 1))


def test_work_without_end_is_stopped() -> None:
    heavy = files.pdf(*["chu " * 20_000] * 190)
    with pytest.raises(Unreadable, match="quá nhiều thời gian"):
        document(heavy, "a.pdf", seconds=1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n ",
        b"%PDF-1.4 garbage",
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        b"PK\x03\x04 garbage",
        files.archive({"a.txt": b"a"}),
        files.archive({"word/document.xml": b"<a"}),
        files.archive({"xl/workbook.xml": b"<a"}),
        WORD[: len(WORD) // 2],
        SHEET[: len(SHEET) // 2],
        b"\xff\xd8\xff garbage",
        b"\x89PNG\r\n\x1a\n garbage",
        b"{\\rtf1 Thong bao}",
        b"MZ\x90\x00\x03",
    ],
)
def test_what_is_broken_or_unknown_has_a_reason(content: bytes) -> None:
    with pytest.raises(PortalError) as refused:
        document(content, "tep")
    assert str(refused.value).endswith(".")


def test_a_picture_of_a_hundred_megapixels_is_refused_unopened() -> None:
    header = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    with pytest.raises(Oversize, match="100 triệu"):
        document(b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT\x35\xaf\x06\x1e", "a.png")


@given(st.binary(max_size=200), st.integers(0, 6_000), st.sampled_from(["docx", "xlsx", "procedure", "pdf"]))
@settings(max_examples=80, deadline=None)
def test_any_damage_gives_a_text_or_a_reason(damage: bytes, place: int, task: str) -> None:
    whole = {"xlsx": SHEET, "pdf": PAGE}.get(task, WORD)
    with contextlib.suppress(PortalError):
        assert "doubt" in str(TASKS[task](whole[:place] + damage + whole[place + len(damage) :], ""))


def _ends(content: bytes) -> None:
    """With a text or with a reason."""
    with contextlib.suppress(PortalError):
        assert document(content, "a.pdf", seconds=3).kind in {"pdf", "scan"}
