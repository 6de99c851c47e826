"""What is published on a Page: facebook-messenger.md, 4.1.

Facebook knows no key that makes a post unique: after `Lost`, look with `find` before posting again. The same
words twice raise `errors.Duplicate`. Every act raises a kind of SendError, and Refused where the account's
option `page_posts` is off.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, Field

from connectors.accounts import Account
from connectors.channel import Refused
from connectors.cleaning import cleaned
from connectors.http import Part
from connectors.messenger.api import Caller, Done, Graph, Made, must_succeed, place
from connectors.messenger.fields import Ident, OptionalIdent, Time, Words
from connectors.messenger.options import MessengerOptions

SOONEST = timedelta(minutes=10)
LATEST = timedelta(days=30)
LARGEST_PHOTO = 4_000_000
"""In bytes; Facebook's own limit is not told."""
_FIELDS = "id,message,created_time,scheduled_publish_time,permalink_url"
_MOST = 100


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be published: now, or `at` that time (10 minutes to 30 days ahead).

    A link brings its own preview; pictures are uploaded before, and go without a link.
    """

    message: str
    link: str = ""
    photos: tuple[str, ...] = ()
    """Ids of photos that `upload_photo` gave."""
    at: datetime | None = None


class Published(BaseModel):
    """A post as Facebook has it; `scheduled_publish_time` stands in those that wait."""

    id: Ident
    message: Words = ""
    created_time: Time = None
    scheduled_publish_time: Time = None
    permalink_url: Words = ""


class _Listed(BaseModel):
    data: list[Published] = Field(max_length=1_000)


class _Photo(BaseModel):
    id: Ident
    post_id: OptionalIdent = ""


async def publish(graph: Graph, account: Account, post: Post, now: datetime) -> str:
    """Publish or schedule; returns the post's id. Lost: look with `find` whether it stands there."""
    _allowed(account)
    path = place(account.platform_id, "feed")
    return (await graph.post(Caller.page(account), path, Made, _body(post, now))).id


async def upload_photo(graph: Graph, account: Account, content: bytes, *, alt: str = "") -> str:
    """A JPEG or PNG that nobody sees before a post shows it; returns its id."""
    _allowed(account)
    if len(content) > LARGEST_PHOTO:
        raise Refused(f"a picture of {len(content)} bytes; {LARGEST_PHOTO} at most")
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    words = [Part("published", "false"), *([Part("alt_text_custom", alt)] if alt else [])]
    parts = [*words, Part("source", content, "picture", kind)]
    path = place(account.platform_id, "photos")
    return (await graph.upload(Caller.page(account), path, _Photo, parts)).id


async def publish_photo(graph: Graph, account: Account, url: str, caption: str) -> str:
    """A picture that Facebook fetches from `url`, with words; returns the id of its post."""
    _allowed(account)
    body = {"url": url, "caption": unicodedata.normalize("NFC", caption)}
    made = await graph.post(Caller.page(account), place(account.platform_id, "photos"), _Photo, body)
    return made.post_id or made.id


async def update(graph: Graph, account: Account, post_id: str, message: str) -> None:
    """Change the words of a post."""
    _allowed(account)
    body = {"message": unicodedata.normalize("NFC", message)}
    must_succeed(await graph.post(Caller.page(account), place(post_id), Done, body))


async def delete(graph: Graph, account: Account, post_id: str) -> None:
    """Take a post away."""
    _allowed(account)
    must_succeed(await graph.delete(Caller.page(account), place(post_id), Done))


async def stands(graph: Graph, account: Account, post_id: str) -> bool:
    """Whether there is a post of that id, published or waiting."""
    try:
        await graph.get(Caller.page(account), place(post_id), Published, {"fields": _FIELDS})
    except Refused:
        return False
    return True


async def recent(graph: Graph, account: Account, *, most: int = 25) -> list[Published]:
    """The newest posts, newest first."""
    return await _list(graph, account, "feed", most)


async def scheduled(graph: Graph, account: Account, *, most: int = 25) -> list[Published]:
    """Posts that wait for their time."""
    return await _list(graph, account, "scheduled_posts", most)


async def find(graph: Graph, account: Account, message: str, since: datetime) -> Published | None:
    """The post of these words that was made `since` then, or waits for its time; None: there is none."""
    sought = _comparable(message)
    for post in await recent(graph, account, most=_MOST):
        if _comparable(post.message) == sought and post.created_time and post.created_time >= since:
            return post
    waiting = await scheduled(graph, account, most=_MOST)
    return next((post for post in waiting if _comparable(post.message) == sought), None)


async def _list(graph: Graph, account: Account, edge: str, most: int) -> list[Published]:
    query = {"fields": _FIELDS, "limit": str(max(1, min(most, _MOST)))}
    return (await graph.get(Caller.page(account), place(account.platform_id, edge), _Listed, query)).data


def _body(post: Post, now: datetime) -> Mapping[str, Any]:
    told: dict[str, Any] = {"message": unicodedata.normalize("NFC", post.message)}
    if not post.message.strip() and not post.link and not post.photos:
        raise Refused("a post of nothing")
    if post.link and post.photos:
        raise Refused("a post has a link or pictures, not both")
    if post.link:
        told["link"] = post.link
    if post.photos:
        told["attached_media"] = [{"media_fbid": photo} for photo in post.photos]
    return told | _timing(post.at, now)


def _timing(at: datetime | None, now: datetime) -> dict[str, Any]:
    if at is None:
        return {}
    if not SOONEST <= at - now <= LATEST:
        raise Refused("a post is scheduled 10 minutes to 30 days ahead")
    return {
        "published": False,
        "scheduled_publish_time": int(at.timestamp()),
        "unpublished_content_type": "SCHEDULED",
    }


def _comparable(message: str) -> str:
    return " ".join(cleaned(message).split())


def _allowed(account: Account) -> None:
    if not MessengerOptions.of(account.options).page_posts:
        raise Refused("publishing on this Page is switched off")
