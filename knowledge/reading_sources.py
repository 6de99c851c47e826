"""What stands at a source and behind its entries, read as what it is; raises PortalError kinds."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from connectors.portal import articles, documents, feeds, listings, procedures, recognising, sitemaps
from connectors.portal.addresses import canonical
from connectors.portal.decoding import text_of
from connectors.portal.fetching import LARGEST_PAGE, Fetcher
from connectors.portal.pages import Fetched, Item, Missing, PortalError, ProcedurePage, Selectors, Unreadable
from knowledge import news_wording as wording
from knowledge.claiming_sources import LOCAL
from knowledge.identity import Piece, piece_of, piece_of_document
from knowledge.sources import Source, SourceKind

LARGEST_FILE = 30_000_000
LARGEST_SITEMAP = 60_000_000
MOST_CHILDREN = 20
"""Child sitemaps read at a time: the newest ones, and others in turn."""
MOST_FILES = 2_000
FILES = (".doc", ".docx", ".pdf", ".xls", ".xlsx")
_DOCX = (".docx",)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source names. `unchanged`: it is as it was; there are no items then."""

    items: Sequence[Item] = ()
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class Reader:
    """Reads for `Syncing` and for commands. `clock` tells the time by which dates are understood."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], datetime]) -> None:
        self._fetcher = fetcher
        self._clock = clock

    async def listing(self, source: Source) -> Listing:
        """What a source names now; raises Unreadable where there is nothing, but something was before."""
        if source.url.startswith(LOCAL):
            return Listing(await asyncio.to_thread(_files_in, source.url))
        page = await self.fetch(source, source.url, source.etag, source.modified)
        if page.unchanged:
            return Listing(unchanged=True)
        items = await self._items(source, page)
        if not items and source.found:
            raise Unreadable(wording.NOTHING_LISTED)
        return Listing(items, page.etag, page.modified)

    async def piece(self, source: Source, url: str, title: str = "") -> Piece | ProcedurePage:
        """The article or the document at `url`, or the procedure that a document describes."""
        if url.startswith(LOCAL):
            return await asyncio.to_thread(_local, url, title)
        page = await self.fetch(source, url)
        if _is_file(page):
            return await asyncio.to_thread(_document, page.body, page.url, title)
        if _is_home(page.url, url):
            raise Unreadable(wording.LED_HOME)
        selectors, now = selectors_of(source), self._clock()
        found = await asyncio.to_thread(lambda: articles.article(text_of(page), page.url, selectors, now))
        return piece_of(found, page.url)

    async def procedure(self, source: Source) -> tuple[ProcedurePage | None, Fetched]:
        """The procedure that a page describes; None: the page is as it was."""
        page = await self.fetch(source, source.url, source.etag, source.modified)
        if page.unchanged:
            return None, page
        return await asyncio.to_thread(lambda: procedures.procedure(text_of(page), page.url)), page

    async def fetch(self, source: Source, url: str, etag: str = "", modified: str = "") -> Fetched:
        """A page of the source, on its own host or one that an editor allowed."""
        file = source.kind is SourceKind.FOLDER or url.lower().endswith(FILES)
        sitemap = LARGEST_SITEMAP if source.kind is SourceKind.SITEMAP else LARGEST_PAGE
        return await self._fetcher.fetch(
            url,
            hosts=hosts_of(source),
            etag=etag,
            modified=modified,
            insecure=source.insecure,
            largest=LARGEST_FILE if file else sitemap,
        )

    async def _items(self, source: Source, page: Fetched) -> Sequence[Item]:
        now, selectors = self._clock(), selectors_of(source)
        match source.kind:
            case SourceKind.SITEMAP:
                return await self._of_sitemap(source, page)
            case SourceKind.LISTING:
                return await asyncio.to_thread(
                    lambda: listings.items(text_of(page), page.url, selectors, now)
                )
            case SourceKind.FOLDER:
                found = await asyncio.to_thread(recognising.look, page, now)
                return [item for item in found.items if item.url.lower().endswith(FILES)]
        return await asyncio.to_thread(feeds.items, page, now)

    async def _of_sitemap(self, source: Source, page: Fetched) -> Sequence[Item]:
        found = await asyncio.to_thread(sitemaps.entries, page, self._clock())
        items = list(found.items)
        for child in _in_turn(found.children, _turn(self._clock(), source.every)):
            below = await self.fetch(source, child)
            items += (await asyncio.to_thread(sitemaps.entries, below, self._clock())).items
        return items


def _turn(now: datetime, every: int) -> int:
    """Another number each time, and each day: whoever reads at the same hours does not read the same part."""
    seconds = int(now.timestamp())
    return seconds // every + seconds // 86_400


def _in_turn(children: Sequence[str], turn: int) -> list[str]:
    """The first half of what is read at a time always, and of the rest a part, another one each turn."""
    half = MOST_CHILDREN // 2
    newest, others = list(children[:half]), children[half:]
    parts = max(1, -(-len(others) // half))
    start = turn % parts * half
    return newest + list(others[start : start + half])


def selectors_of(source: Source) -> Selectors:
    """Its CSS selectors; empty ones are guessed."""
    return Selectors.model_validate(source.options.get("selectors", {}))


def hosts_of(source: Source) -> list[str]:
    """The hosts that its pages may be on."""
    return [urlsplit(source.url).hostname or "", *source.options.get("hosts", [])]


def _is_file(page: Fetched) -> bool:
    if page.kind in {"text/html", "application/xhtml+xml"}:
        return False
    named = urlsplit(page.url).path.lower().endswith(FILES)
    return named or page.body[:5] == b"%PDF-" or "officedocument" in page.kind


def _is_home(final: str, asked: str) -> bool:
    """Whether another page led to the front page, as portals do with what they have no more."""
    home = canonical(urlsplit(final)._replace(path="/", query="").geturl())
    return canonical(final) == home != canonical(asked)


def _document(content: bytes, url: str, title: str) -> Piece | ProcedurePage:
    name = unquote(Path(urlsplit(url).path).name)
    if name.lower().endswith(_DOCX):
        try:
            return documents.procedure_in(content, name)
        except PortalError:  # a document, but no procedure in the national form
            pass
    return piece_of_document(documents.document(content, name), url, title or name)


def _files_in(url: str) -> list[Item]:
    folder = local_path(url)
    if not folder.is_dir():
        raise Missing(wording.NO_FOLDER.format(path=folder))
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in FILES and path.is_file())
    return [Item(path.as_uri(), path.name) for path in paths[:MOST_FILES]]


def _local(url: str, title: str) -> Piece | ProcedurePage:
    path = local_path(url)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(wording.FILE_TOO_LARGE.format(path=path))
        return _document(path.read_bytes(), url, title)
    except OSError as error:
        raise Missing(wording.NO_FILE.format(path=path)) from error


def local_path(url: str) -> Path:
    """The path of an address of this machine."""
    return Path(unquote(urlsplit(url).path))
