"""What a page tells machines of itself: in its head, in JSON-LD, in its path of categories."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from connectors.portal.addresses import absolute
from connectors.portal.markup import attribute, plain

_ARTICLES = {"article", "newsarticle", "blogposting", "report", "webpage", "reportagenewsarticle"}
_LARGEST_JSON, _MOST_SCRIPTS, _MOST_PARTS, _DEEPEST = 200_000, 20, 500, 8
_DATES = (
    'meta[property="article:published_time"]', 'meta[itemprop="datePublished"]', 'meta[name="pubdate"]',
    'meta[name="publish-date"]', 'meta[name="publishdate"]', 'meta[name="DC.date.issued"]',
    'meta[name="dc.date"]', 'meta[name="article:published_time"]', 'time[itemprop="datePublished"]',
)  # fmt: skip
_CRUMBS = (
    ".breadcrumb, .breadcrumbs, #breadcrumb, #breadcrumbs, .duong-dan, .duongdan, .dd_chuyenmuc, #duongdan"
)
_PARTED = re.compile(r"\s*(?:[»›|/→\n]|>+|&gt;)\s*")
_HOME = re.compile(
    r"(?:bạn (?:đang )?ở(?: đây)?:?\s*)?(?:trang chủ|home|trang nhất|trang chính|trang đầu)?:?", re.IGNORECASE
)
_MOST_CRUMBS = 6


@dataclass(frozen=True, slots=True)
class Meta:
    """`headline`: surely of this article, unlike `title`, the browser's, and `shared`, for social media."""

    title: str = ""
    shared: str = ""
    headline: str = ""
    published: str = ""
    author: str = ""
    section: str = ""
    canonical: str = ""
    picture: str = ""
    crumbs: tuple[str, ...] = ()


def meta_of(tree: LexborHTMLParser, base: str) -> Meta:
    """Raises nothing; what is missing or unfit is empty."""
    told = next(_articles(tree), {})
    title = tree.css_first("head > title") or tree.css_first("title")
    dates = (attribute(found, "content") or attribute(found, "datetime") for found in _first(tree, _DATES))
    return Meta(
        title=plain(title.text(deep=True)) if title is not None else "",
        shared=_content(tree, "og:title"),
        headline=_text(told.get("headline")),
        published=_text(told.get("datePublished")) or next(filter(None, dates), ""),
        author=_author(told.get("author")),
        section=_content(tree, "article:section") or _text(told.get("articleSection")),
        canonical=absolute(base, attribute(tree.css_first('link[rel="canonical"]'), "href")),
        picture=absolute(base, _content(tree, "og:image")),
        crumbs=_crumbs(tree),
    )


def _first(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> Iterator[Any]:
    for selector in selectors:
        if (found := tree.css_first(selector)) is not None:
            yield found


def _content(tree: LexborHTMLParser, name: str) -> str:
    found = tree.css_first(f'meta[property="{name}"]') or tree.css_first(f'meta[name="{name}"]')
    return plain(attribute(found, "content"))


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for script in tree.css('script[type="application/ld+json"]')[:_MOST_SCRIPTS]:
        text = script.text(deep=True)
        if len(text) > _LARGEST_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for part in _parts(data):
            kinds = part.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower() in _ARTICLES for kind in named) and part.get("datePublished"):
                yield part


def _parts(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = data.get("@graph", data.get("mainEntity"))
        if isinstance(data, dict) and depth < _DEEPEST:
            yield from _parts(data, depth + 1)
    if isinstance(data, list) and depth < _DEEPEST:
        for part in data[:_MOST_PARTS]:
            yield from _parts(part, depth + 1)


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return plain(value) if isinstance(value, str) else ""


def _author(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        return _text(value.get("name")) if value.get("@type") == "Person" else ""
    return _text(value)


def _crumbs(tree: LexborHTMLParser) -> tuple[str, ...]:
    place = tree.css_first(_CRUMBS)
    if place is None:
        return ()
    pieces = (plain(piece, 200) for piece in _PARTED.split(place.text(deep=True, separator="\n")[:2_000]))
    return tuple(piece for piece in pieces if piece and not _HOME.fullmatch(piece))[:_MOST_CRUMBS]
