"""What somebody must look at raises an alarm, once, and is over when it is over."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from little_portal import START, World, a_world
from sqlalchemy import update

from bot.alarms import open_alarms
from bot.portals import ARTICLES_CHANGED, PROCEDURES_GONE, SOURCES_FAIL, Portals
from bot.settings import Settings
from connectors.database import Database
from knowledge.articles import Article, ArticleState
from knowledge.sources import SourceKind

DETAILS = (
    ("Cấp thực hiện", "Cấp Xã"),
    ("Trình tự thực hiện", "Nộp hồ sơ tại bộ phận một cửa."),
    ("Thành phần hồ sơ", "Tờ khai đăng ký khai sinh; giấy chứng sinh."),
    ("Thời hạn giải quyết", "Trong ngày"),
    ("Cơ quan thực hiện", "Ủy ban nhân dân cấp xã"),
)


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with a_world(database) as world:
        world.portal.tell("/a", "Tin một", START)
        yield world


@pytest.fixture
async def portals(world: World) -> AsyncIterator[Portals]:
    portals = Portals(world.database, Settings(portal_private_hosts="127.0.0.1"), lambda: world.now)
    yield portals
    await portals.close()


async def _alarms(world: World) -> list[tuple[str, int]]:
    alarms = await world.database.at_once(open_alarms)
    return [(alarm.kind, alarm.count) for alarm in alarms]


async def test_the_clock_reads_what_is_due(world: World, portals: Portals) -> None:
    await world.add("/rss", SourceKind.FEED)
    assert await portals.read_due() == 1
    assert await portals.read_due() == 0
    assert await world.states() == {"Tin một": "waiting"}


async def test_a_source_that_fails_for_long_is_told_once(world: World, portals: Portals) -> None:
    await world.add("/rss", SourceKind.FEED)
    world.portal.trouble = 500
    await world.syncing.read_due()
    await portals.watch()
    assert await _alarms(world) == []
    for _ in range(4):
        await world.after(hours=12)
        await portals.watch()
        await portals.watch()
    assert await _alarms(world) == [(SOURCES_FAIL, 1)]
    world.portal.trouble = 0
    await world.after(days=1)
    await portals.watch()
    assert await _alarms(world) == []


async def test_a_procedure_that_vanished_is_told(world: World, portals: Portals) -> None:
    await world.add("/tthc", SourceKind.PROCEDURE)
    await world.syncing.read_due()
    await portals.watch()
    assert await _alarms(world) == []
    for _ in range(3):
        await world.after(hours=12)
    await portals.watch()
    assert await _alarms(world) == [(PROCEDURES_GONE, 1)]
    (alarm,) = await world.database.at_once(open_alarms)
    assert "thôi trả lời" in alarm.text


async def test_a_procedure_missing_once_and_then_behind_an_outage_is_not_told_as_gone(
    world: World, portals: Portals
) -> None:
    rows = (("Mã thủ tục", "1.001193"), ("Tên thủ tục", "Đăng ký khai sinh"), ("Lĩnh vực", "Hộ tịch"))
    cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (*rows, *DETAILS))
    world.portal.pages["/tthc"] = f'<meta charset="utf-8"><table>{cells}</table>'.encode()
    await world.add("/tthc", SourceKind.PROCEDURE)
    await world.syncing.read_due()
    del world.portal.pages["/tthc"]
    await world.after(hours=1)
    world.portal.trouble = 503
    for _ in range(3):
        await world.after(days=1)
    await portals.watch()
    assert await _alarms(world) == [(SOURCES_FAIL, 1)]


async def test_an_article_that_changed_after_it_was_told_is_told_for_a_week(
    world: World, portals: Portals
) -> None:
    await world.add("/rss", SourceKind.FEED)
    await world.syncing.read_due()
    async with world.database.writing() as session:
        await session.execute(update(Article).values(state=ArticleState.APPROVED, told_version=1))
    world.portal.stories[0].body += " Đã sửa giờ họp."
    await world.after(hours=13)
    await portals.watch()
    assert await _alarms(world) == [(ARTICLES_CHANGED, 1)]
    world.time[0] += timedelta(days=8)
    await portals.watch()
    assert await _alarms(world) == []
