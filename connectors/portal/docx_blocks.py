"""The lines and tables of a Word file (.docx) in reading order, old fonts decoded."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from connectors.cleaning import cleaned
from connectors.portal import files_wording as wording
from connectors.portal.blocks import Block, Cell, Line, Table, plain
from connectors.portal.legacy_text import in_unicode
from connectors.portal.pages import Unreadable
from connectors.portal.text_quality import mended

LONGEST_LINE = 60_000
MOST_CELLS, MOST_SPANNED = 200_000, 60
_W_P, _W_TBL, _W_R = qn("w:p"), qn("w:tbl"), qn("w:r")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HOLDERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml"), qn("w:moveTo")}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


class Word:
    """An opened file. Raises Unreadable for what is no Word file."""

    def __init__(self, content: bytes) -> None:
        try:
            self._file = docx.Document(BytesIO(content))
            self._styles = _Styles(self._file)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # hostile bytes bring out any error of the library
            raise Unreadable(wording.BROKEN.format(kind="DOCX")) from error
        self._cells = 0
        self._numbers = 0

    def blocks(self) -> list[Block]:
        return list(self._blocks(self._file.element.body, ()))

    def header(self) -> str:
        """What stands in the headers of its pages, where stamps are put too."""
        parts = (
            part
            for section in self._file.sections
            for part in (section.first_page_header, section.header)
            if not part.is_linked_to_previous
        )
        texts = (plain(self._blocks(part._element, ())) for part in parts)  # noqa: SLF001 (no public way to it)
        return "\n".join(dict.fromkeys(text for text in texts if text))

    def _blocks(self, holder: Any, within: tuple[int, ...]) -> Iterator[Block]:
        for child in holder.iterchildren():
            if child.tag == _W_P:
                yield from self._paragraph(child, within)
            elif child.tag == _W_TBL:
                yield self._table(child, within)
            elif child.tag in _HOLDERS:
                yield from self._blocks(child, within)

    def _paragraph(self, paragraph: Any, within: tuple[int, ...]) -> Iterator[Block]:
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag in {_FALLBACK, qn("w:txbxContent")} for above in box.iterancestors()):
                yield from self._blocks(box, within)
        style = paragraph.pPr.style if paragraph.pPr is not None else None
        pieces = [self._run(run, style) for run in _runs(paragraph)]
        text, bold = "".join(text for text, _ in self._decoded(pieces)), _bold_in_front(pieces)
        for each in text.split("\n"):
            line = cleaned(" ".join(mended(each[:LONGEST_LINE]).split()), LONGEST_LINE)
            if line:
                yield Line(line, within, self._styles.heading(style), min(bold, len(line)))
                bold = 0

    def _run(self, run: Any, style: str | None) -> tuple[str, str, bool]:
        """Its text, its font, and whether it is bold."""
        text = "".join(_text(child) for child in run.iterchildren())
        marks = run.rPr
        fonts = marks.find(qn("w:rFonts")) if marks is not None else None
        font = (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi"))) if fonts is not None else None
        bold = marks.find(qn("w:b")) if marks is not None else None
        is_bold = bold is not None and bold.get(qn("w:val")) not in {"0", "false"}
        own = run.style if marks is not None else None
        return (
            text,
            font or self._styles.font(own) or self._styles.font(style) or self._styles.default,
            is_bold,
        )

    def _decoded(self, pieces: list[tuple[str, str, bool]]) -> Iterator[tuple[str, str]]:
        """Neighbours of one font together: in VNI a letter and its mark may stand in two runs."""
        gathered, current = "", ""
        for text, font, _ in (*pieces, ("", "\0", False)):
            if font != current:
                yield in_unicode(gathered, current), current
                gathered, current = "", font
            gathered += text

    def _table(self, table: Any, within: tuple[int, ...]) -> Table:
        number = self._number()
        rows: list[tuple[Cell, ...]] = []
        for row in table.iterchildren(qn("w:tr")):
            rows.append(self._row(row, (*within, number), rows[-1] if rows else ()))
        return Table(number, tuple(row for row in rows if row), within)

    def _row(self, row: Any, within: tuple[int, ...], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for element in row.iter(qn("w:tc")):
            if next(element.iterancestors(qn("w:tr"))) is not row or self._cells > MOST_CELLS:
                continue
            self._cells += 1
            goes_on = element.vMerge == "continue" and len(cells) < len(above)
            cell = above[len(cells)] if goes_on else self._cell(element, within)
            cells += [cell] * min(max(element.grid_span, 1), MOST_SPANNED)
        return tuple(cells)

    def _cell(self, element: Any, within: tuple[int, ...]) -> Cell:
        number = self._number()
        return Cell(number, tuple(self._blocks(element, (*within, number))))

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers


class _Styles:
    """Which font a style means, and whether it is a heading; through the styles that it is based on."""

    def __init__(self, file: Any) -> None:
        self._fonts: dict[str, str] = {}
        self._headings: dict[str, str] = {}
        for style in file.styles:
            identity, name = style.style_id or "", (style.name or "").lower()
            self._fonts[identity] = _font_of(style)
            if name.startswith("heading ") and name[8:9].isdecimal():
                self._headings[identity] = "h" + name[8:9]
            elif name == "title":
                self._headings[identity] = "h1"
        normal = self._fonts.get("Normal", "")
        told = file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts/@w:ascii")
        self.default = normal or (told[0] if told else "")

    def font(self, style: str | None) -> str:
        return self._fonts.get(style or "", "")

    def heading(self, style: str | None) -> str:
        return self._headings.get(style or "", "")


def _font_of(style: Any) -> str:
    for _ in range(12):
        font = getattr(style, "font", None)
        if font is not None and font.name:
            return str(font.name)
        style = getattr(style, "base_style", None)
        if style is None:
            break
    return ""


def _runs(holder: Any) -> Iterator[Any]:
    """Every run of a paragraph, those of links and accepted insertions too; not what was struck out."""
    for child in holder.iterchildren():
        if child.tag == _W_R:
            yield child
        elif child.tag in _HOLDERS or child.tag in {qn("w:hyperlink"), qn("w:fldSimple")}:
            yield from _runs(child)


def _text(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return _BREAKS.get(child.tag, "")


def _bold_in_front(pieces: list[tuple[str, str, bool]]) -> int:
    length = 0
    for text, _, bold in pieces:
        if text.strip() and not bold:
            break
        length += len(text)
    return length
