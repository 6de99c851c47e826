"""Scans are read by Tesseract where it is installed; what it is unsure of is told, and that it lacks."""

import shutil
import stat
from io import BytesIO
from pathlib import Path

import office_files as files
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from connectors.portal.documents import document

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
LINES = (
    "ỦY BAN NHÂN DÂN XÃ MẪU",
    "Thông báo về việc tiêm phòng cho đàn gia súc",
    "Đề nghị các hộ chăn nuôi phối hợp.",
)
has_tesseract = pytest.mark.skipif(
    not (shutil.which("tesseract") and Path(FONT).exists()), reason="needs tesseract-ocr-vie and a font"
)
TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t{sure}\tThông\n"
    "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t{sure}\tbáo\n"
    "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t{sure}\ttiếp\n"
    "5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t{sure}\tdân\n"
)


def stand_in(folder: Path, told: str, *, fails: bool = False) -> str:
    """A program in Tesseract's place that says `told` of every picture."""
    program, answer = folder / "tesseract", folder / "answer.tsv"
    answer.write_text(told, encoding="utf-8")
    program.write_text(f"#!/bin/sh\ncat >/dev/null\n{'exit 1' if fails else f'cat {answer}'}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def written(angle: float = 0, blur: float = 0) -> Image.Image:
    page = Image.new("L", (1600, 700), 255)
    font = ImageFont.truetype(FONT, 44)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((60, 80 + 110 * number), line, fill=0, font=font)
    return page.filter(ImageFilter.GaussianBlur(blur)).rotate(angle, fillcolor=255)


def as_file(page: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    page.save(out, kind)
    return out.getvalue()


@has_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_a_scan_is_read_with_its_marks(kind: str) -> None:
    found = document(as_file(written(), kind), f"scan.{kind.lower()}")
    assert [line for line in found.text.splitlines() if line] == list(LINES)
    assert (found.kind, found.doubt) == ("scan", "")


@has_tesseract
def test_a_blurred_scan_is_doubted() -> None:
    assert document(as_file(written(angle=4, blur=9), "PNG"), "scan.png").doubt


@has_tesseract
def test_an_empty_page_has_no_text() -> None:
    assert "Không nhận dạng được" in document(files.picture(), "scan.png").doubt


@pytest.mark.parametrize(("sure", "doubted"), [(93, False), (41, True)])
def test_words_come_in_lines_and_their_certainty_counts(tmp_path: Path, sure: int, doubted: bool) -> None:
    found = document(files.picture(), "a.png", tesseract=stand_in(tmp_path, TABLE.format(sure=sure)))
    assert found.text == "Thông báo\ntiếp\n\ndân"
    assert ("41 %" in found.doubt) is doubted


def test_many_scanned_pages_are_read_in_part(tmp_path: Path) -> None:
    pages = [Image.new("L", (60, 60), 255) for _ in range(12)]
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    found = document(out.getvalue(), "a.pdf", tesseract=stand_in(tmp_path, TABLE.format(sure=93)))
    assert found.text.count("Thông báo") == 10
    assert "12 trang" in found.doubt


@pytest.mark.parametrize("content", [files.picture(), files.picture(kind="JPEG"), files.picture(kind="PDF")])
def test_without_tesseract_an_editor_is_told_what_to_install(content: bytes) -> None:
    found = document(content, "a", tesseract="khong-co-chuong-trinh-nay")
    assert (found.text, found.kind) == ("", "scan")
    assert "tesseract-ocr-vie" in found.doubt


def test_a_tesseract_that_fails_is_told_of(tmp_path: Path) -> None:
    found = document(files.picture(), "a.png", tesseract=stand_in(tmp_path, "", fails=True))
    assert "Không nhận dạng được" in found.doubt
