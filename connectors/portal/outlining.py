"""HTML made into an outline: texts of inline elements gathered until a block ends."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.portal import noise
from connectors.portal.addresses import absolute
from connectors.portal.grids import rows_of
from connectors.portal.markup import attribute, plain, walk
from connectors.portal.outline import Element, Kind, Line, Outline, Parts
from connectors.portal.pages import FileLink
from connectors.portal.weights import Weights

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
}  # fmt: skip
Pieces = list[tuple[str, bool, bool]]
"""Texts; whether they are bold; whether they are in a link."""
_BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|ods|zip|rar|7z)(?:$|[/?&#;])", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"linkclick\.aspx\?.*fileticket=|download(?:file|attachment)?\.(?:aspx|ashx|php)\?", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_HEART = "h1, main, article h2, [itemprop=articleBody], .entry-content"
"""What a frame holds that has the article in it, whatever its name."""
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
LONGEST_LINE, MOST_LINES, MOST_LINKS, MOST_PARTS = 60_000, 20_000, 3_000, 20
SMALLEST = 60
"""Pictures with fewer pixels to a side are icons."""
BREAK = "\0"
"""Stands for <br>: no text of a page has it."""


def outlined(tree: LexborHTMLParser, base: str) -> Outline:
    """The page without menus, counters and related items."""
    root = tree.body
    if root is None:
        return Outline()
    return _Reader(base, Weights(root)).read(root)


class _Reader:
    """Gathers the text of inline elements until a block ends, then makes a line of it."""

    def __init__(self, base: str, weights: Weights) -> None:
        self.found = Outline()
        self._base, self._weights = base, weights
        self._pieces: Pieces = []
        self._named: list[tuple[int, str, int]] = []
        self._parts: list[tuple[str, str]] = []
        self._stamp = ""
        self._open: list[int] = []
        self._bold = self._links = 0
        self._bullets: list[str] = []

    def read(self, root: LexborNode) -> Outline:
        self._begin(root)
        for node, begins in walk(root, self._passes):
            if len(self.found.lines) >= MOST_LINES:
                break
            if node.is_text_node:
                self._pieces.append((node.text_content or "", self._bold > 0, self._links > 0))
            elif node.is_element_node:
                (self._begin if begins else self._end)(node)
        while self._open:
            self._close()
        return self.found

    def _passes(self, node: LexborNode) -> bool:
        """Whether an element is no part of the page for a reader, or a table that was taken whole."""
        tag = node.tag or ""
        if (
            tag in noise.SKIPPED_TAGS
            or _HIDDEN.search(attribute(node, "style"))
            or "hidden" in node.attributes
        ):
            return True
        return self._is_noise(node, tag) or (tag == "table" and self._table(node))

    def _is_noise(self, node: LexborNode, tag: str) -> bool:
        noisy = tag in noise.GUARDED_TAGS or (tag not in {"a", "body"} and noise.is_noise(_names(node)))
        return noisy and not self._keeps(node, tag)

    def _keeps(self, node: LexborNode, tag: str) -> bool:
        if tag == "header" and not noise.is_noise(_names(node)) and node.css_first("h1, h2") is not None:
            return node.css_first("nav, form, ul") is None
        if noise.is_of_others(_names(node)) and node.css_first(_HEART) is None:
            return False
        return self._weights.too_much(node)

    def _begin(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS:
            self._flush()
            parent = self._open[-1] if self._open else 0
            self.found.elements[node.mem_id] = Element(tag, parent, _names(node), _side(node, tag))
            self._open.append(node.mem_id)
            self.found.spans[node.mem_id] = (len(self.found.lines), len(self.found.lines))
            if tag == "li":
                self._bullets.append("- ")
        self._begin_inline(node, tag)

    def _begin_inline(self, node: LexborNode, tag: str) -> None:
        self._bold += tag in _BOLD
        if tag == "br":
            self._pieces.append((BREAK, False, False))
        elif tag == "img":
            self._picture(node)
        elif tag == "a":
            self._links += 1
            self._file(node)
        elif tag == "time":
            self._stamp = self._stamp or attribute(node, "datetime")
        if tag not in BLOCKS and (names := _names(node)):
            self._named.append((node.mem_id, names, len(self._pieces)))

    def _end(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS:
            self._close()
        elif self._named and self._named[-1][0] == node.mem_id:
            _, names, start = self._named.pop()
            text = "".join(piece for piece, _, _ in self._pieces[start:])
            self._parts.append((names, plain(text.replace(BREAK, " "), LONGEST_LINE)))
        self._bold -= tag in _BOLD
        self._links -= tag == "a"

    def _close(self) -> None:
        self._flush()
        element = self._open.pop()
        self.found.spans[element] = (self.found.spans[element][0], len(self.found.lines))
        if self.found.elements[element].tag == "li" and self._bullets:
            self._bullets.pop()

    def _flush(self) -> None:
        """Lines of what was gathered; a single break begins a line of the same paragraph."""
        pieces, self._pieces = self._pieces, []
        unfinished = [(names, "") for _, names, _ in self._named]
        parts, self._parts = tuple([*self._parts, *unfinished][:MOST_PARTS]), []
        self._named = [(each, names, 0) for each, names, _ in self._named]
        stamp, self._stamp = self._stamp, ""
        follows = False
        for broken in _broken(pieces):
            text = plain("".join(piece for piece, _, _ in broken), LONGEST_LINE)
            if text:
                self.found.lines.append(self._line(text, broken, parts, stamp, follows=follows))
                stamp = ""
            follows = bool(text)

    def _line(self, text: str, pieces: Pieces, parts: Parts, stamp: str, *, follows: bool) -> Line:
        letters = max(1, sum(_weight(piece) for piece, _, _ in pieces))
        bold = sum(_weight(piece) for piece, is_bold, _ in pieces if is_bold)
        linked = sum(_weight(piece) for piece, _, is_linked in pieces if is_linked)
        kind = Kind.ITEM if self._bullets else Kind.TEXT
        if self._bullets and self._bullets[-1]:
            text, self._bullets[-1] = self._bullets[-1] + text, ""
        names = " ".join(names for names, _ in parts)
        return Line(
            text, self._open[-1], kind, names, bold == letters, linked / letters, stamp, follows, parts
        )

    def _table(self, node: LexborNode) -> bool:
        rows = rows_of(node)
        if not rows:
            return False
        self._flush()
        text = "\n".join(" | ".join(row) for row in rows)
        self.found.lines.append(Line(text[:LONGEST_LINE], self._open[-1], Kind.TABLE))
        for link in node.css("a[href]")[:MOST_LINKS]:
            self._file(link)
        return True

    def _picture(self, node: LexborNode) -> None:
        url = next((found for name in _SOURCES if (found := absolute(self._base, attribute(node, name)))), "")
        if not url or _small(node):
            return
        pieces, self._pieces = self._pieces, []
        if any(piece.strip() for piece, _, _ in pieces):
            self._pieces = pieces
            self._flush()
        self.found.lines.append(
            Line(
                url,
                self._open[-1],
                Kind.PICTURE,
                plain(attribute(node, "alt"), 300),
                linked=float(self._links > 0),
            )
        )

    def _file(self, link: LexborNode) -> None:
        href = attribute(link, "href")
        if not (_FILE.search(href) or _DOWNLOAD.search(href) or "download" in link.attributes):
            return
        url = absolute(self._base, href)
        if url and len(self.found.files) < MOST_LINKS:
            name = plain(link.text(deep=True), 300)
            self.found.files.append((len(self.found.lines), FileLink(url, name)))


def _broken(pieces: Pieces) -> Iterator[Pieces]:
    """The pieces between breaks."""
    line: Pieces = []
    for piece in pieces:
        if piece[0] == BREAK:
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _weight(piece: str) -> int:
    return len("".join(piece.split()))


def _names(node: LexborNode) -> str:
    told = (attribute(node, name) for name in ("class", "id", "itemprop", "rel"))
    return " ".join(each for each in told if each)[:500].lower()


def _side(node: LexborNode, tag: str) -> str:
    style, align = attribute(node, "style"), attribute(node, "align").lower()
    if tag == "center" or align == "center" or _CENTERED.search(style):
        return "center"
    return "right" if align == "right" or _RIGHT.search(style) else ""


def _small(node: LexborNode) -> bool:
    """Icons, spacers and pixels that count."""
    sizes = [attribute(node, name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size) < SMALLEST for size in sizes)
