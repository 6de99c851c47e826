"""Ten portals as one server, each in a folder of its own, with thirty days that pass when they are told to.

It knows the truth of every article (`truth`), against which what was read is held.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.rehearsal.platforms.portal import wording
from bot.rehearsal.platforms.portal.answering import Answer, Answering
from bot.rehearsal.platforms.portal.history import counted, history
from bot.rehearsal.platforms.portal.misfortunes import Outage
from bot.rehearsal.platforms.portal.rendering import Pages
from bot.rehearsal.platforms.portal.setup import Setup
from bot.rehearsal.platforms.portal.sites import SITES
from bot.rehearsal.platforms.portal.stories import Story, Version
from bot.rehearsal.platforms.serving import add_controls

ROBOTS = "User-agent: *\nDisallow: /wordpress/wp-admin/\nDisallow: /sharepoint/_layouts/\n"


class PortalServer:
    """`now` is what its clock shows; before `go` it is the start of day 0."""

    def __init__(self, setup: Setup) -> None:
        self.setup, self.now = setup, setup.start
        self.history = history(setup)
        self.pages = Pages("")
        self.asked: Counter[str] = Counter()
        self._answering = Answering(self.history.stories, self.pages)
        self.web = web.Application()
        add_controls(self.web, self.acts())
        self.web.router.add_get("/robots.txt", self._robots)
        self.web.router.add_get("/{site}{path:/.*}", self._answer)

    async def open(self) -> None:
        """Nothing runs beside the requests."""

    async def close(self) -> None:
        """Nothing ran beside the requests."""

    def acts(self) -> dict[str, Callable[..., Any]]:
        """What `/control` can do."""
        return {
            "day": self.go,
            "truth": self.truth,
            "sources": self.sources,
            "asked": lambda: dict(self.asked),
            "fates": lambda: counted(self.history.stories),
        }

    def go(self, number: int, hour: float = 0) -> str:
        """Let it be that day at that hour in Vietnam; gives the moment as ISO 8601."""
        self.now = self.setup.start + timedelta(days=int(number), hours=float(hour))
        return self.now.isoformat()

    def sources(self) -> list[dict[str, str]]:
        """What each site is read by: `site`, `kind` (feed, sitemap, listing) and `path` on this server."""
        return [
            {"site": name, "kind": SITES[name].kind, "path": f"/{name}{SITES[name].front}"}
            for name in self.setup.sites
        ]

    def truth(self) -> list[dict[str, Any]]:
        """Every article that any list has shown until now; see `_told` for what is told of each."""
        shown = [story for each in self.history.stories.values() for story in each if story.shown <= self.now]
        return [self._told(story) for story in shown]

    def outage(self, site: str) -> Outage | None:
        """What ails the site now."""
        return self.history.outages.get((site, (self.now - self.setup.start).days))

    def _told(self, story: Story) -> dict[str, Any]:
        """`paths`: its addresses until now, on this server, without a session.

        `minutes`: whether its page tells the time of day. `away`: since when it is not there, null if it is.
        """
        away = next((start for start, end in story.away if end is None or self.now < end), None)
        site = SITES[story.site]
        return {
            "site": story.site,
            "key": story.key,
            "fate": story.fate,
            "new": story.new,
            "published": story.published.isoformat(),
            "minutes": site.minutes,
            "shown": story.shown.isoformat(),
            "paths": [
                f"/{story.site}{site.path(story, place, '0' * 32)}"
                for place in story.places
                if place.since <= self.now
            ],
            "versions": [_version(each) for each in story.versions if each.at <= self.now],
            "away": away.isoformat() if away is not None and away <= self.now else None,
            "author": story.author,
        }

    async def _robots(self, _request: web.Request) -> web.Response:
        return web.Response(text=ROBOTS)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        site = request.match_info["site"]
        if site not in self.history.stories:
            raise web.HTTPNotFound
        self.asked[site] += 1
        self.pages.url = f"{request.scheme}://{request.host}"
        outage, path = self.outage(site), request.rel_url.raw_path_qs.removeprefix(f"/{site}")
        if outage in {None, Outage.EMPTY}:
            answer = self._answering.answer(site, path, self.now, empty=outage is Outage.EMPTY)
            return _response(request, answer)
        return await self._fail(request, site, outage)

    async def _fail(self, request: web.Request, site: str, outage: Outage | None) -> web.StreamResponse:
        if outage is Outage.CLOSED:
            return _response(request, self._answering.error(site, self.now, wording.MAINTENANCE))
        if outage is Outage.FINE:
            return _response(request, self._answering.error(site, self.now, wording.ERROR_TEXT))
        if outage is Outage.HANGING:
            await asyncio.sleep(self.setup.hang)
        if outage is Outage.CUT:
            return await _cut(request)
        broken = HTTPStatus.INTERNAL_SERVER_ERROR
        return _response(request, self._answering.error(site, self.now, wording.ERROR_TEXT, broken))


def _version(version: Version) -> dict[str, str]:
    return {
        "at": version.at.isoformat(),
        "title": version.title,
        "lead": version.lead,
        "text": version.text.replace("\t", " "),
    }


def _response(request: web.Request, answer: Answer) -> web.Response:
    headers = {"Content-Type": answer.kind}
    if answer.location:
        headers["Location"] = answer.location
    if answer.etag:
        headers["ETag"] = answer.etag
        if request.headers.get("If-None-Match") == answer.etag:
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": answer.etag})
    return web.Response(status=answer.status, body=answer.body, headers=headers)


async def _cut(request: web.Request) -> web.StreamResponse:
    """Half of what was promised, then nothing."""
    answer = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "9000"})
    await answer.prepare(request)
    await answer.write(b"<html><body><p>")
    if request.transport is not None:
        request.transport.abort()
    return answer
