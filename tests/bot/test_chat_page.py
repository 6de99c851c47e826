"""The chat page in a real browser, as a person with a phone, a keyboard or a screen reader meets it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from browsing import DESK, PHONE, ask, chromium, faults, opened
from chatting import Running, add_agency, running
from playwright.async_api import Browser, Page, expect

from connectors.database import Database
from connectors.messages import Choice, Message, Reply

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAPERS = """Giấy tờ cần nộp:
- Tờ khai đăng ký khai sinh
- Giấy chứng sinh (bản chính)

Thủ tục: Đăng ký khai sinh
Xem thêm tại https://vi-du.gov.vn/khai-sinh."""


def says(message: Message) -> Reply:
    if "giấy" in message.text or message.payload == "papers":
        choices = (Choice("Lệ phí", "fee"), Choice("Thời hạn", "time"))
        links = (
            ("Xem trên cổng", "https://vi-du.gov.vn/1"),
            ("<img src=x onerror=alert(1)>", "http://vi-du.vn"),
        )
        return Reply(PAPERS, choices, links)
    if message.payload == "fee":
        return Reply("Lệ phí: miễn phí")
    return Reply(f"Đã nghe: {message.text}")


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
        service.talker.says = says
        yield service
    await database.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, chat: Running) -> AsyncIterator[Page]:
    async with opened(browser, **PHONE) as page:
        await page.goto(f"{chat.url}/xa-mau/")
        yield page


async def test_a_question_shows_the_typing_sign_then_the_answer_with_buttons(
    chat: Running, page: Page
) -> None:
    chat.talker.may_answer.clear()
    await page.get_by_role("button", name="Làm giấy khai sinh cần gì?").click()
    await expect(page.locator("#waiting")).to_contain_text("Trợ lý đang trả lời")
    await expect(page.locator("#examples")).to_be_hidden()
    chat.talker.may_answer.set()
    await expect(page.locator(".line:not(.mine) li")).to_have_text(
        ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh (bản chính)"]
    )
    await expect(page.locator("#waiting")).to_be_empty()
    await page.get_by_role("button", name="Lệ phí").click()
    await expect(page.locator(".line .bubble").last).to_contain_text("Lệ phí: miễn phí")
    await expect(page.locator(".mine .bubble").last).to_contain_text("Lệ phí")
    await expect(page.locator("#choices")).to_be_hidden()


async def test_markup_is_shown_as_text_and_links_open_safely(page: Page) -> None:
    await ask(page, "<img src=x onerror=alert(1)><script>alert(2)</script>")
    await expect(page.locator(".bubble").first).to_contain_text(
        "<img src=x onerror=alert(1)><script>alert(2)</script>"
    )
    await ask(page, "giấy")
    assert await page.locator("#lines img, #lines script").count() == 0
    links = page.locator("#lines a")
    await expect(links).to_have_count(3)
    for number in range(3):
        assert await links.nth(number).get_attribute("rel") == "noopener noreferrer"
        assert await links.nth(number).get_attribute("target") == "_blank"
    assert await links.first.get_attribute("href") == "https://vi-du.gov.vn/khai-sinh"


async def test_a_reload_keeps_the_talk_and_its_buttons(page: Page) -> None:
    await ask(page, "giấy")
    before = await page.locator("#lines").inner_text()
    await page.reload()
    await expect(page.locator("#choices button")).to_have_text(["Lệ phí", "Thời hạn"])
    assert await page.locator("#lines").inner_text() == before


async def test_a_reload_while_the_answer_is_on_its_way_loses_nothing(chat: Running, page: Page) -> None:
    chat.talker.may_answer.clear()
    await page.fill("#question", "chờ một chút")
    await page.press("#question", "Enter")
    await page.reload()
    await expect(page.locator(".mine .bubble")).to_contain_text("chờ một chút")
    await expect(page.locator("#waiting")).to_contain_text("Trợ lý đang trả lời")
    chat.talker.may_answer.set()
    await expect(page.locator(".line:not(.mine) .bubble")).to_contain_text("Đã nghe: chờ một chút")
    await expect(page.locator(".mine")).to_have_count(1)
    assert len(chat.talker.heard) == 1


async def test_what_is_said_without_a_connection_is_sent_once_when_it_is_back(
    chat: Running, page: Page
) -> None:
    await ask(page, "một")
    await page.context.set_offline(True)
    await page.fill("#question", "hai")
    await page.press("#question", "Enter")
    await expect(page.locator("#notice")).to_contain_text("Mất kết nối")
    await expect(page.locator(".mine .state").last).to_have_text("Chưa gửi được, sẽ tự gửi lại")
    await page.context.set_offline(False)
    await expect(page.locator(".line:not(.mine) .bubble").last).to_contain_text("Đã nghe: hai")
    await expect(page.locator("#notice")).to_be_hidden()
    assert [message.text for message in chat.talker.heard] == ["một", "hai"]


async def test_what_was_unsent_when_the_page_was_closed_is_sent_when_it_opens(
    chat: Running, page: Page
) -> None:
    await page.context.set_offline(True)
    await page.fill("#question", "khi có mạng")
    await page.press("#question", "Enter")
    await expect(page.locator(".mine")).to_have_count(1)
    await page.context.set_offline(False)
    again = await page.context.new_page()
    await page.close()
    await again.goto(f"{chat.url}/xa-mau/")
    await expect(again.locator(".line:not(.mine) .bubble")).to_contain_text("Đã nghe: khi có mạng")


async def test_the_keyboard_is_enough(browser: Browser, chat: Running) -> None:
    async with opened(browser, **DESK) as page:
        await page.goto(f"{chat.url}/xa-mau/")
        await expect(page.locator("#question")).to_be_focused()
        await page.keyboard.type("giấy tờ")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("gì")
        await page.keyboard.press("Enter")
        await expect(page.locator(".mine .bubble")).to_contain_text("giấy tờ")
        await expect(page.locator("#choices button")).to_have_count(2)
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Shift+Tab")
        await expect(page.locator("#choices button").first).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator(".line .bubble").last).to_contain_text("miễn phí")
        await expect(page.locator("#question")).to_be_focused()
        await page.reload()
        await page.locator("#log").press("Escape")
        await page.locator("a.skip").focus()
        await expect(page.locator("a.skip")).to_be_in_viewport()


async def test_the_size_of_letters_and_the_contrast_are_remembered(page: Page) -> None:
    normal = await _size(page)
    for _ in range(5):
        await page.get_by_role("button", name="Phóng to chữ").click()
    await page.get_by_role("button", name="Tương phản cao").click()
    assert await _size(page) > 1.5 * normal
    await page.reload()
    assert await _size(page) > 1.5 * normal
    await expect(page.get_by_role("button", name="Tương phản cao")).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="Cỡ chữ thường").click()
    assert await _size(page) == normal


@pytest.mark.parametrize("larger", [0, 3])
async def test_a_small_phone_shows_everything_without_scrolling_sideways(page: Page, larger: int) -> None:
    for _ in range(larger):
        await page.get_by_role("button", name="Phóng to chữ").click()
    for talking in (False, True):
        if talking:
            await ask(page, "giấy " + "dài" * 60)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        assert await page.evaluate("document.getElementById('log').scrollWidth") <= 360
        for button in await page.locator("button:visible, textarea:visible, .links a").all():
            box = await button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
            assert box["width"] >= 44
            assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("scheme", ["light", "dark", "high contrast"])
async def test_axe_finds_nothing(browser: Browser, chat: Running, scheme: str) -> None:
    async with opened(browser, **PHONE, color_scheme="dark" if scheme == "dark" else "light") as page:
        await page.goto(f"{chat.url}/xa-mau/")
        if scheme == "high contrast":
            await page.get_by_role("button", name="Tương phản cao").click()
        assert await faults(page) == []
        await ask(page, "giấy")
        assert await faults(page) == []
        await page.get_by_role("button", name="Xóa").click()
        assert await faults(page) == []


async def test_a_message_too_long_is_stopped_before_it_is_sent(chat: Running, page: Page) -> None:
    await page.fill("#question", "á" * 1_900)
    await expect(page.locator("#count")).to_have_text("1.900/2.000 ký tự")
    await page.fill("#question", "á" * 2_001)
    await page.press("#question", "Enter")
    await expect(page.locator("#count")).to_contain_text("Ông/Bà vui lòng viết ngắn lại")
    await expect(page.locator(".mine")).to_have_count(0)
    assert chat.talker.heard == []


async def test_a_talk_may_be_erased(page: Page) -> None:
    await ask(page, "giấy")
    await page.get_by_role("button", name="Xóa").click()
    await page.get_by_role("button", name="Giữ lại").click()
    await expect(page.locator(".line")).to_have_count(2)
    await page.get_by_role("button", name="Xóa").click()
    await page.locator("#clear-yes").click()
    await expect(page.locator(".line")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#examples")).to_be_visible()
    await expect(page.locator(".line")).to_have_count(0)


async def test_who_writes_too_fast_is_told_to_wait_and_loses_nothing(
    browser: Browser, sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    await add_agency(database)
    async with running(database, tmp_path, chat_per_minute=60, chat_burst=1) as chat, opened(browser) as page:
        await page.goto(f"{chat.url}/xa-mau/")
        for text in ("một", "hai"):
            await page.fill("#question", text)
            await page.press("#question", "Enter")
        await expect(page.locator("#notice")).to_contain_text("Ông/Bà nhắn hơi nhanh")
        await expect(page.locator(".line:not(.mine) .bubble").nth(1)).to_contain_text("Đã nghe: hai")
    await database.close()


async def _size(page: Page) -> float:
    return float(await page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
