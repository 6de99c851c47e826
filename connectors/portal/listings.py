"""Pages that list articles: by selectors, or by what repeats."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from connectors.portal import dates, listing_guessing
from connectors.portal.addresses import absolute
from connectors.portal.markup import attribute, base_of, parsed, plain, selected
from connectors.portal.pages import Item, Selectors

MOST_ITEMS = 1_000
_NO_SELECTORS = Selectors()
_SUMMARY = 1_000
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*([^()\[\]]{4,40})\s*[)\]]\s*$")
_BREAKS_OFF = ("...", "…")
_MORE = re.compile(
    r"\W*(?:xem (?:chi tiết|thêm|tiếp)|chi tiết|đọc tiếp|đọc thêm|read more|more)\b.{0,5}", re.IGNORECASE
)


def items(
    html: str, base: str, selectors: Selectors = _NO_SELECTORS, now: datetime | None = None
) -> list[Item]:
    """The items of a listing, in its order, each address once, at most MOST_ITEMS; `html` is decoded.

    Without a selector for items they are guessed; there are none where nothing repeats. Raises Unreadable.
    """
    tree = parsed(html)
    base = base_of(tree, base)
    if not selectors.item:
        guessed = listing_guessing.selectors_of(tree, base, _today(now))
        selectors = guessed or selectors
    if not selectors.item:
        return []
    return list(_items(tree, base, selectors, now))


def guess(html: str, base: str, now: datetime | None = None) -> Selectors | None:
    """Selectors by which `items` finds the articles of this page and of its likes; None: nothing repeats."""
    tree = parsed(html)
    return listing_guessing.selectors_of(tree, base_of(tree, base), _today(now))


def _today(now: datetime | None) -> date:
    return now.astimezone(dates.VIETNAM).date() if now else date.max - dates.AHEAD


def _items(tree: LexborHTMLParser, base: str, selectors: Selectors, now: datetime | None) -> Iterator[Item]:
    seen: set[str] = set()
    for node in selected(tree, selectors.item):
        item = _item(node, base, selectors, now)
        if item is not None and item.url not in seen:
            seen.add(item.url)
            yield item
        if len(seen) >= MOST_ITEMS:
            return


def _item(node: LexborNode, base: str, selectors: Selectors, now: datetime | None) -> Item | None:
    links = selected(node, selectors.link) if selectors.link else listing_guessing.links_in(node)
    told = [
        (title, url)
        for link in links
        if (url := absolute(base, attribute(link, "href"))) and (title := _title(link))
    ]
    if not told:
        return None
    title, url = max(told, key=lambda each: len(each[0]))
    words = plain(node.text(deep=True, separator=" "), 2_000)
    picture = next((src for img in node.css("img") if (src := _source(img, base))), "")
    bracketed = _IN_BRACKETS.search(title)
    return Item(
        url=url,
        title=_IN_BRACKETS.sub("", title) if bracketed and dates.parse(bracketed[1], _today(now)) else title,
        published=_published(node, words.replace(title, " ", 1), bracketed, selectors, now),
        summary=_summary(words, title, now),
        picture=picture,
    )


def _title(link: LexborNode) -> str:
    """The link's words, or its title attribute where they break off."""
    words, told = plain(link.text(deep=True)), plain(attribute(link, "title"))
    if not words or _MORE.fullmatch(words):
        return ""
    return told if words.endswith(_BREAKS_OFF) and len(told) > len(words) else words


def _published(
    node: LexborNode, words: str, bracketed: re.Match[str] | None, selectors: Selectors, now: datetime | None
) -> datetime | None:
    if selectors.date:
        texts = [
            attribute(each, "datetime") or plain(each.text(deep=True, separator=" "))
            for each in selected(node, selectors.date)
        ]
        return next((day for text in texts if (day := dates.parse(text, _today(now), now))), None)
    stamp = attribute(node.css_first("time[datetime]"), "datetime")
    texts = [stamp, bracketed[1] if bracketed else "", *listing_guessing.dated_texts(node)]
    return next((day for text in texts if text and (day := dates.parse(text, _today(now), now))), None)


def _summary(words: str, title: str, now: datetime | None) -> str:
    left = words.replace(title, " ").strip()
    found = dates.within(left[:60], _today(now))
    if found and len(found[1].strip(" -|()")) + 12 < 60:
        left = left[len(left[:60]) - len(found[1].lstrip(" -|()")) :] if len(left) <= 60 else left
    return _MORE.sub("", plain(left, _SUMMARY)).strip()


def _source(img: LexborNode, base: str) -> str:
    told = (attribute(img, name) for name in ("data-src", "data-original", "src"))
    return next((url for each in told if (url := absolute(base, each))), "")
