"""From a citizen who could not be answered to everybody who asked being told: one way through the desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from browsing import PHONE, chromium, opened
from chat_door import AGENCY
from desks import Desk
from doors import LAN, PlatformWay
from eventually import eventually
from playwright.async_api import Browser, Page, expect
from town import Town, town

from bot.console import sessions

ASKED = {"zalo": "đổi rác lấy quà ở xã hôm nào", "messenger": "doi rac lay qua ngay nao vay"}
AGAIN = "hôm nào được đổi rác lấy quà"
TEXT = "Sáng thứ Bảy hằng tuần, từ 7 giờ, tại nhà văn hóa xã: 3 kg giấy vụn đổi một cây giống."
OTHER = "5275811702471899"
WISH = "Báo khi có trả lời"


async def test_who_could_not_be_answered_is_told_once_an_answer_was_written(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with town(sqlite_url, tmp_path) as it, chromium() as browser:
        colleagues = {role: await colleague(it, role) for role in ("editor", "chief")}
        for channel, words in ASKED.items():
            await refused_and_wishes_to_be_told(it, it.platform(channel), words)
        async with at_the_desk(it, browser, colleagues["editor"]) as page:
            await sends_an_answer_for_review(page, it)
        async with at_the_desk(it, browser, colleagues["chief"]) as page:
            await approves_it(page, it)
        await asked_again_is_answered(it)
        async with at_the_desk(it, browser, colleagues["editor"]) as page:
            await tells_who_asked(page, it)
        for channel in ASKED:
            way = it.platform(channel)
            await eventually(lambda way=way: has(way, TEXT, "Ông/Bà đã hỏi"))
            assert len([said for said in await way.texts() if "Ông/Bà đã hỏi" in said]) == 1


async def refused_and_wishes_to_be_told(it: Town, way: PlatformWay, words: str) -> None:
    await way.say(words)
    await it.settled()
    last = (await way.read())[-1]
    assert WISH in last.text or WISH in last.buttons
    await way.press(1)
    await it.settled()


async def sends_an_answer_for_review(page: Page, it: Town) -> None:
    """Both wordings stand on one card of Today."""
    write = page.get_by_role("button", name="Viết câu trả lời")

    async def grouped() -> bool:
        await page.goto(f"{it.url}/console/")
        return "2 người hỏi" in await page.inner_text("main")

    await eventually(grouped)
    await write.click()
    wordings = await page.input_value("#f-questions")
    assert all(words in wordings for words in ASKED.values())
    await page.fill("#f-text", TEXT)
    await page.get_by_text("Thời hạn và mức cẩn trọng").click()
    await page.get_by_label("Nội dung cần hai người").check()
    await page.get_by_role("button", name="Lưu bản nháp").click()
    assert await page.get_by_role("button", name="Đăng", exact=True).count() == 0
    await page.get_by_role("button", name="Gửi duyệt").click()
    await expect(page.locator("#said")).to_contain_text("Đã gửi duyệt")


async def approves_it(page: Page, it: Town) -> None:
    """Another person reads it, and the gate is asked before it is live."""
    await page.goto(f"{it.url}/console/reviews")
    await page.locator("main .what").first.click()
    await expect(page.locator("main")).to_contain_text(TEXT)
    await page.get_by_role("button", name="Duyệt").click()
    await expect(page.locator("#gate")).to_contain_text("Đã đăng")


async def asked_again_is_answered(it: Town) -> None:
    async def answered() -> bool:
        await it.zalo.say(AGAIN, OTHER)
        await it.settled()
        return await has(it.zalo, TEXT, "", OTHER)

    await eventually(answered)


async def tells_who_asked(page: Page, it: Town) -> None:
    await page.goto(f"{it.url}/console/")
    await page.locator("main a[href*='/console/later/']").click()
    await expect(page.locator("main")).to_contain_text("2 người")
    await page.get_by_role("button", name="2 người").click()


async def has(way: PlatformWay, text: str, also: str, who: str = LAN) -> bool:
    return any(text in said and also in said for said in await way.texts(who))


async def colleague(it: Town, role: str) -> str:
    """The cookie of somebody of that role who is signed in."""
    who = await Desk(it.url, it.service, it.database, it.hours, it.settings).colleague(role, AGENCY)
    await who.http.close()
    return who.cookie


@asynccontextmanager
async def at_the_desk(it: Town, browser: Browser, cookie: str) -> AsyncIterator[Page]:
    """The desk on somebody's phone."""
    async with opened(browser, **PHONE) as page:
        await page.context.add_cookies([{"name": sessions.COOKIE, "value": cookie, "url": it.url}])
        yield page
