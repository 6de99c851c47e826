"""Very many entries at once: all are found in time, and what is new does not wait behind them."""

from datetime import timedelta

from little_portal import START, a_world

from connectors.database import Database
from knowledge.sources import SourceKind

MONTHS = 45


async def test_news_come_before_what_is_left_of_a_flood(database: Database) -> None:
    async with a_world(database, pages=5) as world:
        for number in range(30):
            world.portal.tell(f"/old{number}", f"Tin cũ {number}", START - timedelta(days=30 + number))
        await world.add("/rss", SourceKind.FEED)
        await world.syncing.read_due()
        world.portal.tell("/new", "Tin vừa đăng", START)
        await world.after(minutes=2)
        states = await world.states()
        assert states["Tin vừa đăng"] == "waiting"
        assert len(states) < 20
        for _ in range(10):
            await world.after(minutes=2)
        assert len(await world.states()) == 31


async def test_every_month_of_a_long_sitemap_is_read_in_turn(database: Database) -> None:
    async with a_world(database) as world:
        for month in range(MONTHS):
            world.portal.tell(f"/tin-{month}", f"Tin tháng {month}", START - timedelta(days=30 * (month + 1)))
            world.portal.pages[f"/thang-{month}.xml"] = _urls(world.portal.base, month)
        children = "".join(
            f"<sitemap><loc>{world.portal.base}/thang-{month}.xml</loc></sitemap>" for month in range(MONTHS)
        )
        world.portal.pages["/sitemap.xml"] = f"<sitemapindex>{children}</sitemapindex>".encode()
        await world.add("/sitemap.xml", SourceKind.SITEMAP)
        await world.syncing.read_due()
        assert 10 < len(await world.states()) < MONTHS
        for _ in range(6):
            await world.after(hours=1)
        assert len(await world.states()) == MONTHS


def _urls(base: str, month: int) -> bytes:
    return f"<urlset><url><loc>{base}/tin-{month}</loc></url></urlset>".encode()
