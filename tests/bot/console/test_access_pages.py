"""The pages for signing in and for colleagues, in a browser on a phone."""

import re
from pathlib import Path

import pyotp
from browsing import PHONE, chromium, faults, opened
from desks import desk
from signing import PASSWORD, invited

from bot.console.rights import Role


async def test_a_chief_joins_on_a_phone_and_invites_a_colleague(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it, chromium() as browser, opened(browser, **PHONE) as page:
        path = await invited(it, "hoa", Role.CHIEF)
        await page.goto(f"{it.url}/console{path}")
        assert await faults(page) == []
        await page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        await page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
        await page.get_by_role("button", name="Đặt mật khẩu").click()
        code = page.locator("code")
        await code.wait_for()
        assert await faults(page) == []
        secret = re.sub(r"\s", "", await code.inner_text())
        await page.get_by_label("Mã trên điện thoại").fill(pyotp.TOTP(secret).at(it.clock()))
        await page.get_by_role("button", name="Tiếp tục").click()
        await page.wait_for_url("**/console/")
        await page.goto(f"{it.url}/console/people/new")
        assert await faults(page) == []
        await page.get_by_label("Họ và tên").fill("Ông Minh")
        await page.get_by_label("Tên đăng nhập").fill("minh")
        await page.get_by_label("Biên tập viên").check()
        await page.get_by_role("button", name="Tạo liên kết mời").click()
        link = await page.get_by_label("Liên kết").input_value()
        assert "/console/invited/" in link
        assert await faults(page) == []
        for room in ("/people", "/people/1", "/log", "/account", "/account/factor", "/agency"):
            await page.goto(f"{it.url}/console{room}")
            assert await faults(page) == [], room
            wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, room
        await page.context.clear_cookies()
        await page.goto(f"{it.url}/console/log")
        await page.get_by_label("Tên đăng nhập").wait_for()
        assert await faults(page) == []
