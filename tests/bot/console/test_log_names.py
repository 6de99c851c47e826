"""The change log names things as colleagues know them: a code stands beside a name, never instead of it."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from desks import Colleague, Desk, desk
from known import BIRTH, NOW, furnish
from news_rows import article

from connectors.database import Database
from knowledge.changes import Change
from knowledge.editing_agencies import AgencyDetails, save_agency
from knowledge.sources import Source, SourceKind

HEADLINE = re.compile(r"<p><strong>(.*?)</strong><br>")
LONG = "gửi xe đạp, xe máy, xe ba bánh và xe lăn của người khuyết tật ở chỗ nào khi lên làm giấy tờ tại xã"
CUT = LONG.partition(" làm giấy")[0]
NAME = "Thủ tục đăng ký khai sinh"


async def _furnish(database: Database) -> None:
    await furnish(database)
    async with database.writing() as session:
        for rows in (article(1, "Lịch cắt điện", "Từ 7 giờ."), article(2, "Chợ phiên", "Từ 8 giờ.")):
            for row in rows:
                session.add(row)
                await session.flush()
        source = {"agency_id": 1, "url": "https://a.example/tin", "kind": SourceKind.LISTING, "name": "Tin"}
        times = {"due_at": NOW, "created_at": NOW, "created_by": "lan", "every": 3600}
        session.add(Source(key="a.example", **source, **times))
        old = {"agency_id": 1, "by": "cũ", "subject": "việc cũ:9", "learned": False}
        session.add(Change(what="soạn bản nháp cách hỏi của 1.001193", at=NOW, **old))


@pytest.fixture
async def it(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(sqlite_url, tmp_path, fill=_furnish) as running:
        yield running


async def headlines(reader: Colleague) -> list[str]:
    """The newest first."""
    return [unescape(what) for what in HEADLINE.findall((await reader.get("/log"))[1])]


async def test_answers_procedures_fields_and_switches_are_named(it: Desk) -> None:
    chief = await it.colleague("chief")
    await chief.post("/answers/new", {"questions": LONG, "text": "Sau trụ sở.", "act": "save"})
    await chief.post(f"/procedures/{BIRTH}/phrasings", {"added": "bé mới sinh"}, page="/account")
    await chief.post(
        f"/procedures/{BIRTH}/fields/fee", {"text": "Miễn phí.", "reason": "NQ"}, page="/account"
    )
    for what in (f"procedure:{BIRTH}", "channel:zalo", "agency:", "all:"):
        await chief.post("/blocks", {"what": what, "reason": "Đang {rà soát}"}, page="/account")
    await chief.post("/blocks/1/end", page="/account")
    freed, everything, agency, channel, procedure, field, phrasing, answer, *_ = await headlines(chief)
    assert freed == f"Dùng lại thủ tục “{NAME}” ({BIRTH})"
    assert everything == "Tạm ngừng mọi câu trả lời của hệ thống: Đang {rà soát}"
    assert agency == "Tạm ngừng mọi câu trả lời của UBND tỉnh A: Đang {rà soát}"
    assert channel == "Tạm ngừng kênh Zalo: Đang {rà soát}"
    assert procedure == f"Tạm ngừng thủ tục “{NAME}” ({BIRTH}): Đang {{rà soát}}"
    assert field == f"Soạn bản nháp mục phí, lệ phí của thủ tục “{NAME}” ({BIRTH})"
    assert phrasing == f"Soạn bản nháp cách hỏi của thủ tục “{NAME}” ({BIRTH})"
    assert answer == f"Soạn bản nháp câu trả lời “{LONG[: LONG.index(' làm giấy')]}…”"
    page = (await chief.get("/log?subject=block:1"))[1]
    assert "Chỉ các dòng về: lần tạm ngừng số 1." in page
    assert f">{NAME}</td>" in page


async def test_articles_sources_rules_agencies_and_colleagues_are_named(it: Desk) -> None:
    chief, operator = await it.colleague("chief"), await it.colleague("operator")
    both = [("article", "1"), ("article", "2"), ("seen", "1:1:waiting"), ("seen", "2:1:waiting")]
    await chief.post("/articles/decide", [("act", "hold"), *both])
    await operator.post("/sources/1/stop", page="/sources")
    rule = {"quiet_from": "20:30", "quiet_until": "06:30", "cap": "2", "seen": "-"}
    await chief.post("/news-rule/save", rule)
    data = {"name": "UBND tỉnh A", "phone": "0123 456 789", "hours": "Thứ Hai – Thứ Sáu: 7 giờ – 17 giờ"}
    await operator.post("/setup/agency", data | await operator.seen("/setup/agency"))
    number = (await it.colleague("editor", name="mai")).editor.id
    await chief.post(f"/people/{number}/disable", page="/people")
    locked, agency, ruled, stopped, held, *_ = await headlines(chief)
    assert locked == "Khóa tài khoản Bà mai (mai)"
    assert agency.startswith("Sửa “UBND tỉnh A” (tinh-a): ")
    assert "điện thoại" in agency
    assert ruled == "Đổi quy tắc đưa tin của UBND tỉnh A: giờ nghỉ, số đợt tin mỗi ngày"
    assert stopped == "Dừng đọc nguồn “Tin” (https://a.example/tin)"
    assert held == "Giữ 2 bài: “Lịch cắt điện”, “Chợ phiên” để xem lại"
    assert "Mọi dòng về tài khoản " in (await chief.get("/log"))[1]


async def test_lines_as_older_versions_wrote_them_stay_and_an_agency_above_is_named(it: Desk) -> None:
    chief = await it.colleague("chief")
    details = AgencyDetails.model_validate({"code": "xa-c", "parent": "xa-b"})
    async with it.database.writing() as session:
        await save_agency(session, details, by="dòng lệnh", now=it.clock())
    page = (await chief.get("/log"))[1]
    assert "<strong>Soạn bản nháp cách hỏi của 1.001193</strong>" in page
    assert "Mọi dòng về việc cũ:9" in page
    assert ">UBND xã B</td>" in page
