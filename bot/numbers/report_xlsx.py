"""The figures of the report as a workbook, to reckon on with."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from bot.broadcast_report_rows import harmless
from bot.numbers import report_wording as wording
from bot.numbers.facts import Facts
from bot.numbers.figures import Sums
from bot.numbers.report_words import quarter_name, rows

FIRST_WIDTH, DAY_WIDTH, WIDTH = 46, 14, 14
MOST_UPRIGHT = 4
"""Columns of a sheet that is printed upright; with more it lies."""
FONT, SIZE, LINE_HEIGHT = "Times New Roman", 13, 19
LOOSE = 0.8
"""Letters of ours for one of those that a width is counted in."""
HEAD_ROW = 2
LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
Cell = str | int | None
Line = Sequence[Cell]


def xlsx(facts: Facts) -> bytes:
    """A sheet each of figures, of what is asked most, of agencies, of days."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    heading = wording.ABOUT.format(quarter=quarter_name(facts.quarter))
    _sheet(book, wording.SHEET_FIGURES, wording.COLUMNS, rows(facts), heading)
    top: list[Line] = [[name, each.count, each.before] for name, each in facts.top]
    _sheet(book, wording.SHEET_TOP, wording.TOP_COLUMNS[1:], top, heading)
    agencies: list[Line] = [[name, *_of(sums)] for name, sums in facts.agencies]
    _sheet(book, wording.SHEET_AGENCIES, wording.AGENCY_COLUMNS, agencies, heading)
    days: list[Line] = [[f"{day:%d/%m/%Y}", *_of(sums)] for day, sums in facts.days.items()]
    _sheet(book, wording.SHEET_DAYS, wording.DAY_COLUMNS, days, heading)
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def _of(sums: Sums) -> tuple[int, ...]:
    return sums.questions, sums.answered, sums.unsure, sums.routed, sums.unknown, sums.wrong


def _sheet(book: Workbook, name: str, head: Sequence[str], filled: Iterable[Line], heading: str) -> None:
    sheet = book.create_sheet(name)
    sheet.append([heading])
    sheet.append(list(head))
    for line in filled:
        sheet.append([harmless([cell])[0] if isinstance(cell, str) else cell for cell in line])
    sheet["A1"].font = Font(name=FONT, bold=True, size=SIZE)
    widths = [DAY_WIDTH if name == wording.SHEET_DAYS else FIRST_WIDTH, *[WIDTH] * (len(head) - 1)]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows(min_row=HEAD_ROW):
        for cell in row:
            _dress(cell)
        lines = max(
            ceil(len(str(cell.value)) / (LOOSE * width)) for cell, width in zip(row, widths, strict=True)
        )
        sheet.row_dimensions[row[0].row].height = LINE_HEIGHT * lines
    sheet.freeze_panes = "B3"
    _print(sheet, lies=len(head) > MOST_UPRIGHT)


def _dress(cell: Any) -> None:
    """A line of the table, or its head."""
    head, words = cell.row == HEAD_ROW, cell.column == 1
    cell.font, cell.border = Font(name=FONT, bold=head, size=SIZE), BOX
    across = "center" if head else "left" if words else "right"
    cell.alignment = Alignment(wrap_text=head or words, vertical="center", horizontal=across)
    if not head and not words:
        cell.number_format = "#,##0"


def _print(sheet: Any, *, lies: bool) -> None:
    """A4, as wide as the paper, the head on each page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if lies else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.print_options.horizontalCentered = True
