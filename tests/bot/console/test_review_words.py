"""Which words need two people: seen by who is bound by them, told before anything is saved."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from answering import words
from browsing import PHONE, chromium, opened
from desks import Desk, desk
from known import BIRTH, NOW, furnish

from bot.console import sessions
from connectors.database import Database
from knowledge.delicate import ReviewWord

FORM = {"questions": "xin giấy hộ nghèo", "text": "Nộp đơn tại thôn."}
ANSWER = "/answers/why?agency=xa-b&kind=answer&subject="


async def _furnish(database: Database) -> None:
    await furnish(database)
    async with database.writing() as session:
        for agency, text in ((1, "hộ nghèo"), (2, "chợ phiên"), (3, "bến đò")):
            session.add(ReviewWord(agency_id=agency, words=text, added_by="lan", at=NOW))


@pytest.fixture
async def it(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(sqlite_url, tmp_path, fill=_furnish) as running:
        yield running


async def test_a_commune_sees_what_its_province_chose_and_cannot_take_it_away(it: Desk) -> None:
    chief, editor = await it.colleague("chief", "xa-b"), await it.colleague("editor", "xa-b")
    _, text = await chief.get("/review-words")
    page = words(text)
    assert "Do cấp trên chọn, áp dụng cho cả UBND xã B" in page
    assert "hộ nghèo UBND tỉnh A: lan thêm, " in page
    assert "bến đò" not in page
    assert "Bỏ từ “chợ phiên”" in page
    assert "Bỏ từ “hộ nghèo”" not in page
    assert (await chief.post("/review-words/1/remove", page="/review-words"))[0] == 404
    status, text = await editor.get("/review-words")
    assert (status, "chợ phiên" in text, "hộ nghèo" in text) == (200, True, True)
    assert "Bỏ từ" not in text
    assert "/console/review-words" in (await editor.get("/reviews"))[1]
    assert (await editor.get("/review-words?agency=xa-c"))[0] == 404


async def test_the_province_sees_what_binds_each_commune(it: Desk) -> None:
    chief = await it.colleague("chief")
    _, text = await chief.get("/review-words?agency=xa-c")
    page = words(text)
    assert "Do UBND xã C chọn bến đò" in page
    assert page.index("bến đò") < page.index("hộ nghèo UBND tỉnh A")
    assert "chợ phiên" not in page


async def test_who_writes_is_told_whose_rule_asks_for_a_second_person(it: Desk) -> None:
    editor = await it.colleague("editor", "xa-b")
    _, told = await editor.post(ANSWER, FORM)
    assert words(told) == (
        "Cần người thứ hai duyệt: Có từ mà UBND tỉnh A yêu cầu hai người xem (“hộ nghèo”)."
        " Gửi đi thì bản này tới người duyệt trước; người dân chưa nhận gì."
    )
    _, told = await editor.post(ANSWER, {"text": "Họp chợ phiên ngày mai."})
    assert "UBND xã B yêu cầu hai người xem (“chợ phiên”)" in told
    _, told = await editor.post(ANSWER, {"text": "Họp thôn ngày mai.", "sensitive": "1"})
    assert "đánh dấu là nội dung nhạy cảm" in told
    _, told = await editor.post(ANSWER, {"text": "Họp thôn ngày mai."})
    assert "không cần người thứ hai" in told
    contributor = await it.colleague("contributor", "xa-b")
    assert "không cần người thứ hai" not in (await contributor.post(ANSWER, {"text": "Họp thôn."}))[1]
    fee = f"/answers/why?agency=xa-b&kind=override&subject={BIRTH}:fee"
    assert "phí, lệ phí" in (await editor.post(fee, {"text": "Miễn.", "reason": "x"}))[1]
    for wrong in (
        ANSWER.replace("xa-b", "xa-c"),
        ANSWER.replace("answer&", "x&"),
        "/answers/why",
        fee.replace(":fee", ":x"),
    ):
        assert (await editor.post(wrong, FORM))[0] == 404
    gone = "/answers/why?agency=xa-b&kind=phrasing&subject=9.999999"
    assert (await editor.post(gone, {"added": "xin giấy hộ nghèo"}))[0] == 200


async def test_the_sentence_follows_the_typing(it: Desk) -> None:
    editor = await it.colleague("editor", "xa-b")
    async with chromium() as browser, opened(browser, **PHONE, base_url=it.url) as page:
        cookie = {"name": sessions.COOKIE, "value": editor.cookie, "url": it.url}
        await page.context.add_cookies([cookie])  # type: ignore[list-item]
        await page.goto("/console/answers/new")
        assert await page.inner_text("#why") == ""
        await page.fill("#f-text", "Xin giấy hộ nghèo ở thôn.")
        await page.get_by_text("Có từ mà UBND tỉnh A yêu cầu hai người xem (“hộ nghèo”)").wait_for()
        await page.fill("#f-text", "Hỏi ở thôn.")
        await page.get_by_text("Đăng được ngay, không cần người thứ hai.").wait_for()
        assert await page.input_value("#f-text") == "Hỏi ở thôn."
