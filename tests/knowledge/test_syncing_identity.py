"""What is the same article, whatever its address, its list and its day."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from little_portal import BODY, START, World, a_world
from sqlalchemy import func, select

from connectors.database import Database
from connectors.portal.pages import ArticlePage, FileLink
from knowledge.articles import Article, ArticleAddress, ArticleVersion
from knowledge.identity import piece_of
from knowledge.sources import SourceKind
from knowledge.versions import difference, versions_of


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with a_world(database) as world:
        world.portal.tell("/a", "Tin một", START - timedelta(hours=2))
        await world.add("/rss", SourceKind.FEED)
        await world.syncing.read_due()
        yield world


async def _addresses(world: World) -> list[str]:
    async with world.database.reading() as session:
        rows = await session.scalars(select(ArticleAddress.address).order_by(ArticleAddress.id))
        return [address.rpartition("/")[2] for address in rows]


async def test_the_same_text_at_another_address_is_the_same_article(world: World) -> None:
    again = world.portal.tell("/b?id=9", "Tin một", world.now, body=world.portal.stories[0].body)
    again.listed_at = world.now + timedelta(hours=1)
    await world.after(hours=1)
    assert await world.states() == {"Tin một": "waiting"}
    assert await _addresses(world) == ["a", "b?id=9"]


async def test_a_session_in_the_address_makes_no_other_address(world: World) -> None:
    story = world.portal.stories[0]
    story.path = "/a?utm_source=feed"
    await world.after(hours=1)
    assert await _addresses(world) == ["a"]


async def test_an_old_article_dated_anew_by_the_list_is_no_news(world: World) -> None:
    old = world.portal.tell("/old", "Tin năm ngoái", START - timedelta(days=300))
    old.listed_at = START + timedelta(hours=1)
    await world.after(hours=1)
    assert (await world.states())["Tin năm ngoái"] == "kept"


async def test_what_the_page_calls_its_address_joins_it_to_its_article(world: World) -> None:
    story = world.portal.tell("/c", "Tin một", START, body=f"Khối khác. {BODY}")
    story.claimed = world.portal.base + "/a"
    await world.after(hours=1)
    assert len(await world.articles()) == 1


async def test_a_home_page_that_all_claim_to_be_joins_nothing(world: World) -> None:
    for number in range(3):
        story = world.portal.tell(f"/n{number}", f"Tin số {number}", START)
        story.claimed = world.portal.base + "/"
    await world.after(hours=1)
    assert len(await world.articles()) == 4


async def test_a_changed_text_is_a_version_and_one_that_comes_back_is_one_again(world: World) -> None:
    story = world.portal.stories[0]
    first = story.body
    story.body = f"{first} Thời hạn được gia hạn đến ngày 30."
    await world.after(hours=3)
    story.body = first
    await world.after(hours=3)
    async with world.database.reading() as session:
        article = (await session.scalars(select(Article))).one()
        versions = list(await session.run_sync(versions_of, article.id))
    assert (article.version, article.state.value, [version.number for version in versions]) == (
        3,
        "waiting",
        [1, 2, 3],
    )
    assert versions[0].digest == versions[2].digest == article.digest
    assert "+ Thời hạn được gia hạn đến ngày 30." in difference(versions[0], versions[1])


async def test_a_text_that_once_was_is_known_under_any_address(world: World) -> None:
    story = world.portal.stories[0]
    first = story.body
    story.body = f"{first} Thêm một câu."
    await world.after(hours=3)
    world.portal.tell("/again", "Tin một", world.now, body=first)
    await world.after(hours=1)
    assert len(await world.articles()) == 1
    async with world.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(ArticleVersion)) == 2


async def test_two_sources_of_an_agency_find_an_article_once(world: World) -> None:
    links = "".join(
        f'<li><a href="/{name}">Tin {name} của xã</a> 04/05/2026</li>' for name in ("a", "x", "y")
    )
    page = f"<html><body><main><ul class='news-list'>{links}</ul></main></body></html>"
    world.portal.pages["/list"] = page.encode()
    world.portal.tell("/x", "Tin x của xã", START)
    world.portal.tell("/y", "Tin y của xã", START)
    await world.add("/list", SourceKind.LISTING)
    await world.after(hours=1)
    assert len(await world.articles()) == 3


def test_spaces_and_composition_do_not_make_another_text() -> None:
    page = ArticlePage("Tin  Mới", "", f"{BODY}\n\nĐoạn hai", None)
    spaced = ArticlePage("Tin Mới ", "", f"{BODY}\n\n\nĐoạn  hai".replace("ộ", "o\u0323\u0302"), None)
    assert piece_of(page, "https://a.vn/1").digest == piece_of(spaced, "https://a.vn/2").digest


def test_a_text_that_tells_little_is_told_apart_by_its_files() -> None:
    one, two = (
        ArticlePage("Lịch tiếp công dân", "", "", None, files=(FileLink(f"https://a.vn/{name}.pdf"),))
        for name in ("thang-5", "thang-6")
    )
    assert piece_of(one, "https://a.vn/1").digest != piece_of(two, "https://a.vn/2").digest
