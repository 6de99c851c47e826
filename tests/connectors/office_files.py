"""Files as offices make them, written anew for each test."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import docx
from openpyxl import Workbook
from PIL import Image


def word(*paragraphs: str | tuple[str, str], table: Iterable[Iterable[str]] = (), header: str = "") -> bytes:
    """Paragraphs are texts, or texts with a font; a table stands behind them."""
    file = docx.Document()
    if header:
        file.sections[0].header.paragraphs[0].text = header
    for paragraph in paragraphs:
        text, font = paragraph if isinstance(paragraph, tuple) else (paragraph, None)
        file.add_paragraph().add_run(text).font.name = font
    rows = [list(row) for row in table]
    if rows:
        grid = file.add_table(len(rows), len(rows[0]))
        for row, texts in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(file)


def sheet(rows: Iterable[Iterable[Any]]) -> bytes:
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(file: Any) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def pdf(*pages: str, font: str = "Helvetica") -> bytes:
    """A page of Latin-1 text each, written by hand: no library here writes PDF."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode(),
    ]
    for number, page in enumerate(pages):
        lines = ") Tj 0 -14 Td (".join(page.replace("(", "\\(").replace(")", "\\)").split("\n"))
        stream = f"BT /F1 12 Tf 50 780 Td ({lines}) Tj ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def picture(size: tuple[int, int] = (800, 400), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("L", size, 255).save(out, kind)
    return out.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part put in another's place."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    return archive(parts | {name: part})
