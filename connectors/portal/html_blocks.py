"""The lines and tables of an HTML page, as a reader sees them.

Read with lxml, which stops at 256 tags within one another: a parser after the book (HTML 5) needs minutes, or
all memory, for a few hundred kilobytes that were made for that.
"""

import itertools
import re
from collections.abc import Iterator

from lxml import html

from connectors.cleaning import cleaned
from connectors.portal import files_wording as wording
from connectors.portal.blocks import Block, Cell, Line, Table
from connectors.portal.pages import Oversize, Unreadable

LARGEST_HTML = 2_000_000
"""Characters; the longest procedures that are published have 60,000."""
LONGEST_TAG = 50_000
"""The time to read a tag grows squared with its attributes."""
MOST_SPANNED, MOST_COLUMNS, MOST_NUMBERED = 200, 50, 200
LONGEST_LINE = 60_000

_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "select", "textarea", "iframe", "object",
    "head", "nav", "footer", "form-data", "canvas", "audio", "video",
}  # fmt: skip
_CONTAINERS = {
    "div", "section", "article", "main", "li", "ul", "ol", "dl", "details", "fieldset", "aside", "header",
    "body", "form", "center", "blockquote",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "button", "label"}
_PLAIN = {"p", "br", "hr", "dd", "pre", "address", "caption", "figcaption", "figure", "tr", "td", "th"}
_BOLD = {"b", "strong", "th"}
_IN_PICTURE = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]*")
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{LONGEST_TAG}}}")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BULLET = re.compile(r"[-–+*•▪►●○]|\(?\w{1,3}[.)]")


def blocks_of(page: str) -> list[Block]:
    """Raises Oversize for a page that is too long to be one, Unreadable for what is no HTML at all."""
    page = _IN_PICTURE.sub("", page)
    if len(page) > LARGEST_HTML or _LONG_TAG.search(page):
        raise Oversize(wording.PAGE_TOO_LONG)
    try:
        body = html.document_fromstring(_DECLARATION.sub("", page).replace("\0", ""))
    except (html.etree.ParserError, html.etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(wording.NO_PAGE) from error
    reader = _Reader(itertools.count(1))
    reader.walk(body, (), bold=False)
    reader.flush()
    return reader.blocks


def title_of(page: str) -> str:
    """What the page's <title> says; empty where it has none."""
    found = re.search(r"<title[^>]{0,200}>([^<]{0,1000})", page, re.IGNORECASE)
    return " ".join(cleaned(found[1]).split()) if found else ""


class _Reader:
    """Gathers the text of inline tags until a block ends, then makes a line of it."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.blocks: list[Block] = []
        self._numbers = numbers
        self._pieces: list[tuple[str, bool]] = []
        self._within: tuple[int, ...] = ()
        self._heading = ""
        self._bullet = ""

    def walk(self, element: html.HtmlElement, within: tuple[int, ...], *, bold: bool) -> None:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _SKIPPED or _HIDDEN.search(element.get("style", "")):
            return
        if tag == "table":
            self.flush()
            self.blocks.append(self._table(element, within))
            return
        if tag in _CONTAINERS or tag in _HEADINGS or tag in _PLAIN:
            self._walk_block(element, tag, within, bold=bold)
        else:
            self._walk_inside(element, within, bold=bold or tag in _BOLD)

    def flush(self) -> None:
        text, bold = _joined(self._pieces)
        self._pieces.clear()
        if text:
            if self._bullet and not _BULLET.match(text):
                text, bold = self._bullet + text, bold and bold + len(self._bullet)
            self._bullet = ""
            self.blocks.append(Line(text, self._within, self._heading, bold))

    def _walk_block(
        self, element: html.HtmlElement, tag: str, within: tuple[int, ...], *, bold: bool
    ) -> None:
        self.flush()
        before = self._within, self._heading
        if tag in _CONTAINERS:
            within = (*within, next(self._numbers))
        if tag == "li":
            self._bullet = _bullet(element)
        self._within, self._heading = within, tag if tag in _HEADINGS else self._heading
        self._walk_inside(element, within, bold=bold or tag in _BOLD)
        self.flush()
        self._within, self._heading = before

    def _walk_inside(self, element: html.HtmlElement, within: tuple[int, ...], *, bold: bool) -> None:
        self._pieces.append((element.text or "", bold))
        for child in element:
            self.walk(child, within, bold=bold)
            self._pieces.append((child.tail or "", bold))

    def _table(self, element: html.HtmlElement, within: tuple[int, ...]) -> Table:
        number = next(self._numbers)
        spans: dict[int, tuple[Cell, int]] = {}
        rows = [self._row(row, (*within, number), spans) for row in _rows(element)]
        return Table(number, tuple(row for row in rows if row), within)

    def _row(
        self, row: html.HtmlElement, within: tuple[int, ...], spans: dict[int, tuple[Cell, int]]
    ) -> tuple[Cell, ...]:
        """`spans`: by column, the cells of rows above that reach down here, and how many rows more."""
        cells: list[Cell] = []
        for element in row.iterchildren("td", "th"):
            _reach_down(cells, spans)
            cell = self._cell(element, within)
            wide = _span(element, "colspan", MOST_COLUMNS)
            for _ in range(min(wide, MOST_COLUMNS - len(cells))):
                spans[len(cells)] = cell, _span(element, "rowspan", MOST_SPANNED) - 1
                cells.append(cell)
        _reach_down(cells, spans)
        return tuple(cells)

    def _cell(self, element: html.HtmlElement, within: tuple[int, ...]) -> Cell:
        number = next(self._numbers)
        reader = _Reader(self._numbers)
        reader._within = (*within, number)
        reader._walk_inside(element, (*within, number), bold=element.tag == "th")
        reader.flush()
        return Cell(number, tuple(reader.blocks), element.tag == "th")


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _reach_down(cells: list[Cell], spans: dict[int, tuple[Cell, int]]) -> None:
    while (above := spans.get(len(cells))) and above[1] > 0 and len(cells) < MOST_COLUMNS:
        spans[len(cells)] = above[0], above[1] - 1
        cells.append(above[0])


def _span(element: html.HtmlElement, name: str, most: int) -> int:
    told = element.get(name, "").strip()[:4]
    return min(max(int(told), 1), most) if told.isascii() and told.isdecimal() else 1


def _bullet(item: html.HtmlElement) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    before = itertools.islice(item.itersiblings("li", preceding=True), MOST_NUMBERED)
    return f"{1 + sum(1 for _ in before)}. "


def _joined(pieces: list[tuple[str, bool]]) -> tuple[str, int]:
    """The line, and how many of its characters in front are bold."""
    text = cleaned(" ".join("".join(piece for piece, _ in pieces)[:LONGEST_LINE].split()), LONGEST_LINE)
    front = "".join(
        piece for piece, _ in itertools.takewhile(lambda each: each[1] or not each[0].strip(), pieces)
    )
    return text, min(len(text), len(" ".join(front.split())))
