"""The page of numbers, as those who come to it see it."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from aiohttp import ClientSession
from asked_much import ask_much
from browsing import DESK, PHONE, chromium, faults, opened
from desks import Desk, desk
from docx import Document
from known import furnish
from openpyxl import load_workbook
from sqlalchemy import event

from bot.console import sessions

MOST_QUERIES = 12


async def test_the_page_says_first_how_much_was_asked_and_answered(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path, fill=ask_much) as it:
        chief = await it.colleague("chief")
        it.service.clock.stop()  # it asks, too
        queries = counted(it)
        status, text = await chief.get("/numbers")
        assert status == 200
        assert len(queries) <= MOST_QUERIES
        assert "64 lượt hỏi; 62% được trả lời ngay. Nhiều hơn 167% so với 7 ngày trước đó." in text
        assert "Được hỏi nhiều nhất: Thủ tục đăng ký khai sinh" in text
        assert "Giờ tiếp dân" in text
        assert "Lịch tiêm chủng tháng 11" in text
        _, own = await chief.get("/numbers?scope=own")
        assert "8 lượt hỏi; 0% được trả lời ngay." in own
        _, month = await chief.get("/numbers?period=30")
        assert "88 lượt hỏi" in month
        _, chosen = await chief.get("/numbers?from=2026-11-09&to=2026-11-15")
        assert "24 lượt hỏi; 100% được trả lời ngay. 7 ngày trước đó chưa có lượt hỏi nào." in chosen
        _, wrong = await chief.get("/numbers?from=hom-qua&to=<b>")
        assert "Chưa hiểu khoảng ngày này" in wrong


async def test_a_commune_sees_its_own_figures_and_no_others(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path, fill=ask_much) as it:
        other = await it.colleague("contributor", "xa-c")
        _, text = await other.get("/numbers")
        assert "Chưa có câu hỏi nào trong khoảng này." in text
        assert "Lịch tiêm chủng" not in text
        async with other.http.get("/console/numbers/open-data.csv") as answer:
            assert len((await answer.text()).splitlines()) == 1


async def test_the_quarter_is_reported_as_offices_do(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path, fill=ask_much) as it:
        chief = await it.colleague("chief", "xa-b")
        word = Document(
            BytesIO(await taken(chief.http, "/console/numbers/report?quarter=2026-4&format=docx"))
        )
        book = load_workbook(BytesIO(await taken(chief.http, "/console/numbers/report?format=xlsx")))
    text = "\n".join(each.text for each in word.paragraphs)
    for said in (
        "Kết quả hoạt động của trợ lý thủ tục hành chính quý IV năm 2026",
        "Người dân gửi 80 lượt hỏi, quý trước chưa có số liệu.",
        "Các đợt tin có 25 lượt tiếp cận",
        "lắp điện ba pha ở đâu (31 lượt)",
        "Quý chưa kết thúc; số liệu tính đến ngày 22/11/2026.",
    ):
        assert said in text
    frame = "\n".join(cell.text for cell in word.tables[0]._cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in frame
    assert "UBND TỈNH A\nUBND XÃ B" in frame
    section = word.sections[0]
    sides = section.page_width, section.left_margin, section.right_margin
    assert [round(side.mm) for side in sides if side] == [210, 30, 15]
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert [each.text for each in word.paragraphs if each.style and each.style.name == "Heading 1"] == [
        "I. KẾT QUẢ HOẠT ĐỘNG",
        "II. NỘI DUNG NGƯỜI DÂN QUAN TÂM",
        "III. TỒN TẠI, HẠN CHẾ",
        "IV. PHƯƠNG HƯỚNG QUÝ TỚI",
    ]
    figures = {row.cells[0].text: row.cells[1].text for row in word.tables[1].rows}
    assert figures["Lượt hỏi"] == "80"
    assert figures["Bị đánh dấu sai"] == "1"
    assert [cell.text for cell in word.tables[2].rows[1].cells] == ["1", "Thủ tục đăng ký kết hôn", "32", "0"]
    assert book.sheetnames == ["Số liệu", "Được hỏi nhiều", "Từng cơ quan", "Từng ngày"]
    assert ("Lượt hỏi", 80, 0) in list(book["Số liệu"].values)


async def test_open_data_hold_counts_from_five_on_and_no_words_of_citizens(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path, fill=ask_much) as it:
        chief = await it.colleague("chief")
        body = await taken(chief.http, "/console/numbers/open-data.csv?quarter=2026-4")
        _, described = await chief.get("/numbers/report")
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(body.decode("utf-8-sig"))))
    assert all(int(row["so_luong"]) >= 5 for row in rows)
    assert all(f"<code>{column}</code>" in described for column in rows[0])
    assert "xin hỏi" not in body.decode()
    found = {(row["ma_co_quan"], row["muc"]): row["so_luong"] for row in rows}
    assert found["xa-b", "tra_loi"] == "64"
    assert found["tinh-a", "viec_khac"] == "8"


@pytest.mark.parametrize("asked", ["2027-1", "2026-9", "", "x"])
async def test_a_quarter_that_has_not_begun_is_told_in_a_sentence(
    sqlite_url: str, tmp_path: Path, asked: str
) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish) as it:
        chief = await it.colleague("chief")
        status, text = await chief.get(f"/numbers/report?quarter={asked}&format=docx")
        assert status == 422
        assert "Xin chọn một quý đã bắt đầu" in text


async def test_every_figure_has_its_definition_one_tap_away_on_a_phone_in_both_contrasts(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path, fill=ask_much) as it, chromium() as browser:
        editor = await it.colleague("editor")
        cookie = {"name": sessions.COOKIE, "value": editor.cookie, "url": it.url}
        for size in (PHONE, DESK):
            async with opened(browser, **size, reduced_motion="reduce") as page:
                await page.context.add_cookies([cookie])  # type: ignore[list-item] # a TypedDict
                await page.goto(f"{it.url}/console/numbers")
                wide = await page.evaluate("document.documentElement.scrollWidth")
                assert wide <= size["viewport"]["width"]
                figure = page.locator(".figures li", has_text="Ngoài giờ làm việc")
                await figure.get_by_text("Cách tính").click()
                assert await figure.get_by_text("khi cơ quan đóng cửa").is_visible()
                assert await page.get_by_role("img", name="Được hỏi nhiều nhất").is_visible()
                for contrast in ("normal", "high"):
                    await page.evaluate(f"document.documentElement.dataset.contrast = '{contrast}'")
                    assert await faults(page) == []
                await page.get_by_role("button", name="Làm báo cáo quý").click()
                assert await faults(page) == []


def counted(it: Desk) -> list[str]:
    """The statements from now on, of pages and of their doors."""
    told: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):  # SQLite is told, PostgreSQL's driver does it by itself
            told.append(statement)

    for engine in (it.service.database.direct, it.service.database.engine.sync_engine):
        event.listen(engine, "before_cursor_execute", note)
    return told


async def taken(http: ClientSession, path: str) -> bytes:
    async with http.get(path) as answer:
        assert answer.status == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        body: bytes = await answer.read()
        return body
