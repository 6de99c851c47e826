"""Acts at the desk as the change log tells them afterwards: what was before, what is now."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from desks import Colleague, Desk, desk
from known import NOW, furnish
from news_rows import RUNNING, SENT, newsroom
from sqlalchemy import select

from bot.console.editors import Editor
from broadcasts.broadcast import Broadcast
from connectors.database import Database
from knowledge.changes import Change
from knowledge.sources import Source, SourceKind

LINE = re.compile(r"<p><strong>(.*?)</strong><br>(.*?)(?=<p><strong>|</ol>)", re.DOTALL)
ROW = re.compile(r"<tr><th scope=\"row\">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td></tr>", re.DOTALL)


@pytest.fixture
async def it(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(sqlite_url, tmp_path, fill=newsroom) as running:
        yield running


async def log(reader: Colleague, query: str = "") -> list[tuple[str, set[tuple[str, str, str]]]]:
    """The lines of the page, the newest first: what was done, and each value before and after."""
    _, page = await reader.get(f"/log{query}")
    return [
        (
            unescape(what),
            {(name, unescape(before), unescape(after)) for name, before, after in ROW.findall(rest)},
        )
        for what, rest in LINE.findall(page)
    ]


async def test_a_broadcast_tells_each_step_from_draft_to_taken_back(it: Desk) -> None:
    editor, chief = await it.colleague("editor"), await it.colleague("chief")
    words = {"kind": "words", "title": "Nghỉ lễ", "text": "Trụ sở nghỉ ngày 2/9."}
    await editor.post("/broadcasts/new", words)
    async with it.database.reading() as session:
        made = await session.scalar(select(Broadcast.id).order_by(Broadcast.id.desc()).limit(1))
    await chief.post(f"/broadcasts/{made}/approve", {"seen": "draft"})
    await chief.post(f"/broadcasts/{made}/take-back", {"seen": "planned"})
    back, approved, planned = [told for _, told in await log(chief, f"?subject=broadcast:{made}")]
    assert ("Nội dung", "(trống)", words["text"]) in planned
    assert ("Trạng thái", "bản nháp", "chờ giờ gửi") in approved
    assert ("Người duyệt", "(trống)", "Bà chief.tinh-a") in approved
    assert {name for name, *_ in approved} == {"Trạng thái", "Người duyệt", "Giờ gửi"}
    assert ("Trạng thái", "chờ giờ gửi", "đã hủy") in back


async def test_what_was_stopped_and_what_was_put_right_tell_what_it_was(it: Desk) -> None:
    chief = await it.colleague("chief")
    await chief.post(f"/broadcasts/{RUNNING}/resume", {"seen": "paused"})
    await chief.post(f"/broadcasts/{RUNNING}/cancel", {"seen": "sending", "reason": "Nhầm ngày."})
    await chief.post(f"/broadcasts/{SENT}/correct", {"seen": "done", "text": "Đúng là ngày 26/11."})
    corrected, cancelled, resumed = [told for _, told in await log(chief, "?by=chief.tinh-a")]
    assert ("Trạng thái", "tạm dừng", "đang gửi") in resumed
    assert ("Trạng thái", "đang gửi", "đã hủy") in cancelled
    assert any(name == "Lý do" and after == "Nhầm ngày." for name, _, after in cancelled)
    assert ("Nội dung", "Sáng 25/11 trụ sở tạm ngừng tiếp dân.", "Đúng là ngày 26/11.") in corrected


async def test_articles_rules_switches_and_canned_answers_tell_both_sides(it: Desk) -> None:
    chief = await it.colleague("chief")
    await chief.post("/articles/decide", [("act", "hold"), ("article", "1"), ("seen", "1:1:waiting")])
    seen = [("seen", "1:1:held"), ("seen", "3:1:kept")]
    await chief.post("/articles/decide", [("act", "never"), ("article", "1"), ("article", "3"), *seen])
    rule = {"quiet_from": "20:30", "automatic": "some", "topic": "health", "seen": "-"}
    await chief.post("/news-rule/save", rule)
    await chief.post("/blocks", {"what": "channel:zalo", "reason": "Đang rà soát"}, page="/account")
    await chief.post("/blocks/1/end", page="/account")
    await chief.post("/canned", {"title": "Hẹn", "text": "Mai cháu gọi."}, page="/canned")
    await chief.post("/canned/1", {"title": "Hẹn", "text": "Mai gọi.", "version": "1"}, page="/canned")
    canned, _, freed, blocked, ruled, several, held, *_ = [told for _, told in await log(chief)]
    assert held == {("Trạng thái", "chờ duyệt", "đang giữ lại")}
    assert several == {
        ("Bài 1", "đang giữ lại", "không bao giờ gửi"),
        ("Bài 3", "chỉ ghi nhận", "không bao giờ gửi"),
    }
    assert ("Giờ nghỉ bắt đầu", "theo cấp trên", "20 giờ 30") in ruled
    assert ("Bài được gửi mà không cần người duyệt", "theo cấp trên", "Y tế, sức khỏe") in ruled
    assert ("Loại", "(trống)", "cả kênh") in blocked
    assert ("Lý do", "Đang rà soát", "(trống)") in freed
    assert canned == {("Nội dung", "Mai cháu gọi.", "Mai gọi.")}


async def test_roles_accounts_and_sources_tell_both_sides_and_no_secret(it: Desk) -> None:
    chief, operator = await it.colleague("chief"), await it.colleague("operator")
    await it.colleague("editor", name="mai")
    async with it.database.writing() as session:
        number = await session.scalar(select(Editor.id).where(Editor.name == "mai"))
        source = {"agency_id": 1, "url": "https://a.example/tin", "kind": SourceKind.LISTING, "name": "Tin"}
        times = {"due_at": it.clock(), "created_at": it.clock(), "created_by": "lan", "every": 3600}
        session.add(Source(key="a.example", **source, **times))
    await chief.post(f"/people/{number}/grant", {"agency": "1", "role": "contributor"}, page="/people")
    await chief.post(f"/people/{number}/disable", page="/people")
    await operator.post("/sources/1/stop", page="/sources")
    account = {
        "agency": "xa-b",
        "app_id": "123456789",
        "app_secret": "bimatcuaungdung",
        "oa_id": "70000001",
        "oa_secret": "khoacuaoa1",
    }
    for given in (account, account | {"app_secret": "bimatmoi2026"}):
        await operator.post("/channels/new/zalo", given, page="/account")
    renewed, _, stopped, locked, granted, *_ = [told for _, told in await log(chief)]
    assert granted == {("Vai trò", "Biên tập viên", "Cộng tác viên\nBiên tập viên")}
    assert locked == {("Khóa tài khoản", "không", "có")}
    assert stopped == {("Trạng thái", "Đang đọc", "Đã dừng")}
    assert renewed == {("Khóa, mã được thay", "(trống)", "app_secret")}
    assert "bimat" not in (await chief.get("/log"))[1]


async def furnish_odd(database: Database) -> None:
    """Lines as no act writes them any more, or never did."""
    await furnish(database)
    async with database.writing() as session:
        told: list[tuple[str, dict[str, object]]] = [
            ("broadcast:1", {"state": "gone", "start_at": "hôm qua", "approved_by": 7}),
            ("news rule:tinh-a", {"digest_day": 9, "ways": "zalo", "quiet_from": None, "x": 1}),
            ("draft:1", {"valid_until": 20261122, "questions": ["a"], "facet": ["fee"]}),
            ("articles", {"1": ["waiting"], "state": "approved"}),
            ("source:1", {"every": "giờ"}),
        ]
        for subject, values in told:
            line = {"agency_id": 1, "by": "cũ", "what": "việc cũ", "subject": subject, "learned": False}
            session.add(Change(at=NOW, after=values, **line))


async def test_values_that_nobody_knows_any_more_are_shown_as_they_are(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_odd) as it:
        lines = await log(await it.colleague("chief"), "?by=cũ")
    shown = {row for _, told in lines for row in told}
    assert ("Trạng thái", "(trống)", "gone") in shown
    assert ("Giờ gửi", "(trống)", "hôm qua") in shown
    assert len(lines) == 5
