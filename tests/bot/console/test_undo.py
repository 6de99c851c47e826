"""What was decided a moment ago is taken back, while nothing was built on it."""

from datetime import timedelta
from pathlib import Path

from desks import Desk, desk
from known import NOW
from sqlalchemy import func, select
from waiting_rows import article, furnish_today

from bot.console.undos import Undo
from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind
from knowledge.articles import Article, ArticleState
from knowledge.drafts import Draft, DraftState
from knowledge.groups import GroupState, QuestionGroup


async def _group(it: Desk, number: int = 1) -> QuestionGroup:
    async with it.database.reading() as session:
        return await session.get_one(QuestionGroup, number)


async def test_an_ignored_group_comes_back_and_a_second_undo_does_nothing(
    database_url: str, tmp_path: Path
) -> None:
    async with desk(database_url, tmp_path, fill=furnish_today) as it:
        editor = await it.colleague("editor")
        _, text = await editor.post("/groups/1/ignore")
        assert "Đã bỏ qua “giấy độc thân làm ở đâu”" in text
        assert (await _group(it)).state is GroupState.IGNORED
        for _ in range(2):
            status, text = await editor.post("/undo/1")
            assert status == 200
            assert "Đã hoàn tác: Đã bỏ qua" in text
        group = await _group(it)
        assert (group.state, group.decided_by, group.decided_at) == (GroupState.OPEN, "", None)


async def test_nobody_undoes_what_a_colleague_did(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as it:
        await (await it.colleague("editor")).post("/groups/1/ignore")
        status, _ = await (await it.colleague("chief")).post("/undo/1")
        assert status == 404
        assert (await _group(it)).state is GroupState.IGNORED


async def test_what_a_colleague_decided_since_stays(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as it:
        editor, chief = await it.colleague("editor"), await it.colleague("chief")
        await editor.post("/groups/1/ignore")
        await chief.post("/groups/1/open")
        await chief.post("/groups/1/ignore")
        status, text = await editor.post("/undo/1")
        assert status == 422
        assert "chief.tinh-a vừa quyết định khác" in text
        assert (await _group(it)).state is GroupState.IGNORED


async def test_after_ten_minutes_it_is_too_late(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as it:
        editor = await it.colleague("editor")
        await editor.post("/groups/1/ignore")
        it.clock.ahead += timedelta(minutes=11)
        status, text = await editor.post("/undo/1")
        assert status == 422
        assert "Đã quá 10 phút" in text


async def test_a_taught_procedure_is_taken_back_with_its_draft(database_url: str, tmp_path: Path) -> None:
    async with desk(database_url, tmp_path, fill=furnish_today) as it:
        editor = await it.colleague("editor")
        await editor.post("/groups/1/procedure", {"code": "1.004873"})
        assert (await _group(it)).state is GroupState.DRAFTED
        async with it.database.reading() as session:
            number = await session.scalar(select(func.max(Draft.id)))
        status, _ = await editor.post("/undo/1")
        assert status == 200
        assert (await _group(it)).state is GroupState.OPEN
        async with it.database.reading() as session:
            assert (await session.get_one(Draft, number)).state is DraftState.DROPPED


async def test_a_draft_that_somebody_went_on_with_is_not_dropped(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as it:
        editor = await it.colleague("editor")
        await editor.post("/groups/1/procedure", {"code": "1.004873"})
        async with it.database.writing() as session:
            number = await session.scalar(select(func.max(Draft.id)))
            row = await session.get_one(Draft, number)
            row.lock, row.state = 2, DraftState.REVIEW
        status, text = await editor.post("/undo/1")
        assert status == 422
        assert "bản nháp đã được sửa" in text
        assert (await _group(it)).state is GroupState.DRAFTED


async def test_an_article_that_is_in_a_broadcast_stays_approved(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path) as it:
        async with it.database.writing() as session:
            session.add(article(1, "Chợ phiên"))
        editor = await it.colleague("editor")
        await editor.post("/today/articles/1", {"decision": "approve", "seen": "1:waiting"})
        async with it.database.writing() as session:
            planned = Broadcast(agency_id=1, kind=BroadcastKind.NEWS, created_by="rule", created_at=NOW)
            session.add(planned)
            await session.flush()
            session.add(BroadcastItem(broadcast_id=planned.id, article_id=1, version=1, position=0))
        status, text = await editor.post("/undo/1")
        assert status == 422
        assert "đã vào một đợt tin" in text
        async with it.database.reading() as session:
            assert (await session.get_one(Article, 1)).state is ArticleState.APPROVED
            assert (await session.get_one(Undo, 1)).undone_at is None
