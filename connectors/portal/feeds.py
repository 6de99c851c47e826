"""Feeds, RSS and Atom: feedparser reads the bytes it is given and fetches nothing."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import feedparser

from connectors.portal import dates
from connectors.portal import reading_wording as wording
from connectors.portal.addresses import absolute
from connectors.portal.decoding import text_of
from connectors.portal.markup import attribute, parsed, plain
from connectors.portal.pages import Fetched, Item, Unreadable

MOST_ITEMS = 5_000
LARGEST = 6_000_000
_MOST_TAGS = 200_000
_MOST_CATEGORIES = 20
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)\b")
_SUMMARY = 2_000
_APPENDED = re.compile(
    r"\s*(?:\[?(?:…|\.\.\.)\]?)?\s*(?:The post .{1,600} (?:first )?appeared.{0,200})?$", re.DOTALL
)


def items(fetched: Fetched, now: datetime) -> list[Item]:
    """The entries of a feed with an address, in its order, at most MOST_ITEMS.

    A time without a zone is Vietnam's; one that lies ahead or is nonsense is None. Raises Unreadable.
    """
    text = _DECLARATION.sub("", text_of(fetched), count=1)
    if not is_feed(text) or "<!ENTITY" in text or len(text) > LARGEST or text.count("<") > _MOST_TAGS:
        raise Unreadable(wording.NO_FEED)
    told = _parsed(text)
    found = (_item(entry, fetched.url, now) for entry in told.entries[: 2 * MOST_ITEMS])
    return [item for item in found if item is not None][:MOST_ITEMS]


def is_feed(text: str) -> bool:
    """Whether decoded text begins as a feed."""
    return bool(_FEED.search(text[:3_000])) and "<html" not in text[:1_000].lower()


def name_of(fetched: Fetched) -> str:
    """What a feed calls itself; empty where it does not."""
    told = _parsed(_DECLARATION.sub("", text_of(fetched), count=1))
    return plain(str(told.feed.get("title", "")), 300)


def _parsed(text: str) -> Any:
    try:
        return feedparser.parse(
            b'<?xml version="1.0" encoding="utf-8"?>' + text.encode(),
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, AssertionError, RecursionError, TypeError, AttributeError) as error:
        raise Unreadable(wording.NO_FEED) from error


def _item(entry: Any, base: str, now: datetime) -> Item | None:
    url = absolute(base, _link(entry))
    if not url:
        return None
    summary, picture = _summary(str(entry.get("summary", "")), base)
    return Item(
        url=url,
        title=_without_tags(str(entry.get("title", ""))),
        published=_published(entry, now),
        summary=summary,
        categories=tuple(dict.fromkeys(_categories(entry))),
        picture=picture or _enclosed(entry, base),
    )


def _link(entry: Any) -> str:
    if link := str(entry.get("link", "")):
        return link
    identity = str(entry.get("id", ""))
    return identity if identity.startswith(("http://", "https://")) else ""


def _published(entry: Any, now: datetime) -> datetime | None:
    """The day of publishing; that of a change only where no other is told at all."""
    today = now.astimezone(dates.VIETNAM).date()
    told = [str(entry[name]) for name in ("published", "created") if name in entry]
    return dates.parse(told[0], today, now) if told else None


def _categories(entry: Any) -> Iterator[str]:
    for tag in entry.get("tags", [])[:_MOST_CATEGORIES]:
        if name := plain(str(tag.get("term") or tag.get("label") or ""), 200):
            yield name


def _summary(text: str, base: str) -> tuple[str, str]:
    """The words of a summary, without its tags, and its first picture."""
    if "<" not in text and "&" not in text:
        return plain(text, _SUMMARY), ""
    tree = parsed(text)
    picture = absolute(base, attribute(tree.css_first("img[src]"), "src"))
    words = tree.body.text(deep=True, separator=" ") if tree.body else ""
    return _APPENDED.sub("", plain(words, _SUMMARY)), picture


def _without_tags(text: str) -> str:
    return _summary(text, "")[0] if "<" in text or "&" in text else plain(text)


def _enclosed(entry: Any, base: str) -> str:
    """A picture that comes along, by Media RSS or as an enclosure."""
    media = [
        each.get("url", "") for each in [*entry.get("media_thumbnail", []), *entry.get("media_content", [])]
    ]
    files = [
        each.get("href", "")
        for each in entry.get("enclosures", [])
        if str(each.get("type", "")).startswith("image/")
    ]
    return next((url for each in [*media, *files] if (url := absolute(base, str(each)))), "")
