"""Pages about news as they look: on a phone and a desk, in both contrasts, with few queries."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import PHONE, chromium, faults, opened
from desks import Colleague, Desk, desk
from news_rows import RUNNING, SENT, newsroom
from playwright.async_api import Browser, Page
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from test_broadcasts import WORDS, newest

from bot.console import sessions
from broadcasts.broadcast import BroadcastState
from broadcasts.deliveries import Parcel

MOST_QUERIES = 12
REACHING = ("draft", "emergency", "planned")


async def queries(it: Desk, chief: Colleague, path: str) -> int:
    """How many it takes, and the service's clock may have asked some meanwhile."""
    with counted(it) as told:
        assert (await chief.get(path))[0] == 200, path
    return len(told)


@contextmanager
def counted(it: Desk) -> Iterator[list[str]]:
    """The statements that the service sends meanwhile."""
    told: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "COMMIT")):
            told.append(statement)

    engines = it.service.database.direct, it.service.database.engine.sync_engine
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield told
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def plans(it: Desk, chief: Colleague) -> dict[str, str]:
    """Every page about news there is, by name."""
    await chief.post("/broadcasts/new", {"kind": "articles", "article": "1"})
    news = (await newest(it)).id
    await chief.post("/broadcasts/new", {"kind": "emergency", **WORDS})
    emergency = (await newest(it)).id
    await chief.post("/broadcasts/new", {"kind": "words", **WORDS})
    planned = (await newest(it)).id
    await chief.post(f"/broadcasts/{planned}/approve", {"seen": "draft"})
    return {
        "articles": "/articles",
        "article": "/articles/2",
        "broadcasts": "/broadcasts",
        "draft": f"/broadcasts/{news}",
        "emergency": f"/broadcasts/{emergency}",
        "planned": f"/broadcasts/{planned}",
        "reach": f"/broadcasts/{news}/reach",
        "paused": f"/broadcasts/{RUNNING}",
        "sent": f"/broadcasts/{SENT}",
        "ledger": f"/broadcasts/{SENT}/ledger",
        "ledger-rare": f"/broadcasts/{SENT}/ledger?state=unknown&reason=Lost",
        "new": "/broadcasts/new",
        "new-emergency": "/broadcasts/new?kind=emergency",
        "rule": "/news-rule",
        "testers": "/testers",
    }


async def test_no_page_asks_the_database_more_than_twelve_times(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path, fill=newsroom) as it:
        chief = await it.colleague("chief")
        pages = await plans(it, chief)
        it.service.clock.stop()  # it asks, too
        many: dict[str, int] = {}
        for name, path in pages.items():
            least = min([await queries(it, chief, path) for _ in range(3)])
            if least > MOST_QUERIES:
                many[name] = least
        assert many == {}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as found:
        yield found


async def sign_in(page: Page, it: Desk, who: Colleague) -> None:
    await page.context.add_cookies([{"name": sessions.COOKIE, "value": who.cookie, "url": it.url}])


async def test_every_page_can_be_used_by_everybody_in_both_contrasts(
    sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    async with desk(sqlite_url, tmp_path, fill=newsroom) as it:
        chief = await it.colleague("chief")
        pages = await plans(it, chief)
        found: dict[str, list[str]] = {}
        async with opened(browser, **PHONE, reduced_motion="reduce") as page:
            await sign_in(page, it, chief)
            for name, path in pages.items():
                await page.goto(f"{it.url}/console{path}")
                if name in REACHING:
                    await page.locator("#reach table").wait_for()
                told = await faults(page)
                if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    told.append("wider than the screen")
                await page.evaluate("document.documentElement.dataset.contrast = 'high'")
                told += await faults(page)
                found |= {name: told} if told else {}
        assert found == {}, json.dumps(found, ensure_ascii=False, indent=1)


async def test_a_chief_reads_whom_it_reaches_and_approves_on_a_phone(
    sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    async with desk(sqlite_url, tmp_path, fill=newsroom) as it:
        chief = await it.colleague("chief")
        async with opened(browser, **PHONE) as page:
            await sign_in(page, it, chief)
            await page.goto(f"{it.url}/console/articles/1")
            await page.get_by_role("link", name="Lập đợt gửi riêng từ bài này").click()
            await page.get_by_role("button", name="Xem sẽ tới ai").click()
            await page.get_by_text("Sẽ gửi tới 40 người trên Zalo").wait_for()
            await page.get_by_role("button", name="Duyệt").click()
            await page.locator("#undo-left", has_text="14:").wait_for()
            await page.get_by_role("button", name="Rút lại").click()
            await page.get_by_text("Chưa ai nhận tin này").wait_for()
        assert (await newest(it)).state is BroadcastState.CANCELLED


async def test_progress_goes_on_by_itself_while_it_is_sent(
    sqlite_url: str, tmp_path: Path, browser: Browser
) -> None:
    async with desk(sqlite_url, tmp_path, fill=newsroom) as it:
        chief = await it.colleague("chief")
        async with opened(browser, **PHONE) as page:
            await sign_in(page, it, chief)
            await page.goto(f"{it.url}/console/broadcasts/{RUNNING}")
            await page.get_by_role("button", name="Gửi tiếp").click()
            await page.get_by_text("Đang gửi tiếp").wait_for()
            assert await page.locator("#progress[hx-trigger='every 2s']").count() == 1
            await it.database.at_once(_all_told)
            await page.get_by_text("Đã xử lý 2/2 người (100%)").wait_for()


def _all_told(session: Session) -> None:
    parcel = session.scalars(select(Parcel).where(Parcel.broadcast_id == RUNNING)).one()
    parcel.tally = {"seen": 2}
