"""The figures of the report as a workbook, to reckon on with."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.broadcast_report_rows import harmless
from bot.numbers import report_wording as wording
from bot.numbers.facts import Facts
from bot.numbers.figures import Sums
from bot.numbers.report_words import quarter_name, rows

FIRST_WIDTH, WIDTH = 46, 18
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


def _sheet(book: Workbook, name: str, head: Sequence[str], lines: Iterable[Line], heading: str) -> None:
    sheet = book.create_sheet(name)
    sheet.append([heading])
    sheet.append(list(head))
    for cell in (sheet["A1"], *sheet[2]):
        cell.font = Font(name="Times New Roman", bold=True, size=13)
        cell.alignment = Alignment(wrap_text=cell.row > 1, vertical="top")
    for line in lines:
        sheet.append([harmless([cell])[0] if isinstance(cell, str) else cell for cell in line])
    sheet.freeze_panes = "B3"
    sheet.column_dimensions["A"].width = FIRST_WIDTH
    for column in range(2, len(head) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    for row in sheet.iter_rows(min_row=3, min_col=2):
        for cell in row:
            cell.number_format = "#,##0"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
