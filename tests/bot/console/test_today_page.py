"""Today in a browser, as somebody with a phone, or without scripts, decides there."""

from pathlib import Path

from browsing import DESK, PHONE, chromium, faults, opened
from desks import Colleague, Desk, desk
from playwright.async_api import Browser, Page, expect
from waiting_rows import furnish_today

from bot.console import sessions
from knowledge.groups import GroupState, QuestionGroup

PAGES = ("/", "/questions", "/questions/1", "/groups", "/groups/1")


async def test_decisions_of_a_morning(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as it, chromium() as browser:
        await it.colleague("operator", name="hoa")
        chief = await it.colleague("chief", name="hoa")
        await _a_card_slides_away_and_comes_back(it, browser, chief)
        await _without_scripts_it_is_a_page_again(it, browser, chief)
        await _two_taps_mark_an_answer(it, browser, chief)
        await _a_faster_colleague_is_named(it, browser, chief)
        await _no_page_has_faults(it, browser, chief)


async def _signed_in(page: Page, it: Desk, who: Colleague, path: str = "/") -> None:
    await page.context.add_cookies([{"name": sessions.COOKIE, "value": who.cookie, "url": it.url}])
    await page.goto(f"{it.url}/console{path}")


async def _state(it: Desk, number: int = 1) -> GroupState:
    async with it.database.reading() as session:
        return (await session.get_one(QuestionGroup, number)).state


async def _a_card_slides_away_and_comes_back(it: Desk, browser: Browser, chief: Colleague) -> None:
    async with opened(browser, **PHONE) as page:
        await _signed_in(page, it, chief)
        cards = page.locator(".card")
        assert await cards.count() == 10
        await page.locator("#group-1").get_by_role("button", name="Bỏ qua").click()
        done = page.locator(".done")
        await expect(done).to_be_focused()
        await expect(done).to_contain_text("Đã bỏ qua “giấy độc thân làm ở đâu”")
        await expect(cards).to_have_count(9)
        assert await _state(it) is GroupState.IGNORED
        await done.get_by_role("button", name="Hoàn tác").click()
        await expect(page.locator("#said")).to_contain_text("Đã hoàn tác")
        await expect(page.locator("#group-1")).to_be_visible()
        assert await _state(it) is GroupState.OPEN


async def _without_scripts_it_is_a_page_again(it: Desk, browser: Browser, chief: Colleague) -> None:
    async with opened(browser, **PHONE, java_script_enabled=False) as page:
        await _signed_in(page, it, chief)
        await page.locator("#article-1").get_by_role("button", name="Giữ lại").click()
        await expect(page.locator("#said")).to_contain_text("Đã giữ lại “Bộ phận một cửa")
        await page.locator("#said").get_by_role("button", name="Hoàn tác").click()
        await expect(page.locator("#said")).to_contain_text("Đã hoàn tác")


async def _two_taps_mark_an_answer(it: Desk, browser: Browser, chief: Colleague) -> None:
    async with opened(browser, **PHONE) as page:
        await _signed_in(page, it, chief, "/questions/13")
        await page.get_by_text("Câu trả lời sai", exact=True).click()
        await page.get_by_role("button", name="Sai nội dung").click()
        await expect(page.locator("#said")).to_contain_text("Đã đánh dấu câu trả lời sai: Sai nội dung")
        await page.get_by_role("button", name="Hoàn tác").click()
        await expect(page.locator("#said")).to_contain_text("Đã hoàn tác")


async def _a_faster_colleague_is_named(it: Desk, browser: Browser, chief: Colleague) -> None:
    editor = await it.colleague("editor", name="lan")
    async with opened(browser, **DESK) as page:
        await _signed_in(page, it, chief)
        await editor.post("/groups/2/ignore")
        await page.locator("#group-2").get_by_role("button", name="Bỏ qua").click()
        await expect(page.locator("body")).to_contain_text("lan vừa quyết định về nhóm này: đã bỏ qua")


async def _no_page_has_faults(it: Desk, browser: Browser, chief: Colleague) -> None:
    for size in (PHONE, DESK):
        async with opened(browser, **size, reduced_motion="reduce") as page:
            for path in PAGES:
                await _signed_in(page, it, chief, path)
                width = await page.evaluate("document.documentElement.scrollWidth")
                assert width <= size["viewport"]["width"], path
                if size is DESK:
                    await page.evaluate("document.documentElement.dataset.contrast = 'high'")
                assert await faults(page) == [], path
