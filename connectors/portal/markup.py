"""HTML from outside, parsed within bounds.

A parser after the book (HTML 5) needs minutes for a few hundred kilobytes that were made for that, so what
would be too deep or too tangled is refused before.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from connectors.cleaning import cleaned
from connectors.portal import reading_wording as wording
from connectors.portal.addresses import absolute
from connectors.portal.pages import Unreadable

LARGEST = 6_000_000
"""Characters of a page."""
MOST_TAGS = 150_000
DEEPEST = 500
"""Tags within one another, those that a page forgot to close included."""
MOST_ATTRIBUTES = 300
MOST_REPEATED = 1_000_000
"""Bold, italic and the like that is never closed is opened anew in every block that follows."""

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*)|[!?/])")
_ATTRIBUTE = re.compile(r"[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]*))?")
_END_OF_COMMENT = re.compile("-->|--!>")
_RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext"}
_VOID = {
    "br",
    "img",
    "input",
    "hr",
    "meta",
    "link",
    "area",
    "base",
    "col",
    "embed",
    "source",
    "track",
    "wbr",
    "param",
}
_CLOSED_BY_ITSELF = {
    "p",
    "li",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "option",
    "dt",
    "dd",
    "html",
    "body",
    "head",
}
_FORMATTING = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
}  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\u2060]")


def parsed(page: str) -> LexborHTMLParser:
    """Raises Unreadable for what no honest page is: too long, too deep, too many tags or attributes."""
    if len(page) > LARGEST or not _bounded(page):
        raise Unreadable(wording.TANGLED)
    return LexborHTMLParser(page)


def selected(node: LexborHTMLParser | LexborNode, selector: str) -> list[LexborNode]:
    """Raises Unreadable, with the selector, where it is no CSS."""
    try:
        return node.css(selector)
    except (SelectolaxError, ValueError, RuntimeError) as error:
        raise Unreadable(wording.BAD_SELECTOR.format(selector=selector)) from error


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """What addresses on the page are relative to."""
    told = tree.css_first("base[href]")
    return absolute(url, attribute(told, "href")) or url if told is not None else url


def attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "").strip() if node is not None else ""


def plain(text: str, longest: int = 1_000) -> str:
    """Text of one line: blanks made one, nothing invisible, NFC."""
    text = _INVISIBLE.sub("", cleaned(text[: 2 * longest], 2 * longest))
    return unicodedata.normalize("NFC", " ".join(text.split()))[:longest].strip()


def walk(
    root: LexborNode, passes: Callable[[LexborNode], bool] = lambda _node: False
) -> Iterator[tuple[LexborNode, bool]]:
    """Everything below `root` in its order: nodes with True at the begin, elements with False at the end.

    Elements of which `passes` says so are left out with all that is in them.
    """
    stack: list[tuple[LexborNode, bool]] = [(child, True) for child in _reversed(root)]
    while stack:
        node, begins = stack.pop()
        if begins and node.is_element_node:
            if passes(node):
                continue
            stack.append((node, False))
            stack.extend((child, True) for child in _reversed(node))
        yield node, begins


def _reversed(node: LexborNode) -> Iterator[LexborNode]:
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def _bounded(page: str) -> bool:
    """Counts what is open as a browser would or more: never fewer than the parser will find."""
    opened: Counter[str] = Counter()
    place = repeated = 0
    for tags in itertools.count():
        match = _TAG.search(page, place)
        if match is None:
            return True
        place = _after(page, match)
        foreign = bool(opened["<svg"] or opened["<math"])
        name = (match[3] or "").lower()
        repeated += opened["formatting"]
        if place < 0 or tags > MOST_TAGS or opened["all"] > DEEPEST or repeated > MOST_REPEATED:
            return False
        if not name or name in _VOID or (name in _CLOSED_BY_ITSELF and not foreign):
            continue
        _count(opened, name, closes=bool(match[2]))
        if name in _RAW and not foreign and not match[2]:
            place = _end_of_raw(page, name, place)
    return True


def _count(opened: Counter[str], name: str, *, closes: bool) -> None:
    if closes and not opened["<" + name]:
        return
    step = -1 if closes else 1
    opened["<" + name] += step
    opened["all"] += step
    opened["formatting"] += step * (name in _FORMATTING)


def _after(page: str, match: re.Match[str]) -> int:
    """Where the tag or comment ends; -1 if it has more attributes than may be."""
    if match[1]:
        if page.startswith((">", "->"), match.end()):
            return match.end()
        end = _END_OF_COMMENT.search(page, match.end())
        return end.end() if end else len(page)
    if not match[3]:
        return (page.find(">", match.end()) + 1) or len(page)
    place = match.end()
    for _ in range(MOST_ATTRIBUTES):
        attribute = _ATTRIBUTE.match(page, place)
        if attribute is None:
            return place
        place = attribute.end()
    return -1


def _end_of_raw(page: str, name: str, place: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, place)
    return end.start() if end else len(page)
