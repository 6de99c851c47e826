"""The text of a spreadsheet (.xlsx): the rows of its sheets, the cells of a row parted by bars."""

import math
import warnings
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from connectors.portal import files_wording as wording
from connectors.portal.pages import Unreadable

MOST_SHEETS, MOST_ROWS, MOST_CELLS = 20, 20_000, 100
MOST_EMPTY = 1_000
"""Empty rows on end; a sheet that was formatted to its last row has a million."""


def rows(content: bytes) -> Iterator[str]:
    """At most `MOST_ROWS` rows with text, of all sheets together. Raises Unreadable for no spreadsheet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that we do not read anyway
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            left = MOST_ROWS
            for sheet in book.worksheets[:MOST_SHEETS]:
                for row in _sheet(sheet):
                    left -= 1
                    if left < 0:
                        return
                    yield row
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # hostile bytes bring out any error of the library
        raise Unreadable(wording.BROKEN.format(kind="XLSX")) from error


def _sheet(sheet: Any) -> Iterator[str]:
    if sheet.sheet_state != "visible":
        return
    sheet.reset_dimensions()  # as written in the file they may be wrong, or a trap
    empty = 0
    for cells in sheet.iter_rows(values_only=True, max_col=MOST_CELLS):
        texts = [text for cell in cells[:MOST_CELLS] if (text := _text(cell))]
        empty = 0 if texts else empty + 1
        if empty > MOST_EMPTY:
            return
        if texts:
            yield " | ".join(texts)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
