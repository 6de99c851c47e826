"""What repeats on a page of a portal: blocks of a link with a title, often with a day; not its menus."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.portal import dates, noise
from connectors.portal.addresses import absolute, canonical
from connectors.portal.markup import attribute, plain
from connectors.portal.pages import Selectors

_LEAST_TITLE, _LEAST_WORDS = 18, 4
_LEAST_ITEMS = 2
_MOST_LINKS = 5_000
_CLIMB = 12
_LONGEST_ITEM = 3_000
_WHOLE = {"body", "html", "main", "form", "table", "tbody", "ul", "ol"}
_NAME = re.compile(r"-?[a-zA-Z_][\w-]*")
_STATES = re.compile(
    r"active|first|last|odd|even|current|selected|alt|clearfix|row-?\d|item-?\d|col-|\d{3,}", re.IGNORECASE
)
_DATED = (
    "time, [class*=date], [class*=time], [class*=ngay], [class*=publish], [id*=date]"
    ", span, em, small, i, p, td, div, li"
)
_LONGEST_DATE = 80
_MOST_TEXTS = 40
_LINK = "a[href]"
_MOST_PATH = 4
_LONGEST_SELECTOR, _LONGEST_NAME = 300, 60
_PASSING = re.compile(r"\d{3,}|INSTANCE")
"""Names that are other ones on the next page."""
_DEEPEST = 200


@dataclass(slots=True)
class _Group:
    nodes: list[LexborNode] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    dated: int = 0

    @property
    def score(self) -> float:
        """Long titles, many items, days, and words beside the title."""
        count = min(len(self.nodes), 30)
        length = sum(min(len(title), 120) for title in self.titles) / max(1, len(self.titles))
        return float(count**0.7) * length * (1 + self.dated / max(1, len(self.nodes)))


def selectors_of(tree: LexborHTMLParser, base: str, today: date) -> Selectors | None:
    """Selectors of the group of blocks that most looks like a list of articles; None: there is none."""
    groups: dict[str, _Group] = defaultdict(_Group)
    seen: set[int] = set()
    only: dict[int, str] = {}
    for link, title in _articles(tree, base):
        node = _block(link, base, only)
        if node.mem_id in seen:
            continue
        seen.add(node.mem_id)
        group = groups[_path(node)]
        group.nodes.append(node)
        group.titles.append(title)
        group.dated += any(dates.parse(text, today) for text in dated_texts(node))
    fit = {path: group for path, group in groups.items() if len(group.nodes) >= _LEAST_ITEMS}
    if not fit:
        return None
    return Selectors(item=max(fit, key=lambda path: fit[path].score))


def links_in(node: LexborNode) -> list[LexborNode]:
    """The links of an item, itself included."""
    found = node.css(_LINK)[:_MOST_TEXTS]
    return [node, *found] if node.tag == "a" else found


def dated_texts(node: LexborNode) -> Iterator[str]:
    """Short texts of an item that may tell its day, those that call themselves a date first."""
    for place, each in enumerate(node.css(_DATED)):
        if place >= _MOST_TEXTS:
            return
        text = plain(each.text(deep=True, separator=" "), 2 * _LONGEST_DATE)
        if len(text) <= _LONGEST_DATE and each.css_first("a") is None:
            yield text
    own = plain(node.text(deep=False, separator=" "), 2 * _LONGEST_DATE)
    if own:
        yield own


def _articles(tree: LexborHTMLParser, base: str) -> Iterator[tuple[LexborNode, str]]:
    """Links whose words are a title, outside of menus and boxes of related items."""
    here = canonical(base)
    noisy: dict[int, bool] = {}
    for link in tree.css(_LINK)[:_MOST_LINKS]:
        title = plain(link.text(deep=True)) or plain(attribute(link, "title"))
        long_enough = len(title) >= _LEAST_TITLE and len(title.split()) >= _LEAST_WORDS
        url = absolute(base, attribute(link, "href"))
        if long_enough and url and canonical(url) != here and not _in_noise(link, noisy):
            yield link, title


def _in_noise(node: LexborNode, known: dict[int, bool]) -> bool:
    """Whether an element around it is a menu, a footer, a side box …; asked once for each."""
    path: list[int] = []
    around: LexborNode | None = node
    answer = False
    while around is not None and around.tag not in {"body", "html"} and len(path) < _DEEPEST:
        if around.mem_id in known:
            answer = known[around.mem_id]
            break
        path.append(around.mem_id)
        tag = around.tag or ""
        names = " ".join(filter(None, (attribute(around, "class"), attribute(around, "id")))).lower()
        if tag in noise.SKIPPED_TAGS or tag in {"aside", "header"} or noise.is_noise(names):
            answer = True
            break
        around = around.parent
    known.update(dict.fromkeys(path, answer))
    return answer


def _block(link: LexborNode, base: str, only: dict[int, str]) -> LexborNode:
    """The largest element around a link in which all links of any length lead to the same place.

    `only`: by element, the place to which all links in it lead; empty where there are several, or much text.
    """
    own = canonical(absolute(base, attribute(link, "href")))
    node = link
    for _ in range(_CLIMB):
        around = node.parent
        if around is None or around.tag in _WHOLE:
            break
        if around.mem_id not in only:
            only[around.mem_id] = _only(around, base)
        if only[around.mem_id] != own:
            break
        node = around
    return node


def _only(node: LexborNode, base: str) -> str:
    urls = (absolute(base, attribute(each, "href")) for each in node.css(_LINK)[:_MOST_TEXTS])
    places = {canonical(url) for url in urls if url}
    return places.pop() if len(places) == 1 and len(node.text(deep=True)) <= _LONGEST_ITEM else ""


def _path(node: LexborNode) -> str:
    """A selector for the element and its likes: tags and classes, up to an element with an id of its own."""
    steps = [_step(node)]
    around = node.parent
    while around is not None and around.tag not in {"html", "body"} and len(steps) < _MOST_PATH:
        identity = attribute(around, "id")
        if _NAME.fullmatch(identity) and not _PASSING.search(identity):
            steps.append(f"#{identity}")
            break
        steps.append(_step(around))
        around = around.parent
    while len(" > ".join(steps)) > _LONGEST_SELECTOR and len(steps) > 1:
        steps.pop()
    return " > ".join(reversed(steps))


def _step(node: LexborNode) -> str:
    told = attribute(node, "class").split()
    names = [
        name
        for name in told
        if _NAME.fullmatch(name) and len(name) <= _LONGEST_NAME and not _STATES.search(name)
    ]
    return (node.tag or "*") + "".join(f".{name}" for name in names[:2])
