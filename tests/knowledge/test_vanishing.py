"""Pages that are not there any more: only a portal that says so twice, a day apart, is believed."""

from collections.abc import AsyncIterator

import pytest
from little_portal import START, Story, World, a_world
from sqlalchemy import update

from connectors.database import Database
from knowledge.articles import Article, ArticleState
from knowledge.sources import SourceKind


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with a_world(database) as world:
        world.portal.tell("/a", "Tin một", START)
        world.portal.tell("/b", "Tin hai", START)
        await world.add("/rss", SourceKind.FEED)
        await world.syncing.read_due()
        yield world


def _withdrawn(world: World) -> Story:
    story = next(story for story in world.portal.stories if story.path == "/a")
    world.portal.stories.remove(story)
    return story


async def test_a_page_missing_twice_a_day_apart_is_gone(world: World) -> None:
    _withdrawn(world)
    for _ in range(10):
        await world.after(hours=2)
    assert await world.states() == {"Tin một": "waiting", "Tin hai": "waiting"}
    for _ in range(10):
        await world.after(hours=2)
    assert await world.states() == {"Tin một": "gone", "Tin hai": "waiting"}


async def test_a_page_that_comes_back_within_the_day_was_never_missing(world: World) -> None:
    story = _withdrawn(world)
    await world.after(hours=3)
    assert (await world.articles())["Tin một"].missing_at is not None
    world.portal.stories.append(story)
    await world.after(hours=13)
    assert (await world.articles())["Tin một"].missing_at is None
    await world.after(hours=24)
    assert (await world.states())["Tin một"] == "waiting"


@pytest.mark.parametrize("status", [500, 503, 403])
async def test_an_outage_makes_nothing_vanish(world: World, status: int) -> None:
    world.portal.trouble = status
    for _ in range(6):
        await world.after(hours=12)
    assert await world.states() == {"Tin một": "waiting", "Tin hai": "waiting"}


async def test_a_whole_portal_that_says_nothing_is_there_makes_no_article_vanish(world: World) -> None:
    world.portal.trouble = 404
    for _ in range(6):
        await world.after(hours=12)
    assert await world.states() == {"Tin một": "waiting", "Tin hai": "waiting"}


async def test_an_error_that_calls_itself_fine_makes_nothing_vanish(world: World) -> None:
    story = _withdrawn(world)
    world.portal.pages[story.path] = b"<html><body></body></html>"
    for _ in range(6):
        await world.after(hours=12)
    article = (await world.articles())["Tin một"]
    assert (article.state, article.version, article.missing_at) == (ArticleState.WAITING, 1, None)


async def test_an_article_that_moved_is_followed_to_its_other_address(world: World) -> None:
    story = _withdrawn(world)
    world.portal.tell("/moved", story.title, story.at, body=story.body)
    for _ in range(5):
        await world.after(hours=12)
    article = (await world.articles())["Tin một"]
    assert (article.url, article.state) == (world.portal.base + "/moved", ArticleState.WAITING)


async def test_what_was_told_is_told_still_when_it_comes_back(world: World) -> None:
    async with world.database.writing() as session:
        told = update(Article).values(state=ArticleState.APPROVED, told_version=1)
        await session.execute(told)
    story = _withdrawn(world)
    for _ in range(5):
        await world.after(hours=12)
    assert (await world.states())["Tin một"] == "gone"
    world.portal.stories.append(story)
    await world.after(days=31)
    assert (await world.states())["Tin một"] == "approved"
    async with world.database.writing() as session:
        await session.execute(update(Article).values(state=ArticleState.NEVER))
    _withdrawn(world)
    for _ in range(3):
        await world.after(days=31)
    assert (await world.states())["Tin một"] == "never"
