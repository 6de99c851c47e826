"""Articles as editors find them at the desk: what waits, what to look at, what a decision does."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import Desk, desk
from known import NOW
from news_rows import HELD, PLAIN, newsroom
from sqlalchemy import select

from knowledge.articles import Article, ArticleState, ArticleVersion
from knowledge.changes import Change


@pytest.fixture
async def it(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(database_url, tmp_path, fill=newsroom) as running:
        yield running


async def state_of(it: Desk, number: int) -> ArticleState:
    async with it.database.reading() as session:
        return (await session.get_one(Article, number)).state


def seen(number: int, state: str = "waiting", version: int = 1) -> tuple[str, str]:
    return "seen", f"{number}:{version}:{state}"


async def test_what_waits_and_what_is_held_stands_first_and_its_remarks_are_words(it: Desk) -> None:
    editor = await it.colleague("editor")
    _, page = await editor.get("/articles")
    assert PLAIN in page
    assert HELD in page
    assert "Lịch tiêm chủng" not in page
    assert "dấu hiệu bí mật" in page
    assert "thông tin cá nhân" in page
    assert "sau 15 phút" in page
    assert "21 giờ" in page
    _, kept = await editor.get("/articles?state=kept&topic=electricity")
    assert "Lịch tiêm chủng" in kept
    assert PLAIN not in kept
    _, none = await editor.get("/articles?state=kept&topic=health")
    assert "Không có bài nào như vậy" in none


async def test_several_are_decided_at_once_once_and_on_record(it: Desk) -> None:
    editor = await it.colleague("editor")
    form = [
        ("act", "never"),
        ("article", "1"),
        ("article", "3"),
        seen(1),
        seen(3, "kept"),
        ("once", "x" * 20),
    ]
    status, page = await editor.post("/articles/decide", form)
    assert status == 200
    assert "2 bài sẽ không bao giờ gửi" in page
    await editor.post("/articles/decide", form)
    assert [await state_of(it, number) for number in (1, 3)] == [ArticleState.NEVER] * 2
    async with it.database.reading() as session:
        (change,) = await session.scalars(select(Change).where(Change.by == editor.editor.name))
    assert (change.what, change.learned) == (
        f"không báo tin 2 bài: “{PLAIN}”, “Lịch tiêm chủng tháng 11”",
        False,
    )
    assert change.before == {"1": "waiting", "3": "kept"}


async def test_an_article_shows_what_citizens_would_read_and_where_its_remarks_are(it: Desk) -> None:
    editor = await it.colleague("editor")
    _, page = await editor.get("/articles/2")
    assert "<mark>MẬT</mark>" in page
    assert "079085001234" not in page.split("Nội dung trên cổng")[1]
    _, plain = await editor.get("/articles/1")
    assert "Trên Zalo" in plain
    assert "Trên Trang trò chuyện" in plain
    assert "UBND tỉnh A" in plain


async def test_what_the_portal_changed_meanwhile_is_not_approved_unseen(it: Desk) -> None:
    editor = await it.colleague("editor")
    async with it.database.writing() as session:
        row = await session.get_one(Article, 1)
        row.version, row.title, row.changed_at = 2, f"{PLAIN} (sửa)", NOW
        words = {"title": row.title, "lead": "", "text": "Từ 8 giờ.", "digest": "1b"}
        session.add(ArticleVersion(article_id=1, number=2, at=NOW + timedelta(hours=1), **words))
    status, page = await editor.post("/articles/decide", [("act", "approve"), ("article", "1"), seen(1)])
    assert status == 422
    assert "đã thay đổi từ khi" in page
    assert await state_of(it, 1) is ArticleState.WAITING
    _, shown = await editor.get("/articles/1")
    assert "Từ 8 giờ." in shown
    assert "Khác bản trước" in shown
    status, _ = await editor.post(
        "/articles/decide", [("act", "approve"), ("article", "1"), seen(1, version=2)]
    )
    assert await state_of(it, 1) is ArticleState.APPROVED


async def test_another_agencys_article_is_nobodys_business(it: Desk) -> None:
    neighbour = await it.colleague("editor", "xa-b")
    assert (await neighbour.get("/articles/4"))[0] == 404
    status, _ = await neighbour.post("/articles/decide", [("act", "never"), ("article", "4")])
    assert status == 404
    assert await state_of(it, 4) is ArticleState.WAITING
    status, page = await neighbour.get("/articles/1")  # of the province above: read, not decided
    assert status == 200
    assert "Giữ lại</button>" not in page
    contributor = await it.colleague("contributor")
    status, _ = await contributor.post("/articles/decide", [("act", "never"), ("article", "1")])
    assert status == 403
    assert await state_of(it, 1) is ArticleState.WAITING
