"""The parts that documents of offices are made of, as Nghị định 30/2020/NĐ-CP, phụ lục I, measures them."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.numbers import report_wording as wording

FONT = "Times New Roman"
SIZE, SMALL, LEAST = 14, 12, 11
INDENT = Cm(1.27)
LEFT, RIGHT = Cm(6.5), Cm(10.0)
"""The two halves of what stands above the title."""


def page(document: Doc) -> None:
    """A4; 20 mm above and below, 30 left, 15 right; Times New Roman 14 for everything."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(SIZE)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
        if name != "Normal":
            style.font.bold = True
            style.paragraph_format.first_line_indent = INDENT
            style.paragraph_format.space_before = Pt(6)


def page_numbers(document: Doc) -> None:
    """In the middle of the upper margin, from the second page on."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = ALIGN.CENTER
    run = line.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001 (python-docx has no fields)


def paragraph(
    where: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.JUSTIFY,
    size: int = SIZE,
    before: float = 0,
    after: float = 6,
    line: bool = False,
) -> Paragraph:
    """`line`: a short rule below it, as below titles. Justified ones begin further in."""
    made: Paragraph = where.add_paragraph()
    run = made.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    made.alignment = align
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    if align is ALIGN.JUSTIFY:
        made.paragraph_format.first_line_indent = INDENT
    if line:
        _rule(where)
    return made


def item(document: Doc, text: str, *, deeper: bool = False) -> None:
    """A line of a list: "- …", or "+ …" below one."""
    made = paragraph(document, f"{'+' if deeper else '-'} {text}")
    if deeper:
        made.paragraph_format.left_indent = Cm(0.8)


def header_table(document: Doc, above: str, agency: str, year: str) -> None:
    """Who writes, left; the nation and its motto, right; number, place and date below."""
    frame: Any = document.add_table(rows=2, cols=2)
    frame.alignment = WD_TABLE_ALIGNMENT.CENTER
    _measure(frame, (LEFT, RIGHT))
    left, right = frame.rows[0].cells
    if above:
        _centred(left, above, SMALL)
    _centred(left, agency, SMALL, bold=True)
    _rule(left)
    _centred(right, wording.NATION, SMALL, bold=True)
    _centred(right, wording.MOTTO, 13, bold=True)
    _rule(right)
    _centred(frame.rows[1].cells[0], wording.NUMBER, 13)
    _centred(frame.rows[1].cells[1], wording.PLACE_DATE.format(year=year), 13, italic=True)
    for row in frame.rows:
        for cell in row.cells:
            _without_first(cell)


def table(
    document: Doc,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    words: int = 1,
) -> None:
    """A real table whose head is repeated on each page; all but the first `words` columns are figures."""
    made: Any = document.add_table(rows=len(rows) + 1, cols=len(head), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    _measure(made, [Cm(width) for width in widths])
    _mark(made.rows[0], "w:tblHeader")
    for place, name in enumerate(head):
        _fill(made.rows[0].cells[place], name, ALIGN.CENTER, bold=True)
    for line, row in zip(list(made.rows)[1:], rows, strict=True):
        for place, text in enumerate(row):
            _fill(line.cells[place], text, ALIGN.LEFT if place < words else ALIGN.RIGHT)


def signature(document: Doc, receivers: Sequence[str]) -> None:
    """Who gets it, left; who signs, right; both on the page of the last sentence."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    frame: Any = document.add_table(rows=1, cols=2)
    _measure(frame, (Cm(8.25), Cm(8.25)))
    left, right = frame.rows[0].cells
    paragraph(left, wording.RECEIVERS, bold=True, italic=True, align=ALIGN.LEFT, size=SMALL, after=0)
    for line in receivers:
        paragraph(left, line, align=ALIGN.LEFT, size=LEAST, after=0)
    _centred(right, wording.SIGNER, SIZE, bold=True)
    _centred(right, wording.SIGNER_HINT, 13, italic=True)
    paragraph(right, wording.SIGNER_NAME, bold=True, align=ALIGN.CENTER, before=60, after=0)
    _without_first(left)
    _without_first(right)


def _centred(where: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    paragraph(where, text, bold=bold, italic=italic, align=ALIGN.CENTER, size=size, after=0)


def _measure(frame: Any, widths: Sequence[Length]) -> None:
    """Columns as wide as told, in Word and in what reads the grid instead; no row is torn by a page's end."""
    frame.autofit = False
    for column, width in zip(frame.columns, widths, strict=True):
        column.width = width
    for row in frame.rows:
        _mark(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 (the same)


def _fill(cell: Any, text: str, align: ALIGN, *, bold: bool = False) -> None:
    paragraph(cell, text, bold=bold, align=align, size=13, before=2, after=2)
    _without_first(cell)


def _without_first(cell: Any) -> None:
    """A cell is made with an empty line that nobody wants."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)  # noqa: SLF001 (the same)


def _rule(where: Any) -> None:
    """A short line in the middle: the upper border of an empty line that is drawn in from both sides."""
    made: Paragraph = where.add_paragraph()
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(1), Pt(4)
    side = Cm(2.2) if hasattr(where, "_tc") else Cm(6)
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = side
    made.paragraph_format.line_spacing = Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = made._p.get_or_add_pPr()  # noqa: SLF001 (the same)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
