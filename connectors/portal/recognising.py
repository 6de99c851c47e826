"""What stands at an address that somebody wants read."""

import re
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from connectors.portal import articles, feeds, listings, procedures, sitemaps
from connectors.portal.addresses import absolute
from connectors.portal.decoding import text_of
from connectors.portal.failing import refuse_failing
from connectors.portal.markup import attribute, base_of, parsed, plain
from connectors.portal.pages import ArticlePage, Fetched, Item, PortalError, Selectors, Unreadable

SHOWN = 5
_FEEDS = 'link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"]'
_FEED_LINK = re.compile(r"(?:\.rss|/rss|/feed)(?:[/?.]|$)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?)(?:$|\?)", re.IGNORECASE)
_MOST_FEEDS, _MOST_LINKS = 10, 5_000
_FOLDER_TITLE = re.compile(r"index of /|directory listing|\[to parent directory\]", re.IGNORECASE)
_LEAST_LISTED = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """`kind`: feed, sitemap, listing, procedure, folder or article. `items`: the five newest, or first.

    `feeds`: what the page advertises, absolute: better to read than the page itself.
    """

    kind: str
    name: str
    items: tuple[Item, ...] = ()
    selectors: Selectors | None = None
    feeds: tuple[str, ...] = ()


def look(fetched: Fetched, now: datetime) -> Looked:
    """What was fetched is. Raises Unreadable and Missing where it is none of the kinds."""
    if sitemaps.is_sitemap(fetched.body):
        told = sitemaps.entries(fetched, now)
        return Looked("sitemap", "", _newest(list(told.items)))
    text = text_of(fetched)
    if feeds.is_feed(text):
        return Looked("feed", feeds.name_of(fetched), _newest(feeds.items(fetched, now)))
    return _page(text, fetched.url, now)


def _page(text: str, url: str, now: datetime) -> Looked:
    tree = parsed(text)
    base = base_of(tree, url)
    title = tree.css_first("title")
    name = plain(title.text(deep=True), 300) if title is not None else ""
    advertised = _advertised(tree, base)
    if folder := _folder(tree, base, name):
        return Looked("folder", name, folder, None, advertised)
    try:
        procedure = procedures.procedure(text, url)
    except PortalError:
        return _news(text, url, name, advertised, now)
    return Looked("procedure", procedure.name or name, (), None, advertised)


def _news(text: str, url: str, name: str, advertised: tuple[str, ...], now: datetime) -> Looked:
    """A listing or an article: what has much running text and few items is an article."""
    refuse_failing(text, url)
    selectors = listings.guess(text, url, now)
    found = listings.items(text, url, selectors, now) if selectors else []
    page = None
    try:
        page = articles.article(text, url, Selectors(), now)
    except Unreadable:
        if not found:
            raise
    running = _running(page, found) if page and page.published and not page.doubt else 0
    listed = sum(len(item.title) + len(item.summary) for item in found)
    if page is not None and (running > listed or len(found) < _LEAST_LISTED):
        return Looked("article", page.title, (), None, advertised)
    return Looked("listing", name, _newest(found), selectors, advertised)


def _running(page: ArticlePage, found: list[Item]) -> int:
    """Letters of the text that are no words of an item."""
    said = " ".join(f"{item.title} {item.summary}" for item in found)
    lines = (line.removeprefix("- ") for line in page.text.split("\n"))
    return sum(len(line) for line in lines if line and line not in said)


def _newest(items: list[Item]) -> tuple[Item, ...]:
    dated = [item for item in items if item.published]
    return tuple(
        sorted(dated, key=lambda item: str(item.published), reverse=True)[:SHOWN] if dated else items[:SHOWN]
    )


def _advertised(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    told = [attribute(link, "href") for link in tree.css(_FEEDS)]
    links = [attribute(link, "href") for link in tree.css("a[href]")[:_MOST_LINKS]]
    found = (absolute(base, href) for href in [*told, *(href for href in links if _FEED_LINK.search(href))])
    return tuple(dict.fromkeys(url for url in found if url))[:_MOST_FEEDS]


def _folder(tree: LexborHTMLParser, base: str, name: str) -> tuple[Item, ...]:
    """The files of a page that is a directory, or of nothing but links to files."""
    links = tree.css("a[href]")[:_MOST_LINKS]
    files = [link for link in links if _FILE.search(attribute(link, "href"))]
    if not files or not (_FOLDER_TITLE.search(name) or 2 * len(files) > len(links) + _LEAST_LISTED):
        return ()
    found = (
        Item(absolute(base, attribute(link, "href")), plain(link.text(deep=True), 300)) for link in files
    )
    return tuple(item for item in found if item.url)[:SHOWN]
