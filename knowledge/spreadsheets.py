"""The rows of an .xlsx spreadsheet's first sheet, as text; what is made to exhaust us is refused."""

import math
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from knowledge import wording
from knowledge.refusals import RefusedError

UNPACKED_MB = 200
ROWS, CELLS = 1_048_576, 500
"""A sheet has no more rows than that, and ours no more columns: a trap claims billions."""
PIECE = 1 << 20
NATIONAL_CODE = range(1, 10)
"""A code like 1.000820 that a spreadsheet took for a number lies between these."""
BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    ParseError,
)
"""What openpyxl raises for a file that only claims to be a spreadsheet."""


def spreadsheet_rows(file: IO[bytes], path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number. Raises RefusedError for what is no spreadsheet, or one not safe to open."""
    _refuse_traps(file, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that we do not read anyway
            sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
            sheet.reset_dimensions()  # as written in the file they may be wrong, or a trap
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                if number > ROWS or len(cells) > CELLS:
                    raise RefusedError(wording.XLSX_TOO_WIDE.format(path=path, rows=ROWS, cells=CELLS))
                yield number, [_text(cell) for cell in cells]
    except BROKEN as error:
        raise RefusedError(wording.BROKEN_XLSX.format(path=path)) from error


def _refuse_traps(file: IO[bytes], path: Path) -> None:
    """Unpacks every part once, without keeping it: the sizes that a zip declares may be lies."""
    try:
        with zipfile.ZipFile(file) as parts:
            left = UNPACKED_MB * PIECE
            for info in parts.infolist():
                left = _unpacked_within(parts, info, left, path)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise RefusedError(wording.BROKEN_XLSX.format(path=path)) from error
    file.seek(0)


def _unpacked_within(parts: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, path: Path) -> int:
    tail = b""
    with parts.open(info) as part:
        while piece := part.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise RefusedError(wording.XLSX_BOMB.format(path=path, limit=UNPACKED_MB))
            if b"<!DOCTYPE" in tail + piece:
                raise RefusedError(wording.XLSX_DOCTYPE.format(path=path))
            tail = piece[-16:]
    return left


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return _number(cell)
    return str(cell)


def _number(cell: float) -> str:
    """Numbers as they were typed; a national code that lost its last zeros gets them back."""
    if not math.isfinite(cell):
        return str(cell)
    if int(cell) in NATIONAL_CODE and cell == round(cell, 6) and not cell.is_integer():
        return f"{cell:.6f}"
    return str(int(cell)) if cell.is_integer() else str(cell)
