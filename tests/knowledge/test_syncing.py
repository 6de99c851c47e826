"""A portal is read again and again: everything is found once, only what is new is news."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from eventually import eventually
from little_portal import START, World, a_world
from sqlalchemy import select, update

from connectors.database import Database
from knowledge.articles import ArticleAddress
from knowledge.claiming_sources import claim
from knowledge.editing_sources import go_on, remove, stop
from knowledge.sources import Source, SourceKind, SourceState

ROUNDS = 60
"""Enough on PostgreSQL that two who look in the same millisecond meet."""


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with a_world(database) as world:
        yield world


async def test_the_first_reading_announces_only_what_is_young_and_dated(world: World) -> None:
    world.portal.tell("/old", "Tin cũ", START - timedelta(days=10))
    world.portal.tell("/undated", "Tin không ngày", None)
    world.portal.tell("/young", "Tin mới", START - timedelta(days=1))
    await world.add("/rss", SourceKind.FEED)
    assert await world.syncing.read_due() == 1
    assert await world.states() == {"Tin cũ": "kept", "Tin không ngày": "kept", "Tin mới": "waiting"}
    source = await world.source()
    assert (source.baseline, source.found, source.read_at) == (False, 3, START)


async def test_what_appears_later_is_news_once(world: World) -> None:
    world.portal.tell("/1", "Tin một", START - timedelta(days=9))
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    world.portal.tell("/2", "Tin hai", START + timedelta(minutes=30))
    world.portal.tell("/3", "Tin ba không ngày", None)
    await world.after(hours=1)
    for _ in range(5):
        await world.after(hours=1)
    assert await world.states() == {"Tin một": "kept", "Tin hai": "waiting", "Tin ba không ngày": "waiting"}


async def test_an_undated_article_below_known_ones_is_no_news(world: World) -> None:
    for number in range(4):
        world.portal.tell(f"/{number}", f"Tin {number}", None)
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    hidden = world.portal.tell("/old", "Tin cũ hiện lại", None)
    world.portal.stories.remove(hidden)
    world.portal.stories.append(hidden)
    await world.after(hours=1)
    assert (await world.states())["Tin cũ hiện lại"] == "kept"


async def test_after_an_outage_only_the_young_ones_are_news(world: World) -> None:
    world.portal.tell("/1", "Tin một", START)
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    world.portal.trouble = 503
    for _ in range(6):
        await world.after(days=1)
    world.portal.trouble = 0
    for day in range(1, 7):
        world.portal.tell(f"/d{day}", f"Tin ngày {day}", START + timedelta(days=day))
    await world.after(days=1)
    states = await world.states()
    assert [states[f"Tin ngày {day}"] for day in (1, 2, 3, 4, 5, 6)] == ["kept"] * 3 + ["waiting"] * 3
    assert states["Tin một"] == "waiting"


async def test_a_date_in_the_future_is_not_believed(world: World) -> None:
    world.portal.tell("/1", "Lễ hội năm sau", START + timedelta(days=200))
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    article = (await world.articles())["Lễ hội năm sau"]
    assert (article.published_at, article.state.value) == (None, "kept")


async def test_an_unchanged_source_is_not_read_again_and_writes_no_article(world: World) -> None:
    world.portal.tell("/1", "Tin một", START - timedelta(days=400))
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    before = await world.articles()
    world.portal.asked.clear()
    await world.after(hours=1)
    await world.after(hours=1)
    assert world.portal.asked == ["/rss", "/rss"]
    after = await world.articles()
    assert after["Tin một"].seen_at == before["Tin một"].seen_at
    assert (await world.source()).read_at == world.now


async def test_a_long_list_is_read_in_parts_and_nothing_is_lost(database: Database) -> None:
    async with a_world(database, pages=4) as world:
        for number in range(10):
            world.portal.tell(f"/{number}", f"Tin {number}", START - timedelta(hours=number))
        await world.add("/rss", SourceKind.FEED)
        await world.syncing.read_due()
        assert len(await world.articles()) == 4
        await world.after(minutes=2)
        world.portal.stories.clear()  # the feed moves on
        await world.after(minutes=2)
        assert len(await world.articles()) == 8


async def test_a_reading_that_is_cut_off_goes_on_where_it_was(world: World) -> None:
    for number in range(6):
        world.portal.tell(f"/{number}", f"Tin {number}", START - timedelta(hours=1))
    await world.add("/rss", SourceKind.FEED)
    reading = asyncio.create_task(world.syncing.read_due())

    async def begun() -> bool:
        return len(world.portal.asked) >= 3

    await eventually(begun)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    assert await world.after(minutes=1) == 0  # somebody may be at it still
    assert await world.after(minutes=5) == 1
    assert set(await world.states()) == {f"Tin {number}" for number in range(6)}
    assert set((await world.states()).values()) == {"waiting"}
    assert max(world.portal.asked.count(f"/{number}") for number in range(6)) <= 2


async def test_a_failing_source_says_why_and_is_tried_ever_more_rarely(world: World) -> None:
    world.portal.trouble = 500
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    source = await world.source()
    assert source.condition is SourceState.FAILING
    assert source.error
    pauses = []
    for _ in range(9):
        pauses.append(source.due_at - world.now)
        await world.after(seconds=pauses[-1].total_seconds())
        source = await world.source()
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=5), timedelta(minutes=5 * 2**8))
    world.portal.trouble = 0
    world.portal.tell("/1", "Tin một", world.now)
    await world.after(days=1)
    source = await world.source()
    assert (source.condition, source.failures, source.error) == (SourceState.READING, 0, "")


async def test_a_page_that_fails_waits_alone_and_is_given_up_at_last(world: World) -> None:
    world.portal.pages["/odd"] = b"<html><body></body></html>"
    story = world.portal.tell("/odd", "Tin hỏng", START)
    world.portal.tell("/good", "Tin tốt", START)
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    assert set(await world.states()) == {"Tin tốt"}
    for _ in range(6):
        await world.after(days=1)
    async with world.database.reading() as session:
        row = await session.scalar(select(ArticleAddress).where(ArticleAddress.article_id.is_(None)))
    assert row is not None
    assert (row.due_at, bool(row.error)) == (None, True)
    assert world.portal.asked.count(story.path) == 4


async def test_two_clocks_read_a_source_once(world: World) -> None:
    for number in range(3):
        world.portal.tell(f"/{number}", f"Tin {number}", START)
    await world.add("/rss", SourceKind.FEED)
    counts = await asyncio.gather(world.syncing.read_due(), world.syncing.read_due())
    assert sorted(counts) == [0, 1]
    assert sorted(world.portal.asked) == ["/0", "/1", "/2", "/rss"]


async def test_of_many_who_look_for_a_source_one_gets_it(world: World, database_url: str) -> None:
    await world.add("/rss", SourceKind.FEED)
    other = Database(database_url)

    async def leased() -> int:
        looking = [
            side.at_once(lambda session: claim(session, world.now)) for side in (world.database, other) * 4
        ]
        return sum(source is not None for source in await asyncio.gather(*looking))

    for _ in range(ROUNDS):
        assert await leased() == 1
        async with world.database.writing() as session:
            await session.execute(update(Source).values(lease_until=None))
    await other.close()


async def test_the_articles_of_a_removed_source_are_the_next_ones_that_names_them(world: World) -> None:
    world.portal.tell("/1", "Tin một", START)
    number = await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    async with world.database.writing() as session:
        await session.run_sync(remove, number, by="Lan", now=world.now)
    again = await world.add("/rss", SourceKind.FEED)
    await world.after(days=2)
    article = (await world.articles())["Tin một"]
    assert (article.source_id, article.state.value, article.seen_at) == (again, "waiting", world.now)


async def test_a_source_that_is_stopped_is_not_read(world: World) -> None:
    number = await world.add("/rss", SourceKind.FEED)
    async with world.database.writing() as session:
        await session.run_sync(stop, number, by="Lan", now=world.now)
    assert await world.after(days=1) == 0
    async with world.database.writing() as session:
        await session.run_sync(go_on, number, by="Lan", now=world.now)
    assert await world.after(seconds=1) == 1


async def test_classified_papers_are_held_however_old(world: World) -> None:
    world.portal.tell("/1", "Công văn", START - timedelta(days=30), body="Độ mật: MẬT\n\nNội dung kế hoạch.")
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    article = (await world.articles())["Công văn"]
    assert article.state.value == "held"
    assert article.remarks[0]["told"]
