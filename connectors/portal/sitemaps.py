"""Sitemaps: lists of addresses, or of further lists, in XML or text, packed or not."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from connectors.portal import dates
from connectors.portal import reading_wording as wording
from connectors.portal.addresses import absolute
from connectors.portal.markup import plain
from connectors.portal.pages import Fetched, Item, Oversize, Unreadable

MOST_ENTRIES = 50_000
"""As the protocol (sitemaps.org) has it."""
MOST_CHILDREN = 1_000
LARGEST = 60_000_000
"""Bytes when unpacked; the protocol allows 50 MB."""
_PACKED = b"\x1f\x8b"
_NEWS, _IMAGE = (
    "{http://www.google.com/schemas/sitemap-news/0.9}",
    "{http://www.google.com/schemas/sitemap-image/1.1}",
)
_LONGEST_URL = 3_000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`children`: addresses of further sitemaps, the newest first where their days are told.

    An item's day is that of its news entry; where there is none it is that of the last change, which may be
    later than the day of publishing.
    """

    items: tuple[Item, ...]
    children: tuple[str, ...]


def entries(fetched: Fetched, now: datetime) -> Sitemap:
    """What a sitemap names, without doubles. Raises Unreadable, and Oversize for what unpacks to more."""
    body = _unpacked(fetched.body)
    if not is_sitemap(body):
        raise Unreadable(wording.NO_SITEMAP)
    if b"<!ENTITY" in body:
        raise Unreadable(wording.ENTITIES)
    items: dict[str, Item] = {}
    children: dict[str, str] = {}
    try:
        for element in _elements(body):
            url = absolute(fetched.url, _child(element, "loc")[:_LONGEST_URL])
            if url and _local(element) == "sitemap" and len(children) < MOST_CHILDREN:
                children.setdefault(url, _child(element, "lastmod"))
            elif url and _local(element) == "url" and len(items) < MOST_ENTRIES:
                items.setdefault(url, _item(element, url, now))
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        if not (items or children):
            raise Unreadable(wording.NO_SITEMAP) from error
    newest_first = sorted(children, key=lambda url: children[url], reverse=True)
    return Sitemap(tuple(items.values()), tuple(newest_first))


def is_sitemap(body: bytes) -> bool:
    """Whether bytes, perhaps packed, begin as a sitemap in XML."""
    head = _start(body)
    return b"<urlset" in head or b"<sitemapindex" in head


def _start(body: bytes) -> bytes:
    if not body.startswith(_PACKED):
        return body[:3_000]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body[:10_000], 3_000)
    except zlib.error:
        return b""


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_PACKED):
        return body
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unpacker.decompress(body, LARGEST)
    except zlib.error as error:
        raise Unreadable(wording.NO_SITEMAP) from error
    if unpacker.unconsumed_tail:
        raise Oversize(wording.SITEMAP_TOO_LARGE.format(megabytes=LARGEST // 1_000_000))
    return body


def _elements(body: bytes) -> Iterator[etree._Element]:
    parser = etree.XMLPullParser(
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
    )
    for start in range(0, len(body), 65_536):
        parser.feed(body[start : start + 65_536])
        for _, element in parser.read_events():
            if _local(element) in {"url", "sitemap"}:
                yield element


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: etree._Element, name: str) -> str:
    found = next((each for each in element if _local(each) == name), None)
    return (found.text or "").strip() if found is not None else ""


def _item(element: etree._Element, url: str, now: datetime) -> Item:
    today = now.astimezone(dates.VIETNAM).date()
    news_day = element.findtext(f"{_NEWS}news/{_NEWS}publication_date") or ""
    return Item(
        url=url,
        title=plain(element.findtext(f"{_NEWS}news/{_NEWS}title") or ""),
        published=dates.parse(news_day or _child(element, "lastmod"), today),
        picture=absolute(url, element.findtext(f"{_IMAGE}image/{_IMAGE}loc") or ""),
    )
