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
_SUMMARY = 1_000
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*([^()\[\]]{4,40})\s*[)\]]\s*$")
_BREAKS_OFF = ("...", "…")
_PAGER = re.compile(
    r"\W*(?:trang )?(?:tiếp(?: theo)?|sau|trước|đầu|cuối(?: cùng)?|next|prev(?:ious)?)\W*", re.IGNORECASE
)
_MORE = re.compile(
    r"\W*(?:xem (?:chi tiết|thêm|tiếp)|chi tiết|đọc tiếp|đọc thêm|read more|more)\b", re.IGNORECASE
)


def items(html: str, base: str, selectors: Selectors, now: datetime) -> list[Item]:
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


def guess(html: str, base: str, now: datetime) -> Selectors | None:
    """Selectors by which `items` finds the articles of this page and of its likes; None: nothing repeats."""
    tree = parsed(html)
    return listing_guessing.selectors_of(tree, base_of(tree, base), _today(now))


def _today(now: datetime) -> date:
    return now.astimezone(dates.VIETNAM).date()


def _items(tree: LexborHTMLParser, base: str, selectors: Selectors, now: datetime) -> Iterator[Item]:
    seen: set[str] = set()
    for node in selected(tree, selectors.item):
        item = _item(node, base, selectors, now)
        if item is not None and item.url not in seen:
            seen.add(item.url)
            yield item
        if len(seen) >= MOST_ITEMS:
            return


def _item(node: LexborNode, base: str, selectors: Selectors, now: datetime) -> Item | None:
    links = selected(node, selectors.link) if selectors.link else listing_guessing.links_in(node)
    found = ((_title(link), absolute(base, attribute(link, "href"))) for link in links)
    told = [(title, url) for title, url in found if url and title]
    if not told:
        return None
    title, url = max(told, key=lambda each: len(each[0]))
    bracketed = _IN_BRACKETS.search(title)
    if bracketed and dates.parse(bracketed[1], _today(now)):
        title = _IN_BRACKETS.sub("", title)
    published, said = _published(node, bracketed[1] if bracketed else "", selectors, now)
    return Item(
        url=url,
        title=title,
        published=published,
        summary=_summary(node, title, said),
        picture=next((src for img in node.css("img") if (src := _source(img, base))), ""),
    )


def _title(link: LexborNode) -> str:
    """The link's words, or its title attribute where they break off."""
    words, told = plain(link.text(deep=True)), plain(attribute(link, "title"))
    if _MORE.match(words) or _PAGER.fullmatch(words) or not any(letter.isalpha() for letter in words):
        return ""
    return told if words.endswith(_BREAKS_OFF) and len(told) > len(words) else words


def _published(
    node: LexborNode, bracketed: str, selectors: Selectors, now: datetime
) -> tuple[datetime | None, str]:
    """The day of an item, and the words that tell it."""
    if selectors.date:
        found = selected(node, selectors.date)
        texts = [attribute(each, "datetime") or plain(each.text(deep=True, separator=" ")) for each in found]
    else:
        stamp = attribute(node.css_first("time[datetime]"), "datetime")
        texts = [stamp, bracketed, *listing_guessing.dated_texts(node)]
    for text in texts:
        if text and (day := dates.parse(text, _today(now), now)):
            return day, text
    return None, ""


def _summary(node: LexborNode, title: str, day: str) -> str:
    """What an item says besides its title and its day."""
    words = plain(node.text(deep=True, separator=" "), _SUMMARY)
    for known in (title, day):
        words = words.replace(known, " ", 1) if known else words
    words = _MORE.sub("", plain(words.replace(title, " "), _SUMMARY)).strip(" -–|•():»")
    return words if any(letter.isalpha() for letter in words) else ""


def _source(img: LexborNode, base: str) -> str:
    told = (attribute(img, name) for name in ("data-src", "data-original", "src"))
    return next((url for each in told if (url := absolute(base, each))), "")
