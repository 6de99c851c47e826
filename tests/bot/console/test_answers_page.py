"""Answers as somebody writes them in a browser on a phone."""

from pathlib import Path

from answering import drafted
from browsing import PHONE, chromium, faults, opened
from desks import desk

from bot.console import sessions

PAGES = ("/answers", "/answers/new", "/answers/draft/1", "/answers/draft/1/try", "/procedures/1.001193")
MORE = ("/procedures/1.001193/fields/fee", "/reviews", "/blocks", "/review-words", "/procedures?q=khai+sinh")
FORM = "form[data-keep]"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
COPY = """async html => {
  const piece = (text, type) => new Blob([text], {type});
  const kinds = {"text/html": piece(html, "text/html"), "text/plain": piece("chữ trơn", "text/plain")};
  await navigator.clipboard.write([new ClipboardItem(kinds, {unsanitized: ["text/html"]})]);
}"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office"><head><style>p.MsoNormal {margin: 0}</style></head>
<body lang=VI><!--StartFragment--><p class=MsoNormal><b><span lang=VI>Tiếp công dân
sáng thứ Ba,&nbsp; tại phòng số 2.<o:p></o:p></span></b></p>
<p class=MsoListParagraph style='mso-list:l0'><![if !supportLists]><span style='mso-list:Ignore'>·<span>
&nbsp;&nbsp; </span></span><![endif]>Căn cước hoặc
hộ chiếu</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Sáng<o:p></o:p></p></td>
<td><p class=MsoNormal>7 giờ 30</p></td></tr></table><!--EndFragment--></body></html>"""


async def test_typing_survives_a_closed_page_an_answer_goes_live_and_axe_finds_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it, chromium() as browser:
        chief = await it.colleague("chief")
        await drafted(chief, "nhà xe ở đâu", "Phía sau trụ sở.")
        async with opened(browser, **PHONE, reduced_motion="reduce", base_url=it.url) as page:
            cookie = {"name": sessions.COOKIE, "value": chief.cookie, "url": it.url}
            await page.context.add_cookies([cookie])  # type: ignore[list-item]
            await page.goto("/console/answers/new")
            await page.fill("#f-text", "Mạng UBND-Khach, không cần mật khẩu.")
            await page.wait_for_timeout(500)
            await page.goto("/console/answers/new")
            await page.get_by_text("Đã lấy lại nội dung đang viết dở").wait_for()
            assert await page.input_value("#f-text") == "Mạng UBND-Khach, không cần mật khẩu."
            await page.fill("#f-questions", "wifi ở ủy ban\nmạng wifi khách")
            await page.click(f"{FORM} button[value=publish]")
            await page.get_by_text("Có hiệu lực trong vòng 2 giây").wait_for()
            await page.goto("/console/answers/new")
            assert await page.input_value("#f-text") == ""
            for path in (*PAGES, *MORE):
                await page.goto(f"/console{path}")
                assert await page.evaluate("document.documentElement.scrollWidth") <= 360, path
                assert await faults(page) == [], path
                await page.evaluate("document.documentElement.dataset.contrast = 'high'")
                assert await faults(page) == [], path


async def test_what_is_pasted_from_word_arrives_as_plain_text_can_be_undone_and_is_kept_so(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path) as it, chromium() as browser:
        chief = await it.colleague("chief")
        async with opened(browser, **PHONE, permissions=CLIPBOARD, base_url=it.url) as page:
            cookie = {"name": sessions.COOKIE, "value": chief.cookie, "url": it.url}
            await page.context.add_cookies([cookie])  # type: ignore[list-item]
            copying = await page.context.new_page()
            await copying.goto("/console/answers")
            await copying.evaluate(COPY, WORD)
            await copying.close()
            await page.goto("/console/answers/new")
            await page.fill("#f-questions", "lịch tiếp dân")
            await page.focus("#f-text")
            await page.keyboard.press("Control+v")
            pasted = await page.input_value("#f-text")
            assert [line for line in pasted.split("\n") if line] == [
                "Tiếp công dân sáng thứ Ba, tại phòng số 2.",
                "- Căn cước hoặc hộ chiếu",
                "Sáng | 7 giờ 30",
            ]
            await page.keyboard.press("Control+z")
            assert await page.input_value("#f-text") == ""
            await page.keyboard.press("Control+v")
            await page.click(f"{FORM} button[value=save]")
            await page.get_by_text("Đã lưu bản nháp").wait_for()
            assert await page.input_value("#f-text") == pasted
