"""Ten awkward portals: each page is read as a careful person reads it, thirty days without a false alarm."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from portals import Told, a_month, heard, said, same_date, words

from bot.rehearsal.platforms.portal import PortalServer, Setup, wording
from bot.rehearsal.platforms.portal.setup import NAMES
from bot.rehearsal.platforms.serving import running
from connectors.database import Database
from connectors.portal import articles, feeds, listings, recognising, sitemaps
from connectors.portal.addresses import canonical
from connectors.portal.decoding import text_of
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import Fetched, Item, Missing, Selectors, Unreadable

CALM = Setup(seed=7, misfortunes=False, kept=10)
DAYS, LAST = 30, 29


class Visit:
    """A server on one of its days, and the fetcher that asks it."""

    def __init__(self, server: PortalServer, url: str, fetcher: Fetcher) -> None:
        self.server, self.url, self._fetcher = server, url, fetcher

    async def get(self, path: str) -> Fetched:
        return await self._fetcher.fetch(self.url + path)

    async def front(self, site: str) -> Fetched:
        return await self.get(next(each["path"] for each in self.server.sources() if each["site"] == site))

    def articles(self, site: str) -> list[Told]:
        return [told for told in self.server.truth() if told["site"] == site and not told["away"]]

    async def items(self, site: str) -> list[Item]:
        """What its list, feed or sitemap names."""
        page, now = await self.front(site), self.server.now
        kind = next(each["kind"] for each in self.server.sources() if each["site"] == site)
        if kind == "feed":
            return list(feeds.items(page, now))
        if kind == "listing":
            return list(listings.items(text_of(page), page.url, Selectors(), now))
        found = sitemaps.entries(page, now)
        below = [await self._fetcher.fetch(child) for child in found.children]
        return [*found.items, *(item for child in below for item in sitemaps.entries(child, now).items)]


@asynccontextmanager
async def visiting(day: int = LAST, setup: Setup = CALM) -> AsyncIterator[Visit]:
    server = PortalServer(setup)
    server.go(day, 23)
    fetcher = Fetcher(clock=lambda: server.now, private=("127.0.0.1",), pause=0)
    try:
        async with running(server) as url:
            yield Visit(server, url, fetcher)
    finally:
        await fetcher.close()


@pytest.mark.parametrize("site", NAMES)
async def test_text_and_date_of_every_page_are_read_right(site: str) -> None:
    wrong: list[tuple[object, ...]] = []
    async with visiting() as visit:
        for told in visit.articles(site):
            fetched = await visit.get(told["paths"][-1])
            page = articles.article(text_of(fetched), fetched.url, Selectors(), visit.server.now)
            if heard(told, page.title, page.lead, page.text) != said(told["versions"][-1]):
                wrong.append((told["key"], page.title, page.lead, page.text, told["versions"][-1]))
            elif not same_date(page.published, told) or page.doubt:
                wrong.append((told["key"], page.published, told["published"], page.doubt))
    assert not wrong


@pytest.mark.parametrize("site", NAMES)
async def test_every_list_names_all_that_is_on_it_and_nothing_else(site: str) -> None:
    async with visiting() as visit:
        known = {canonical(visit.url + path): told for told in visit.server.truth() for path in told["paths"]}
        items = await visit.items(site)
        named = {canonical(item.url) for item in items}
        assert named <= set(known)
        news = sorted(
            (told for told in visit.articles(site) if told["new"]), key=lambda told: told["published"]
        )
        assert not [told for told in news[-12:] if canonical(visit.url + told["paths"][-1]) not in named]
        for item in items:
            title = known[canonical(item.url)]["versions"][-1]["title"]
            assert site == "sitemap" or words(item.title) == words(title)


@pytest.mark.parametrize("site", NAMES)
async def test_what_a_source_is_is_recognised(site: str) -> None:
    async with visiting() as visit:
        looked = recognising.look(await visit.front(site), visit.server.now)
        assert [looked.kind] == [each["kind"] for each in visit.server.sources() if each["site"] == site]


@pytest.mark.parametrize("site", NAMES)
async def test_a_page_that_says_sorry_with_status_200_is_no_article(site: str) -> None:
    async with visiting() as visit:
        for sorry in (wording.MAINTENANCE, wording.NO_ENTRY, wording.ERROR_TEXT):
            page = visit.server.pages.render("error.html", site, visit.server.now, said=sorry)
            with pytest.raises((Missing, Unreadable)):
                articles.article(page, f"{visit.url}/{site}/x", Selectors(), visit.server.now)


async def test_thirty_days_bring_every_article_once_and_no_false_news(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    setup = Setup(seed=2, per_day=0.3, kept=3, backlog=8, hang=1)
    try:
        async with a_month(database, setup) as month:
            await month.begin()
            await month.live(range(DAYS), hours=(20,))
            found = await month.findings()
    finally:
        await database.close()
    assert found.faults() == {}
    assert found.news > 40
    assert found.versions[1] > 100
    assert found.vanished[1] > 0
