"""Small help of pages, in a browser: larger letters, a password seen, a link copied, a double click."""

import asyncio
from pathlib import Path

from browsing import PHONE, chromium, faults, opened
from desks import Desk, desk
from playwright.async_api import Browser, Route
from signing import PASSWORD, joined
from sqlalchemy import func, select

from bot.console import sessions
from bot.console.editors import Editor
from bot.console.rights import Role


async def test_entering_and_inviting_are_made_easy(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it, chromium() as browser:
        await joined(it, "lan", Role.EDITOR)
        await _signs_in_with_large_letters_and_a_password_that_is_seen(it, browser)
        await _a_link_is_copied_and_a_double_click_invites_once(it, browser)


async def _signs_in_with_large_letters_and_a_password_that_is_seen(it: Desk, browser: Browser) -> None:
    async with opened(browser, **PHONE) as page:
        await page.goto(f"{it.url}/console/sign-in")
        small = await page.locator("h1").evaluate("it => it.offsetHeight")
        await page.get_by_role("button", name="Chữ lớn hơn").click()
        await page.get_by_role("button", name="Tương phản cao").click()
        assert await page.locator("h1").evaluate("it => it.offsetHeight") > small
        assert await faults(page) == []
        await page.get_by_label("Tên đăng nhập").fill("lan")
        await page.get_by_label("Mật khẩu").fill(PASSWORD)
        await page.get_by_label("Hiện chữ đã gõ").check()
        assert await page.get_by_label("Mật khẩu").get_attribute("type") == "text"
        await page.get_by_role("button", name="Đăng nhập").click()
        await page.wait_for_url("**/console/")
        await page.goto(f"{it.url}/console/account")
        await page.evaluate("for (const form of document.forms) form.noValidate = true")
        await page.get_by_role("button", name="Đổi mật khẩu").click()
        await page.locator(".danger").wait_for()
        assert await faults(page) == []


async def _a_link_is_copied_and_a_double_click_invites_once(it: Desk, browser: Browser) -> None:
    chief = await it.colleague(Role.CHIEF)
    async with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        await page.context.add_cookies([{"name": sessions.COOKIE, "value": chief.cookie, "url": it.url}])
        await page.goto(f"{it.url}/console/people/new")
        await page.get_by_label("Họ và tên").fill("Ông Minh")
        await page.get_by_label("Tên đăng nhập").fill("minh")
        await page.get_by_label("Biên tập viên").check()
        sent: list[str] = []

        async def slowly(route: Route) -> None:
            sent.append(route.request.method)
            await asyncio.sleep(1)
            await route.continue_()

        await page.route("**/console/people", slowly)
        await page.get_by_role("button", name="Tạo liên kết mời").dblclick(delay=150)
        await page.get_by_role("button", name="Chép liên kết").click()
        await page.get_by_role("button", name="Đã chép").wait_for()
        link = await page.get_by_label("Liên kết", exact=True).input_value()
        assert await page.evaluate("navigator.clipboard.readText()") == link
        assert sent == ["POST"]
    async with it.database.reading() as session:
        query = select(func.count()).select_from(Editor).where(Editor.name == "minh")
        assert await session.scalar(query) == 1
