"""The widget on a portal's page: another origin, with a content policy as strict as they come."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from browsing import DESK, PHONE, chromium, faults, opened
from chatting import Running, add_agency, running
from playwright.async_api import Browser, Page, expect

from connectors.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="module")

PORTAL = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin xã Mẫu</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Cổng thông tin xã Mẫu</h1><p><a href="/tin">Tin tức</a></p></main>
<script src="{url}/widget.js" data-agency="{agency}" async></script></body></html>"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def chat(browser: Browser, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Running]:
    assert browser  # without one nothing else is begun
    database = Database(sqlite_url)
    await add_agency(database)
    async with running(database, tmp_path) as service:
        yield service
    await database.close()


@asynccontextmanager
async def portal(chat: Running, agency: str = "xa-mau") -> AsyncIterator[str]:
    """The address of a portal's page that embeds the widget."""
    policy = f"default-src 'none'; script-src {chat.url}; frame-src {chat.url}"

    async def page(_request: web.Request) -> web.Response:
        html = PORTAL.format(url=chat.url, agency=agency)
        return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": policy})

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def _on_portal(page: Page, url: str) -> None:
    await page.goto(url)
    await page.get_by_role("button", name="Hỏi trợ lý").wait_for()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_one_line_of_script_brings_the_assistant_to_a_strict_portal(
    browser: Browser, chat: Running, size: dict[str, object]
) -> None:
    async with portal(chat) as url, opened(browser, **size) as page:
        await _on_portal(page, url)
        assert chat.talker.heard == []
        await page.get_by_role("button", name="Hỏi trợ lý").click()
        frame = page.frame_locator("iframe[title='Trợ lý thủ tục hành chính']")
        await frame.get_by_role("button", name="Đóng trợ lý").wait_for()  # comes with the script that sends
        await frame.locator("#question").fill("xin chào")
        await frame.locator("#question").press("Enter")
        await expect(frame.locator(".line:not(.mine) .bubble")).to_contain_text("Đã nghe: xin chào")
        await frame.get_by_role("button", name="Đóng trợ lý").click()
        await expect(page.locator("iframe")).to_be_hidden()
        await page.get_by_role("button", name="Hỏi trợ lý").click()
        await expect(frame.locator(".line")).to_have_count(2)


async def test_the_widget_is_opened_and_closed_by_keyboard_and_gives_the_place_back(
    browser: Browser, chat: Running
) -> None:
    async with portal(chat) as url, opened(browser, **DESK) as page:
        await _on_portal(page, url)
        button = page.get_by_role("button", name="Hỏi trợ lý")
        await button.focus()
        await page.keyboard.press("Enter")
        question = page.frame_locator("iframe").locator("#question")
        await expect(question).to_be_focused()
        await page.keyboard.type("gõ ngay được")
        await expect(question).to_have_value("gõ ngay được")
        await page.keyboard.press("Escape")
        await expect(page.locator("iframe")).to_be_hidden()
        await expect(button).to_be_focused()
        await expect(button).to_have_attribute("aria-expanded", "false")


async def test_axe_finds_nothing_on_a_portal_with_the_widget(browser: Browser, chat: Running) -> None:
    async with portal(chat) as url, opened(browser, **PHONE) as page:
        await _on_portal(page, url)
        assert await faults(page) == []
        await page.get_by_role("button", name="Hỏi trợ lý").click()
        await page.frame_locator("iframe").locator("#question").wait_for()
        assert await faults(page) == []


async def test_a_widget_without_a_proper_agency_stays_away(browser: Browser, chat: Running) -> None:
    async with portal(chat, agency="../../x") as url, opened(browser, **DESK) as page:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        async with page.expect_event("console"):
            await page.goto(url)
        assert await page.get_by_role("button").count() == 0
        assert "data-agency" in told[0]
