"""Groups of questions: one decision for all of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from desks import Desk, desk
from known import MARRIAGE, SINGLE
from sqlalchemy import func, select
from waiting_rows import SINGLE_PAPER, furnish_today, group, single_paper

from knowledge.drafts import Draft, DraftKind
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question


@pytest.fixture
async def it(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(sqlite_url, tmp_path, fill=furnish_today) as running:
        yield running


async def _group(it: Desk, number: int = 1) -> QuestionGroup | None:
    async with it.database.reading() as session:
        return await session.get(QuestionGroup, number)


async def _newest_draft(it: Desk) -> Draft:
    async with it.database.reading() as session:
        number = await session.scalar(select(func.max(Draft.id)))
        return await session.get_one(Draft, number)


async def test_the_right_procedure_is_one_tap_and_its_draft_holds_the_wordings(it: Desk) -> None:
    contributor = await it.colleague("contributor")
    await contributor.post("/groups/1/procedure", {"code": SINGLE})
    draft = await _newest_draft(it)
    assert (draft.kind, draft.subject, draft.group_id) == (DraftKind.PHRASING, SINGLE, 1)
    assert sorted(draft.body["added"]) == sorted(SINGLE_PAPER)
    found = await _group(it)
    assert found is not None
    assert (found.state, found.decision) == (GroupState.DRAFTED, SINGLE)


async def test_another_procedure_is_looked_for_by_its_name_and_one_tap_away(it: Desk) -> None:
    contributor = await it.colleague("contributor")
    for words in ("dang ky ket hon", MARRIAGE):
        _, page = await contributor.get(f"/groups/2?q={words.replace(' ', '+')}")
        found = page.split('id="other"', 1)[1].split("</details>", 1)[0]
        assert found.index(f'name="code" value="{MARRIAGE}"') == found.index('name="code"')
    _, page = await contributor.get("/groups/2?q=%3F%3F%3F")
    assert "Không thấy thủ tục nào như vậy" in page


async def test_a_procedure_that_is_none_is_told_and_nothing_changes(it: Desk) -> None:
    editor = await it.colleague("editor")
    for code in ("", "9.999999", "answer:x", "<script>"):
        status, text = await editor.post("/groups/1/procedure", {"code": code})
        assert status == 422
        assert "<script>" not in text
    found = await _group(it)
    assert found is not None
    assert found.state is GroupState.OPEN


async def test_somebody_elses_matter_becomes_an_answer_that_says_whose(it: Desk) -> None:
    editor = await it.colleague("editor")
    await editor.post("/groups/2/send", {"where": "  Phòng Kinh tế\n huyện "})
    draft = await _newest_draft(it)
    assert draft.kind is DraftKind.ANSWER
    assert draft.body["text"].startswith("Việc này thuộc Phòng Kinh tế huyện, không thuộc UBND tỉnh A.")
    assert set(draft.body["questions"]) == {"xin số nhà ở đâu", "cấp số nhà"}
    found = await _group(it, 2)
    assert found is not None
    assert (found.state, found.decision) == (GroupState.SENT, "Phòng Kinh tế huyện")
    status, text = await editor.post("/groups/2/send", {"where": "Sở"})
    assert status == 422
    assert "editor.tinh-a vừa quyết định về nhóm này: việc của cơ quan khác" in text
    assert ">Sở<" in text or 'value="Sở"' in text


async def test_wordings_that_mean_something_else_leave_into_a_group_of_their_own(it: Desk) -> None:
    editor = await it.colleague("editor")
    _, text = await editor.post("/groups/1/split", {"wording": SINGLE_PAPER[0]})
    assert "Đã tách 2 lượt hỏi thành nhóm riêng." in text
    found = await _group(it)
    assert found is not None
    assert (found.count, found.title) == (4, "giấy xác nhận chưa kết hôn cần gì")
    async with it.database.reading() as session:
        other = await session.scalar(select(QuestionGroup).where(QuestionGroup.title == SINGLE_PAPER[0]))
        assert other is not None
        assert other.count == 2
        moved = select(func.count()).select_from(Question).where(Question.group_id == other.id)
        assert await session.scalar(moved) == 2
    status, _ = await editor.post("/groups/1/split", [("wording", each) for each in SINGLE_PAPER])
    assert status == 422


async def test_two_groups_of_one_meaning_become_one(it: Desk) -> None:
    editor = await it.colleague("editor")
    _, text = await editor.post("/groups/1/merge", {"other": "2"})
    assert "Đã gộp: nhóm này có 8 lượt hỏi." in text
    assert await _group(it, 2) is None
    for wrong in ("1", "3", "77", ""):
        status, _ = await editor.post("/groups/1/merge", {"other": wrong})
        assert status == 422


async def test_the_group_that_means_nearly_the_same_is_offered_first_for_merging(it: Desk) -> None:
    plain, near = [["khai", 0.6], ["#1.2", 0.4]], [["khai", 0.5], ["#1.2", 0.4], ["hom", 0.2]]
    async with it.database.writing() as session:
        for number, (title, count, keys) in enumerate(
            (("khai gì đó", 1, plain), ("khai gần đó", 1, near), ("chuyện khác", 9, [["xe", 0.8]])), 70
        ):
            row = group(number, title, count)
            row.keys = keys
            session.add(row)
    editor = await it.colleague("editor")
    _, text = await editor.get("/groups/70")
    _, _, offered = text.partition('<select id="f-other" name="other">')
    assert offered.startswith('<option value="71">khai gần đó')
    assert "chuyện khác" in offered


async def test_the_page_of_a_group_shows_wordings_days_and_decisions(it: Desk) -> None:
    editor = await it.colleague("editor")
    _, text = await editor.get("/groups/1")
    for shown in (*SINGLE_PAPER, "6 người hỏi trong 7 ngày", "22/11/2026", "Đăng ký kết hôn", "Gộp vào đây"):
        assert shown in text
    _, listed = await editor.get("/groups?state=answered")
    assert "đăng ký khai sinh muộn" in listed
    assert "số nhà" not in listed


async def test_a_commune_neither_sees_nor_decides_its_neighbours_groups(it: Desk) -> None:
    async with it.database.writing() as session:
        session.add(group(50, "hỏi ở xã C", 2, agency_id=3))
        await session.flush()
        session.add_all(single_paper(60, 2, 50, agency_id=3))
    neighbour, province = await it.colleague("editor", "xa-b"), await it.colleague("editor")
    assert (await neighbour.get("/groups/50"))[0] == 404
    for act in ("ignore", "open", "split", "merge"):
        assert (await neighbour.post(f"/groups/50/{act}"))[0] == 404
    assert (await neighbour.post("/groups/50/procedure", {"code": MARRIAGE}))[0] == 404
    assert "hỏi ở xã C" not in (await neighbour.get("/groups"))[1]
    assert "hỏi ở xã C" in (await province.get("/groups"))[1]
    assert "UBND xã C" in (await province.get("/"))[1]
    contributor = await it.colleague("contributor", "xa-c")
    assert (await contributor.post("/groups/50/ignore"))[0] == 403


async def test_groups_are_paged_the_largest_first(it: Desk) -> None:
    async with it.database.writing() as session:
        session.add_all([group(each, f"nhóm số {each} ấy", each % 7) for each in range(100, 160)])
    editor = await it.colleague("editor")
    seen, path = [], "/groups"
    while path:
        _, text = await editor.get(path)
        seen += [int(each.split(" ấy")[0]) for each in text.split("“nhóm số ")[1:]]
        rest = text.split('href="/console/groups?state=open&amp;after=')
        path = f"/groups?state=open&after={rest[1].split(chr(34))[0]}" if len(rest) > 1 else ""
    assert sorted(seen) == list(range(100, 160))
    assert seen == sorted(seen, key=lambda each: (-(each % 7), each))
