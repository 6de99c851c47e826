"""Questions: looked for, read, marked as wrong."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from answering import answered, drafted, published
from desks import Desk, desk
from known import BIRTH, MARRIAGE, NOW, furnish
from sqlalchemy import select
from waiting_rows import DAY, HOUR, group, onward, question

from bot.console import questions_reading as reading
from bot.console.questions_reading import Wanted
from connectors.database import Database
from knowledge.groups import QuestionGroup
from knowledge.questions import Question

ASKED = "đăng ký kết hôn hết bao nhiêu tiền"


async def furnish_questions(database: Database) -> None:
    await furnish(database)
    found = {"kind": "found", "codes": [BIRTH], "facets": ["fee"], "confidence": 0.9}
    async with database.writing() as session:
        session.add_all(
            [
                question(1, "làm giấy khai sinh cho con", talk="t", asked_at=NOW - 2 * HOUR),
                question(2, ASKED, talk="t", candidates=[[BIRTH, 0.6], [MARRIAGE, 0.3]], **found),
                question(3, "Đường nhà tôi ngập nước", channel="messenger", asked_at=NOW - 5 * DAY),
                question(4, "số của tôi [số điện thoại]", agency_id=3, channel="webchat", kind="routed"),
            ]
        )
        await session.flush()
        await onward(session)


@pytest.fixture
async def asking(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(database_url, tmp_path, fill=furnish_questions) as it:
        yield it


FOUND: list[tuple[str, set[int]]] = [
    ("", {1, 2, 3, 4}),
    ("words=KET+HON", {2}),
    ("words=duong+ngap", {3}),
    ("words=không+có+đâu", set()),
    ("kind=found", {2}),
    ("channel=messenger", {3}),
    ("band=high", {2}),
    ("code=1.001193", {2}),
    ("code=1_001193", set()),
    ("agency=xa-c", {4}),
    ("since=2026-11-20", {1, 2, 4}),
    ("until=18/11/2026", {3}),
    ("since=never&wrong=1", set()),
    ("agency=xa-c&until=2026-11-22&words=toi", {4}),
]


async def test_questions_are_found_by_words_without_marks_and_by_filters(asking: Desk) -> None:
    reader = await asking.colleague("contributor")
    for query, shown in FOUND:
        _, text = await reader.get(f"/questions?{query}")
        found = {each for each in range(1, 5) if f'/console/questions/{each}"' in text}
        assert found == shown, query
    _, text = await reader.get("/questions?kind=unknown")
    assert "chưa trả lời được · " in text, "of no answer there is nothing to be sure"
    assert "Bỏ lọc" in text


@pytest.mark.parametrize("agencies", [(1,), (1, 2, 3)])
async def test_every_question_is_met_once_page_by_page(agencies: tuple[int, ...], database: Database) -> None:
    await furnish(database)
    rows = [
        question(each, f"câu {each}", agency_id=1 + each % 3, asked_at=NOW + timedelta(minutes=each // 2))
        for each in range(1, 400)
    ]
    async with database.writing() as session:
        session.add_all(rows)
    wanted = Wanted(agencies, words="cau")
    seen: list[int] = []
    cursor, on = "", True
    while on:
        looked = await database.at_once(
            lambda session, cursor=cursor: reading.look(session, wanted, cursor), writing=False
        )
        assert len(looked.rows) <= reading.PAGE
        seen += [row.id for row in looked.rows]
        cursor, on = looked.following, bool(looked.following)
    assert seen == sorted((row.id for row in rows if row.agency_id in agencies), reverse=True)


async def test_a_question_shows_its_talk_what_was_understood_and_what_was_said(asking: Desk) -> None:
    _, text = await (await asking.colleague("contributor")).get("/questions/2")
    for shown in (
        ASKED,
        "làm giấy khai sinh cho con",
        "Trợ lý trả lời thủ tục",
        "Đăng ký khai sinh",
        "Mục: phí, lệ phí",
        "chắc 90%",
        "Vì sao: ",
        "Từ nói lên thủ tục",
        "Thủ tục đăng ký kết hôn",
    ):
        assert shown in text


async def test_a_wrong_answer_is_marked_in_two_taps_and_waits_on_today(asking: Desk) -> None:
    colleague = await asking.colleague("contributor")
    _, text = await colleague.post("/questions/2/wrong", {"why": "procedure"})
    assert "Đã đánh dấu câu trả lời sai: Sai thủ tục" in text
    assert "Hoàn tác" in text
    _, today = await colleague.get("/")
    assert "Câu trả lời bị đánh dấu sai" in today
    assert ASKED in today
    assert "Đăng ký kết hôn" in today
    assert "Đăng ký khai sinh</span>" not in today
    assert "đánh dấu sai" in (await colleague.get("/questions?wrong=1"))[1]
    status, text = await (await asking.colleague("editor")).post("/questions/2/wrong", {"why": "topic"})
    assert status == 422
    assert "contributor.tinh-a đã đánh dấu câu trả lời này sai" in text
    _, text = await colleague.post("/undo/1", {"back": "/console/questions/2"})
    assert "Đã hoàn tác" in text
    async with asking.database.reading() as session:
        row = await session.get_one(Question, 2)
        assert (row.wrong_by, row.group_id) == ("", None)
        assert list(await session.scalars(select(QuestionGroup))) == []


async def test_the_same_words_marked_twice_are_one_card(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_questions) as it:
        async with it.database.writing() as session:
            session.add(question(9, ASKED, kind="found", codes=[BIRTH]))
        colleague = await it.colleague("contributor")
        for number in (2, 9):
            await colleague.post(f"/questions/{number}/wrong", {"why": "content"})
        async with it.database.reading() as session:
            assert [each.count for each in await session.scalars(select(QuestionGroup))] == [2]
        _, page = await colleague.get("/groups/1")
        assert page.count("có câu trả lời bị đánh dấu sai") == 1


async def test_a_commune_reads_no_question_of_its_neighbour(sqlite_url: str, tmp_path: Path) -> None:
    async with desk(sqlite_url, tmp_path, fill=furnish_questions) as it:
        neighbour = await it.colleague("chief", "xa-b")
        assert (await neighbour.get("/questions/4"))[0] == 404
        assert (await neighbour.post("/questions/4/wrong", {"why": "other"}))[0] == 404
        _, text = await neighbour.get("/questions?agency=xa-c")
        assert "[số điện thoại]" not in text
        for odd in ("0", "x", "99999999999", "4%00"):
            assert (await neighbour.get(f"/questions/{odd}"))[0] == 404
        for odd in ("after=1-2-3", "after=99999999999999999999-1", "band=none&kind=%3Cb%3E&until=2026-13-40"):
            status, text = await neighbour.get(f"/questions?{odd}")
            assert status == 200
            assert "<b>" not in text


async def test_what_the_router_sent_elsewhere_is_marked_taught_and_answered(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Though twenty-five larger groups wait, too."""
    asked, told = "lịch cúp điện xã mình tuần này", "Xã dán lịch ngừng điện ở nhà văn hóa mỗi thứ Hai."
    async with desk(sqlite_url, tmp_path, fill=furnish_questions) as it:
        async with it.database.writing() as session:
            session.add(question(9, asked, kind="routed", asked_at=NOW - 40 * DAY))
            session.add_all(group(100 + each, f"nhóm {each}", 5) for each in range(25))
        editor = await it.colleague("editor")
        assert asked not in (await editor.get("/"))[1]
        await editor.post("/questions/9/wrong", {"why": "topic"}, page="/questions/9")
        _, today = await editor.get("/")
        card = next(each for each in today.split('<li id="')[1:] if asked in each)
        assert "Câu trả lời bị đánh dấu sai" in card
        written = card.split("/console/answers/new?group=")[1].split('"')[0]
        _, form = await editor.get(f"/answers/new?group={written}")
        assert asked in form
        draft = await drafted(editor, asked, told, group=written)
        await published(editor, draft)
        await answered(editor, asked, told)
        assert asked not in (await editor.get("/"))[1]
