"""A portal of a commune on this machine: a feed, articles, pages, and whatever misfortune a test wants."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from connectors.database import Database
from connectors.portal.fetching import Fetcher
from knowledge.agencies import Agency, AgencyLevel
from knowledge.articles import Article
from knowledge.editing_sources import NewSource, add_source
from knowledge.sources import Source, SourceKind
from knowledge.syncing import Syncing

START = datetime(2026, 5, 4, 2, tzinfo=UTC)
BODY = (
    "Ủy ban nhân dân xã thông báo để bà con biết và thực hiện. Nội dung chi tiết được niêm yết tại trụ sở, "
    "mọi thắc mắc xin liên hệ bộ phận một cửa trong giờ hành chính các ngày trong tuần."
)


@dataclass
class Story:
    """An article of the portal. `at` is shown on its page; None: the page says no date."""

    path: str
    title: str
    at: datetime | None
    body: str = BODY
    claimed: str = ""
    listed_at: datetime | None = None

    def page(self) -> str:
        shown = f'<time datetime="{self.at.isoformat()}">{self.at:%d/%m/%Y %H:%M}</time>' if self.at else ""
        claimed = f'<link rel="canonical" href="{self.claimed}">' if self.claimed else ""
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in self.body.split("\n\n"))
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(self.title)}</title>'
            f'{claimed}</head><body><main><article class="post">'
            f'<h1 class="entry-title">{escape(self.title)}</h1>{shown}'
            f'<div class="entry-content">{paragraphs}</div></article></main></body></html>'
        )


@dataclass
class Portal:
    """What it serves. `trouble` is a status that everything is answered with."""

    base: str = ""
    stories: list[Story] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)
    trouble: int = 0
    asked: list[str] = field(default_factory=list)

    def tell(self, path: str, title: str, at: datetime | None, body: str = "") -> Story:
        """Publish a story, on top of the feed."""
        story = Story(path, title, at, body or f"{title}. {BODY}")
        self.stories.insert(0, story)
        return story

    def feed(self) -> str:
        items = "".join(
            f"<item><title>{escape(story.title)}</title><link>{escape(self.base + story.path)}</link>"
            + (f"<pubDate>{format_datetime(at)}</pubDate>" if (at := story.listed_at or story.at) else "")
            + "</item>"
            for story in self.stories
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'

    async def answer(self, request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        self.asked.append(request.path_qs)
        if self.trouble:
            return web.Response(status=self.trouble, text="<html><body>Lỗi</body></html>")
        if request.path == "/rss":
            return self._conditional(request, self.feed())
        if request.path in self.pages:
            kind = "text/html" if not request.path.endswith(".docx") else "application/octet-stream"
            return web.Response(body=self.pages[request.path], content_type=kind)
        for story in self.stories:
            if story.path == request.path_qs:
                return web.Response(text=story.page(), content_type="text/html")
        return web.Response(status=404)

    def _conditional(self, request: web.Request, text: str) -> web.Response:
        etag = f'"{abs(hash(text))}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text=text, content_type="application/rss+xml", headers={"ETag": etag})


@dataclass
class World:
    """A portal, an agency that reads it, and the time, which only a test moves."""

    portal: Portal
    database: Database
    syncing: Syncing
    time: list[datetime]

    @property
    def now(self) -> datetime:
        return self.time[0]

    async def after(self, **passed: float) -> int:
        """Read what is due so much later."""
        self.time[0] += timedelta(**passed)
        return await self.syncing.read_due()

    async def articles(self) -> dict[str, Article]:
        """By title."""
        async with self.database.reading() as session:
            return {article.title: article for article in await session.scalars(select(Article))}

    async def states(self) -> dict[str, str]:
        return {title: article.state.value for title, article in (await self.articles()).items()}

    async def source(self) -> Source:
        async with self.database.reading() as session:
            return (await session.scalars(select(Source).order_by(Source.id))).one()

    async def add(self, path: str, kind: SourceKind) -> int:
        """A source of the agency, due at once and then each hour."""
        new = NewSource(self.portal.base + path, kind, "Tin", every=3600)

        async with self.database.writing() as session:
            agency = (await session.scalars(select(Agency))).one()
            source = await session.run_sync(add_source, agency, new, by="Lan", now=self.now)
            return source.id


@asynccontextmanager
async def a_world(database: Database, pages: int = 100) -> AsyncIterator[World]:
    portal, time = Portal(), [START]
    app = web.Application()
    app.router.add_get("/{path:.*}", portal.answer)
    async with database.writing() as session:
        session.add(Agency(code="xa-b", name="UBND xã B", level=AgencyLevel.COMMUNE, created_at=START))
    async with TestServer(app) as server:
        portal.base = str(server.make_url("")).rstrip("/")
        fetcher = Fetcher(clock=lambda: time[0], private=["127.0.0.1"], pause=0)
        syncing = Syncing(database, fetcher, clock=lambda: time[0], pages=pages)
        yield World(portal, database, syncing, time)
        await fetcher.close()
