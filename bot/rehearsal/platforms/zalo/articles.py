"""Articles: made in two steps, created and then verified, because pictures are fetched in between."""

import asyncio
import string
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.rehearsal.platforms.zalo.answers import Wrong, mapping, need, text
from bot.rehearsal.platforms.zalo.world import Article, Office, World

MOST_TITLE, MOST_DESCRIPTION, MOST_AUTHOR = 149, 299, 50
"""A text of the documented 150 or 300 characters was refused."""
MOST_LISTED = 10
LARGEST_PICTURE = 1_000_000
MOST_FAILURES = 3
IN_ADDRESSES = set(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%")
BLOCKS = {"text": "content", "image": "url", "video": "url", "product": "id"}
SHOWN = ("show", "hide")


class Articles:
    """`failures`: how often pictures of an account could not be fetched since the last that could."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.failures: dict[str, int] = {}

    async def create(self, office: Office, body: Mapping[str, Any]) -> dict[str, str]:
        """Begin an article; the token is good for `verify`, again and again."""
        _check(body)
        need(office.created < office.account.articles, "", -223)
        if self.failures.get(office.id, 0) > MOST_FAILURES:
            self.failures[office.id] = 0
            raise Wrong(-200, "Too many failed attempts")
        office.created += 1
        return await self._begin(office, self._world.name(20), body)

    async def update(self, office: Office, body: Mapping[str, Any]) -> dict[str, str]:
        """Begin a new version of an article that is there; it is verified as a new one is."""
        name = text(body, "id")
        need(name in office.articles, "id is invalid")
        _check(body)
        return await self._begin(office, name, body)

    async def verify(self, office: Office, body: Mapping[str, Any]) -> dict[str, str]:
        article = office.making.get(text(body, "token"))
        need(article is not None, "token is invalid")
        assert article is not None
        if article.rounds:
            article.rounds -= 1
            raise Wrong(-214)
        if article.failed:
            raise Wrong(-200, article.failed)
        if not article.shown:
            self._show(office, article)
        return {"id": article.id}

    async def remove(self, office: Office, body: Mapping[str, Any]) -> None:
        need(office.articles.pop(text(body, "id"), None) is not None, "id is invalid")

    def getslice(self, office: Office, query: Mapping[str, str]) -> dict[str, Any]:
        """The newest first."""
        kind, offset, limit = query.get("type"), query.get("offset", "0"), query.get("limit", "10")
        need(kind in {"normal", "video"}, "type accept only 2 value normal and video.")
        need(offset.isdecimal() and limit.isdecimal(), "offset is invalid")
        need(int(limit) <= MOST_LISTED, "maximum limit is 10")
        found = sorted(office.articles.values(), key=lambda article: article.created, reverse=True)
        found = [article for article in found if article.body["type"] == kind]
        page = found[int(offset) : int(offset) + int(limit)]
        return {"total": len(found), "medias": [_listed(article) for article in page]}

    def getdetail(self, office: Office, query: Mapping[str, str]) -> dict[str, Any]:
        article = office.articles.get(query.get("id", ""))
        need(article is not None, "id is invalid")
        assert article is not None
        return {"status": "hide", "comment": "show", **article.body, "id": article.id}

    async def _begin(self, office: Office, name: str, body: Mapping[str, Any]) -> dict[str, str]:
        failed = "" if await self._fetched(_pictures(body)) else "Upload media failed"
        self.failures[office.id] = self.failures.get(office.id, 0) + 1 if failed else 0
        token = self._world.name(40)
        office.making[token] = Article(name, dict(body), self._world.doubts.verify_rounds, failed)
        return {"token": token}

    def _show(self, office: Office, article: Article) -> None:
        now = self._world.clock.milliseconds()
        before = office.articles.get(article.id)
        article.created = before.created if before else now
        article.updated, article.shown = now, True
        office.articles[article.id] = article

    async def _fetched(self, urls: list[str]) -> bool:
        """Whether every picture could be had. Only local ones are asked for; others count as there."""
        if self._world.unfetchable.intersection(urls):
            return False
        return all([await _small(url) for url in urls if urlsplit(url).hostname == "127.0.0.1"])


def _check(body: Mapping[str, Any]) -> None:
    """Raises `Wrong` for what `create` and `update` refuse at once."""
    need(body.get("type") == "normal", "type is invalid")
    need(0 < len(text(body, "title")) <= MOST_TITLE, "title allow 1 to 150 characters")
    need(0 < len(text(body, "author")) <= MOST_AUTHOR, "author allow 1 to 50 characters")
    need(0 < len(text(body, "description")) <= MOST_DESCRIPTION, "description allow 1 to 300 characters")
    need(body.get("status", "hide") in SHOWN, "status is invalid")
    need(body.get("comment", "show") in SHOWN, "comment is invalid")
    _check_cover(mapping(body, "cover"))
    blocks = body.get("body")
    need(isinstance(blocks, list) and blocks, "body is invalid")
    assert isinstance(blocks, list)
    for block in blocks:
        kind = text(block, "type") if isinstance(block, Mapping) else ""
        need(kind in BLOCKS and text(block, BLOCKS[kind]), "body is invalid")


def _check_cover(cover: Mapping[str, Any]) -> None:
    need(cover.get("cover_type") in {"photo", "video"}, "cover value is invalid")
    need(cover.get("status") in SHOWN, "create media fail", -200)
    if cover["cover_type"] == "video":
        need(text(cover, "video_id"), "video_id is invalid")
        return
    url = text(cover, "photo_url")
    need(_is_address(url), f"photo_url {url} is invalid")


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and set(url) <= IN_ADDRESSES


def _pictures(body: Mapping[str, Any]) -> list[str]:
    blocks = [text(block, "url") for block in body["body"] if block["type"] == "image"]
    return list(filter(None, [text(body["cover"], "photo_url"), *blocks]))


async def _small(url: str) -> bool:
    timeout = aiohttp.ClientTimeout(total=5)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(url) as answer:
            await answer.content.readexactly(LARGEST_PICTURE)
            return False
    except asyncio.IncompleteReadError:
        return answer.ok
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


def _listed(article: Article) -> dict[str, Any]:
    body = article.body
    return {
        "id": article.id,
        "type": body["type"],
        "title": body["title"],
        "status": body.get("status", "hide"),
        "total_view": 0,
        "total_share": 0,
        "create_date": article.created,
        "update_date": article.updated,
        "thumb": text(mapping(body, "cover"), "photo_url"),
        "link_view": f"https://rd.zapps.vn/detail/{article.id}",
    }
