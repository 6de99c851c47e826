"""Broadcasts as editors and chiefs find them at the desk: planned, approved, taken back, stopped."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from desks import Desk, desk
from news_rows import PLAIN, RUNNING, SENT, newsroom
from sqlalchemy import select

from broadcasts import preferences
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState
from broadcasts.posts import Post, PostState
from broadcasts.rules import NewsRule
from connectors.messages import Address
from connectors.people import Person
from knowledge.changes import Change

WORDS = {"title": "Tạm ngừng tiếp dân", "text": "Sáng 25/11 trụ sở tạm ngừng tiếp dân.", "link": ""}


@pytest.fixture
async def it(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(database_url, tmp_path, fill=newsroom) as running:
        yield running


async def newest(it: Desk) -> Broadcast:
    async with it.database.reading() as session:
        found = await session.scalar(
            select(Broadcast).order_by(Broadcast.created_at.desc(), Broadcast.id.desc()).limit(1)
        )
    assert found is not None
    return found


async def changes(it: Desk, by: str) -> list[str]:
    async with it.database.reading() as session:
        return list(await session.scalars(select(Change.what).where(Change.by == by).order_by(Change.id)))


async def test_an_editor_plans_a_chief_sees_whom_it_reaches_approves_and_takes_it_back(it: Desk) -> None:
    editor, chief = await it.colleague("editor"), await it.colleague("chief")
    status, page = await editor.post("/broadcasts/new", {"kind": "articles", "article": "1"})
    assert status == 200
    assert "Đã lập bản nháp" in page
    assert "Chờ trưởng ban duyệt" in page
    assert page.index("Người dân sẽ đọc") < page.index("Sẽ tới ai") < page.index("Chờ trưởng ban duyệt")
    made = await newest(it)
    again = {"kind": "articles", "article": "1"}
    assert f"“{PLAIN}” đã nằm trong đợt gửi số {made.id}" in (await editor.post("/broadcasts/new", again))[1]
    assert PLAIN not in (await editor.get("/broadcasts/new"))[1]
    _, reach = await chief.get(f"/broadcasts/{made.id}/reach")
    assert "40 người trên Zalo" in reach
    assert "5 người không nhận" in reach
    assert "2 người không nhận, vì đã ngừng nhận tin" in reach
    assert (await editor.post(f"/broadcasts/{made.id}/approve"))[0] == 403
    _, page = await chief.post(f"/broadcasts/{made.id}/approve", {"seen": "draft"})
    assert "còn rút lại được" in page
    assert "Rút lại</button>" in page
    _, page = await chief.post(f"/broadcasts/{made.id}/take-back", {"seen": "planned"})
    assert "Chưa ai nhận tin này" in page
    assert "Lập lại đợt tin này" in page
    assert "Lời đã soạn, chưa gửi ai" in page
    assert PLAIN in (await editor.get("/broadcasts/new"))[1]
    assert (await newest(it)).state is BroadcastState.CANCELLED
    assert f"hủy đợt gửi tin số {made.id} “{PLAIN}”" in await changes(it, chief.editor.name)


async def test_what_is_wrong_with_a_plan_is_said_and_nothing_typed_is_lost(it: Desk) -> None:
    editor = await it.colleague("editor")
    status, page = await editor.post("/broadcasts/new", {"kind": "words", **WORDS, "link": "nowhere"})
    assert status == 422
    assert "Liên kết phải bắt đầu" in page
    assert WORDS["text"] in page
    assert (await newest(it)).id == RUNNING


async def test_an_emergency_needs_another_person_and_both_are_named(it: Desk) -> None:
    chief, other = await it.colleague("chief"), await it.colleague("chief", name="tran.binh")
    status, page = await chief.post("/broadcasts/new", {"kind": "emergency", **WORDS})
    made = await newest(it)
    assert made.kind is BroadcastKind.EMERGENCY
    assert "Ông/Bà là người đề nghị" in page
    status, page = await chief.post(f"/broadcasts/{made.id}/second", {"seen": "draft"})
    assert status == 422
    assert "cần một người khác duyệt" in page
    assert "congdan" not in page
    status, page = await other.post(f"/broadcasts/{made.id}/second", {"seen": "draft"})
    assert status == 200
    assert "Đã duyệt thông báo khẩn" in page
    assert "Đề nghị: Bà chief.tinh-a" in page
    assert "Người thứ hai duyệt: Bà tran.binh" in page


async def test_the_second_of_two_is_told_what_the_first_did(it: Desk) -> None:
    chief = await it.colleague("chief")
    await chief.post(f"/broadcasts/{RUNNING}/resume", {"seen": "paused"})
    status, page = await chief.post(f"/broadcasts/{RUNNING}/cancel", {"seen": "paused", "reason": "Sai."})
    assert status == 422
    assert "vừa được người khác thay đổi" in page
    assert "Sai." in page


async def test_stopping_takes_a_reason_and_is_written_down_in_vietnamese(it: Desk) -> None:
    chief = await it.colleague("chief")
    _, page = await chief.get(f"/broadcasts/{RUNNING}")
    assert "Đã xử lý 1/2 người (50%)" in page
    assert "Gửi tiếp</button>" in page
    status, page = await chief.post(f"/broadcasts/{RUNNING}/cancel", {"seen": "paused"})
    assert status == 422
    assert "Xin ghi lý do" in page
    status, page = await chief.post(f"/broadcasts/{RUNNING}/cancel", {"seen": "paused", "reason": "Nhầm."})
    assert status == 200
    assert "Lý do: Nhầm." in page
    assert "Lời đã gửi người dân" in page
    assert await changes(it, chief.editor.name) == [f"hủy đợt gửi tin số {RUNNING} “Tạm ngừng tiếp dân”"]


async def test_who_was_told_something_wrong_is_told_what_is_right(it: Desk) -> None:
    chief = await it.colleague("chief")
    _, page = await chief.post(f"/broadcasts/{SENT}/correct", {"seen": "done", "text": "Đúng là ngày 26/11."})
    made = await newest(it)
    assert made.kind is BroadcastKind.CORRECTION
    assert made.about_id == SENT
    assert "Đã lập đính chính" in page
    assert "Đúng là ngày 26/11." in page


async def test_a_post_nobody_could_ask_about_is_settled_by_whoever_looked(it: Desk) -> None:
    chief = await it.colleague("chief")
    _, page = await chief.get(f"/broadcasts/{SENT}")
    assert "Chưa rõ bài này đã đăng hay chưa" in page
    async with it.database.reading() as session:
        number = await session.scalar(select(Post.id))
    status, page = await chief.post(f"/posts/{number}/settle", {"outcome": "sent"})
    assert status == 200
    assert "xác nhận đã đăng" in page
    async with it.database.reading() as session:
        assert await session.scalar(select(Post.outcome)) is PostState.ACCEPTED


async def test_colleagues_who_wrote_of_late_join_the_test_group_and_get_rehearsals(it: Desk) -> None:
    editor = await it.colleague("editor")
    async with it.database.writing() as session:
        person = await session.get_one(Person, Address("zalo", "tinh-a", "550007").key)
        person.last_at = it.clock()
    _, page = await editor.get("/testers")
    assert "…0007" in page
    assert "550007</" not in page
    status, page = await editor.post("/testers/add", {"person": "zalo:550007", "name": "Trần Bình"})
    assert status == 200
    assert "Đã thêm Trần Bình" in page
    await editor.post("/broadcasts/new", {"kind": "words", **WORDS})
    made = await newest(it)
    _, page = await editor.post(f"/broadcasts/{made.id}/rehearse", {"seen": "draft"})
    assert "Đang gửi thử" in page
    rehearsal = await newest(it)
    assert (rehearsal.kind, rehearsal.about_id) == (BroadcastKind.REHEARSAL, made.id)
    key = Address("zalo", "tinh-a", "550007").key
    _, page = await editor.post("/testers/remove", {"key": key})
    assert "Đã bỏ Trần Bình" in page
    async with it.database.reading() as session:
        assert await session.get(preferences.Tester, key) is None


async def test_a_rule_says_whom_it_concerns_before_it_is_saved(it: Desk) -> None:
    chief = await it.colleague("chief")
    status, page = await chief.post("/news-rule", {"cap": "2", "quiet_from": "25:00", "seen": "-"})
    assert status == 422
    assert "cần giờ dạng 21:00" in page
    assert 'value="2"' in page
    typed = {"cap": "2", "quiet_from": "20:30", "automatic": "some", "topic": "health", "seen": "-"}
    _, page = await chief.post("/news-rule", typed)
    assert "UBND tỉnh A và 2 cơ quan cấp dưới" in page
    assert "20 giờ 30" in page
    assert "Y tế, sức khỏe" in page
    async with it.database.reading() as session:
        assert await session.get(NewsRule, 1) is None
    _, page = await chief.post("/news-rule/save", typed)
    assert "Đã lưu quy tắc" in page
    async with it.database.reading() as session:
        row = await session.get_one(NewsRule, 1)
    assert row.values == {"cap": 2, "quiet_from": 1230, "automatic": ["health"]}
    status, page = await chief.post("/news-rule/save", {**typed, "cap": "5"})
    assert status == 422
    assert "vừa đổi quy tắc này" in page
    assert 'value="5"' in page
    below = await it.colleague("chief", "xa-b")
    _, page = await below.get("/news-rule")
    assert "20 giờ 30 (theo UBND tỉnh A)" in page
