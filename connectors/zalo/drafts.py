"""An article as it is to stand on Zalo, checked and cut before anything is asked of the platform. Pure."""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from connectors.channel import Refused
from connectors.cleaning import cleaned
from connectors.splitting import shortened

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_AUTHOR = 140, 250, 50
"""Characters. Zalo's own figures are 150, 300 and 50, but texts of just that length were refused."""
MOST_BLOCKS = 100
LONGEST_URL = 2_000


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its public address."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film by its public address, with a still."""

    url: str
    thumb: str = ""


Block: TypeAlias = Words | Picture | Film


@dataclass(frozen=True, slots=True)
class Draft:
    """An article. The cover is a public JPEG or PNG below 1 MB (`covers.cover` makes one)."""

    title: str
    description: str
    author: str
    cover_url: str
    blocks: tuple[Block, ...]
    shown: bool = True
    comments: bool = False
    tracking_link: str = ""
    related: tuple[str, ...] = ()
    """Ids of other articles."""


def body(draft: Draft) -> dict[str, Any]:
    """What is posted. Raises Refused for an article without title, author or body, or with a bad address."""
    title = shortened(cleaned(draft.title), LONGEST_TITLE)
    blocks = [_block(block) for block in draft.blocks]
    author = shortened(cleaned(draft.author), LONGEST_AUTHOR)
    if not (title and author and blocks):
        raise Refused("an article needs a title, an author and a body")
    if len(blocks) > MOST_BLOCKS:
        raise Refused(f"an article of {len(blocks)} blocks, at most {MOST_BLOCKS}")
    optional: dict[str, Any] = {}
    if draft.tracking_link:
        optional["tracking_link"] = address(draft.tracking_link)
    if draft.related:
        optional["related_medias"] = list(draft.related)
    return {
        "type": "normal",
        "title": title,
        "author": author,
        "cover": {"cover_type": "photo", "photo_url": address(draft.cover_url), "status": "show"},
        "description": shortened(cleaned(draft.description), LONGEST_DESCRIPTION) or title,
        "body": blocks,
        **optional,
        "status": "show" if draft.shown else "hide",
        "comment": "show" if draft.comments else "hide",
    }


def address(url: str) -> str:
    """`url` with blanks and Vietnamese letters escaped, as Zalo wants it. Raises Refused if it is none."""
    parts = _parsed(re.sub("%(?![0-9A-Fa-f]{2})", "%25", cleaned(url)))
    host = parts.netloc if parts.netloc.isascii() else _in_ascii(parts.netloc)
    path, query = (quote(piece, safe="/%:@!$&'()*+,;=~-._?") for piece in (parts.path, parts.query))
    whole = urlunsplit((parts.scheme.lower(), host, path, query, ""))
    if len(whole) > LONGEST_URL:
        raise Refused("an address that is too long")
    return whole


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one: cut alike, whatever their case, blanks and punctuation."""
    return _plain(one) == _plain(other) != ""


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Words(text):
            return {"type": "text", "content": cleaned(text)}
        case Picture(url, caption):
            return {"type": "image", "url": address(url), "caption": cleaned(caption)}
        case Film(url, thumb):
            still = {"thumb": address(thumb)} if thumb else {}
            return {"type": "video", "url": address(url), **still}


def _parsed(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refused("not an address") from error
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc or "@" in parts.netloc:
        raise Refused("not a public address, http:// or https://")
    return parts


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise Refused("not an address") from error


def _plain(title: str) -> str:
    cut = shortened(cleaned(title), LONGEST_TITLE)
    return " ".join(re.findall(r"\w+", cut.casefold()))
