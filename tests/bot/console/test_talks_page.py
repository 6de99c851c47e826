"""The pages of talks as officers see them: on a phone and a desk, with the keyboard, in both contrasts."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from browsing import DESK, PHONE, chromium, faults, opened
from offices import Office, office
from playwright.async_api import Browser, Page, expect

from bot.console import sessions
from knowledge.changes import Change
from knowledge.questions import Question

pytestmark = pytest.mark.asyncio(loop_scope="module")
LAN = "5275811702710001"
PAPERS, WORDS = "làm giấy khai sinh cho con cần giấy tờ gì", "Mời Ông/Bà đến quầy số 2."
NARROW = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def it(sqlite_template: Any, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    folder = tmp_path_factory.mktemp("town")
    url = f"sqlite:///{folder}/congdan.db"
    (folder / "congdan.db").write_bytes(sqlite_template.read_bytes())
    async with office(url, folder) as it:
        yield it


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def _in(it: Office, page: Page, path: str) -> None:
    await page.context.add_cookies(
        [{"name": sessions.COOKIE, "value": it.officer.cookie, "url": it.place.url}]
    )
    await page.goto(f"{it.place.url}/console{path}")


async def test_an_officer_answers_on_a_phone_and_new_lines_come_while_typing(
    it: Office, browser: Browser
) -> None:
    talk = await it.asked("zalo", LAN)
    async with opened(browser, **PHONE) as page:
        await _in(it, page, "/talks")
        await page.get_by_role("link", name=f"Mở cuộc trò chuyện số {talk.id}").click()
        await page.get_by_role("button", name="Nhận trả lời").click()
        await expect(page.locator("#said")).to_contain_text("Đã nhận.")
        await page.get_by_label("Lời gửi người dân").fill("Cháu đang xem")
        await it.place.zalo.say(PAPERS, LAN)
        await expect(page.locator("#lines")).to_contain_text(PAPERS)
        await expect(page.get_by_label("Lời gửi người dân")).to_have_value("Cháu đang xem")
        await page.get_by_role("button", name="Dùng câu này").click()
        box = page.get_by_label("Lời gửi người dân")
        assert "Giấy chứng sinh" in await box.input_value()
        await box.fill(WORDS)
        await page.get_by_role("button", name="Gửi", exact=True).click()
        await expect(page.locator("#lines")).to_contain_text("đã gửi")
        await expect(box).to_have_value("")
        assert (await it.place.zalo.texts(LAN))[-1].endswith(WORDS)


async def test_a_canned_answer_is_written_once_and_put_into_the_box(it: Office, browser: Browser) -> None:
    talk = await it.asked("messenger", LAN)
    async with opened(browser, **DESK) as page:
        await _in(it, page, "/canned")
        await page.get_by_label("Tên ngắn").fill("Mời đến quầy")
        await page.get_by_label("Nội dung").fill(WORDS)
        await page.get_by_role("button", name="Thêm câu này").click()
        await page.goto(f"{it.place.url}/console/talks/{talk.id}")
        await page.get_by_text("Câu soạn sẵn", exact=True).click()
        await page.get_by_role("link", name="Mời đến quầy").click()
        await expect(page.get_by_label("Lời gửi người dân")).to_have_value(WORDS)


async def test_without_scripts_a_suggestion_is_put_in_and_sent_too(it: Office, browser: Browser) -> None:
    talk = await it.asked("zalo", "5275811702710002")
    await it.place.zalo.say(PAPERS, "5275811702710002")
    await it.place.settled()
    async with opened(browser, **PHONE, java_script_enabled=False) as page:
        await _in(it, page, f"/talks/{talk.id}")
        await page.get_by_role("button", name="Dùng câu này").click()
        await page.get_by_role("button", name="Gửi", exact=True).click()
        await expect(page.locator("#said")).to_contain_text("đang gửi")


async def test_an_officer_is_not_offered_a_question_back_as_an_answer(it: Office) -> None:
    talk = await it.asked("zalo", "5275811702710009")
    for words, offered in (("làm giấy cho con", False), (PAPERS, True)):
        await it.place.zalo.say(words, "5275811702710009")
        await it.place.settled()
        _, page = await it.page(f"/talks/{talk.id}")
        assert ("Trợ lý gợi ý trả lời" in page) is offered, words


async def test_each_act_stands_in_the_log_without_a_word_of_what_was_said(it: Office) -> None:
    talk = await it.asked("zalo", "5275811702710005")
    for act in ("claim", "write", "close"):
        await it.does(act, talk, text=WORDS)
    log = await it.place.rows(Change, subject=f"talk:{talk.id}")
    assert [change.what.split(" cuộc")[0] for change in log] == [
        "Nhận",
        "Nhắn người dân trong",
        "Khép",
    ]
    assert all(WORDS not in f"{change.what}{change.after}" and not change.learned for change in log)


async def test_the_second_of_two_who_change_a_canned_answer_sees_both(it: Office) -> None:
    await it.officer.post("/canned", {"title": "Hẹn", "text": "Mai cháu gọi."}, page="/canned")
    _, page = await it.officer.get("/canned")
    number = page.split("Sửa: Hẹn", 1)[0].rpartition("/console/canned/")[2].split('"')[0]
    first = {"title": "Hẹn", "text": "Chiều nay gọi.", "version": "1"}
    await it.officer.post(f"/canned/{number}", first, page="/canned")
    second = {"title": "Hẹn", "text": "Sáng mai gọi.", "version": "1"}
    status, page = await it.other.post(f"/canned/{number}", second, page="/canned")
    assert status == 422
    assert "Chiều nay gọi." in page
    assert "Sáng mai gọi." in page


async def test_the_chat_page_shows_who_speaks_and_that_an_officer_has_the_message(
    it: Office, browser: Browser
) -> None:
    async with opened(browser, **PHONE) as page:
        await page.goto(f"{it.place.url}/xa-b/")
        await page.fill("#question", "gặp cán bộ")
        await page.press("#question", "Enter")
        await expect(page.locator("#lines")).to_contain_text("sẽ trả lời Ông/Bà tại đây")
        await page.fill("#question", "có ai không")
        await page.press("#question", "Enter")
        await expect(page.locator(".mine").last).to_contain_text("Đã chuyển tới cán bộ")
        await expect(page.locator("#waiting")).to_be_empty()
        await it.does("write", await it.talk(), text=WORDS)
        await expect(page.locator(".officer")).to_contain_text("Cán bộ Bà cuc")
        await expect(page.locator(".officer")).to_contain_text(WORDS)
        assert await faults(page) == []


async def _waits(it: Office) -> int:
    """Somebody wishes to be told of a question; its number."""
    chat, who = it.place.webchat, "5275811702710004"
    await chat.say("nuôi cá sấu trong ao nhà", who)
    await it.place.settled()
    await chat.say("Báo tôi", who, f"later|{(await it.place.rows(Question))[-1].id}")
    await it.place.settled()
    return int((await it.place.rows(Question))[-1].id)


@pytest.mark.parametrize("contrast", ["", "high"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
async def test_the_pages_have_no_fault_in_either_contrast(
    it: Office, browser: Browser, screen: dict[str, Any], contrast: str
) -> None:
    talk = await it.asked("webchat", "5275811702710003")
    await it.place.webchat.say(PAPERS, "5275811702710003")
    await it.place.settled()
    question = await _waits(it)
    paths = (
        "/talks",
        f"/talks/{talk.id}",
        "/talks?state=closed",
        "/canned",
        "/canned/1",
        f"/later/question/{question}",
    )
    async with opened(browser, **screen, reduced_motion="reduce") as page:
        await _in(it, page, "/talks")
        for path in paths:
            await page.goto(f"{it.place.url}/console{path}")
            await page.evaluate("contrast => document.documentElement.dataset.contrast = contrast", contrast)
            assert await faults(page) == [], path
            assert await page.evaluate(NARROW), path
