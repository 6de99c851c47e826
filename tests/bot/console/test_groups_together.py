"""Groups of one meaning in several communes: one card at the province, one decision, one undo."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from answering import published, words
from desks import Colleague, Desk, desk
from known import MARRIAGE, NOW, SINGLE, furnish
from sqlalchemy import func, select
from town import fresh_url
from waiting_rows import SINGLE_PAPER, group, onward, question, single_paper

from connectors.database import Database
from knowledge.changes import Change
from knowledge.drafts import Draft, DraftKind, DraftState
from knowledge.groups import GroupState, QuestionGroup

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEYS = [["giay", 0.7], ["doc", 0.5], ["than", 0.5]]
NEARLY = [["giay", 0.69], ["doc", 0.52], ["than", 0.48], ["xin", 0.1]]
OTHER = [["cho", 0.7], ["phien", 0.7]]
OPEN = (GroupState.OPEN, GroupState.OPEN)
UNDO = re.compile(r"/console/undo/(\d+)")


async def fill(database: Database) -> None:
    """Groups 1 and 2 mean the same, in two communes; 3, in one of them, something else."""
    await furnish(database)
    async with database.writing() as session:
        session.add(group(1, SINGLE_PAPER[0], 6, agency_id=2, keys=KEYS))
        session.add(group(2, "xin giấy độc thân", 3, agency_id=3, keys=NEARLY))
        session.add(group(3, "họp chợ phiên ngày nào", 2, agency_id=3, keys=OTHER, candidates=[]))
        await session.flush()
        session.add_all(single_paper(1, 6, 1, agency_id=2))
        session.add_all(
            [
                question(20 + each, "xin giấy độc thân", group_id=2, agency_id=3, grouped_at=NOW)
                for each in (1, 2)
            ]
        )
        session.add(question(30, "họp chợ phiên ngày nào", group_id=3, agency_id=3, grouped_at=NOW))
        await session.flush()
        await onward(session)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("together")
    with fresh_url(request, folder) as url:
        async with desk(url, folder, fill=fill) as running:
            yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(it: Desk) -> Colleague:
    return await it.colleague("editor")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def near(it: Desk) -> Colleague:
    return await it.colleague("editor", "xa-b")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def far(it: Desk) -> Colleague:
    return await it.colleague("editor", "xa-c")


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def anew(it: Desk) -> AsyncIterator[None]:
    """Groups 1 and 2 wait again after each test."""
    yield
    async with it.database.writing() as session:
        for each in await session.scalars(select(QuestionGroup)):
            each.state, each.decision, each.decided_by, each.decided_at = GroupState.OPEN, "", "", None


async def states(it: Desk) -> tuple[GroupState, ...]:
    async with it.database.reading() as session:
        query = select(QuestionGroup.state).where(QuestionGroup.id < 3).order_by(QuestionGroup.id)
        return tuple(await session.scalars(query))


async def newest_draft(it: Desk) -> Draft:
    async with it.database.reading() as session:
        return await session.get_one(Draft, await session.scalar(select(func.max(Draft.id))))


async def lines(it: Desk) -> list[tuple[int | None, str]]:
    """Of the log, about groups: whose, and about which."""
    async with it.database.reading() as session:
        query = select(Change.agency_id, Change.subject).where(Change.subject.startswith("group:"))
        return [(agency, about) for agency, about in await session.execute(query.order_by(Change.id))]


async def test_the_province_sees_one_card_and_each_commune_its_own(
    editor: Colleague, near: Colleague
) -> None:
    _, text = await editor.get("/")
    page = words(text)
    assert "8 người hỏi ở 2 nơi trong 7 ngày UBND xã B, UBND xã C. Một quyết định cho cả 2 nơi" in page
    assert "câu trả lời dùng cho UBND tỉnh A và các cơ quan bên dưới" in page
    assert text.count('id="group-') == 2
    assert "/console/answers/new?group=1,2" in text
    _, listed = await editor.get("/groups")
    assert "9 lượt hỏi ở 2 nơi" in listed
    assert 'href="/console/groups/2"' not in listed
    _, shown = await editor.get("/groups/1")
    assert "8 người hỏi ở 2 nơi" in shown
    assert "Cùng ý ở các nơi khác" in shown
    assert 'name="also" value="2"' in shown
    for who, path in ((editor, "/groups/1?only=1"), (near, "/groups/1"), (near, "/")):
        _, text = await who.get(path)
        assert "6 người hỏi trong 7 ngày" in text
        assert 'name="also"' not in text


async def test_the_right_procedure_is_taught_once_for_all_and_taken_back_at_once(
    it: Desk, editor: Colleague
) -> None:
    before = await lines(it)
    _, text = await editor.post("/groups/1/procedure", {"code": SINGLE, "also": "2"})
    draft = await newest_draft(it)
    assert (draft.agency_id, draft.kind, draft.subject, draft.group_id) == (1, DraftKind.PHRASING, SINGLE, 1)
    assert set(draft.body["added"]) == {*SINGLE_PAPER, "xin giấy độc thân"}
    assert await states(it) == (GroupState.DRAFTED, GroupState.DRAFTED)
    assert (await lines(it))[len(before) :] == [(2, "group:1"), (3, "group:2")]
    assert f"/console/answers/draft/{draft.id}" in (await editor.get("/groups/2"))[1]
    assert "cùng một quyết định cho 2 nơi" in text
    await editor.post(f"/answers/draft/{draft.id}/drop", {"lock": str(draft.lock)})
    assert await states(it) == OPEN


async def test_ignored_for_all_is_taken_back_for_all(it: Desk, editor: Colleague, far: Colleague) -> None:
    _, text = await editor.post("/groups/1/ignore", {"also": "2"})
    assert await states(it) == (GroupState.IGNORED, GroupState.IGNORED)
    found = UNDO.search(text)
    assert found is not None
    await far.post("/groups/2/open")
    status, _ = await editor.post(f"/undo/{found[1]}")
    assert status == 422, "one of them was decided anew"
    assert await states(it) == (GroupState.IGNORED, GroupState.OPEN)
    _, text = await editor.post("/groups/1/open")
    _, text = await editor.post("/groups/1/ignore", {"also": "2"})
    found = UNDO.search(text)
    assert found is not None
    await editor.post(f"/undo/{found[1]}")
    assert await states(it) == OPEN


async def test_somebody_elses_matter_is_said_once_for_all(it: Desk, editor: Colleague) -> None:
    await editor.post("/groups/1/send", {"where": "Công an tỉnh", "also": "2"})
    draft = await newest_draft(it)
    assert draft.agency_id == 1
    assert "không thuộc UBND tỉnh A và các cơ quan cấp dưới" in draft.body["text"]
    assert await states(it) == (GroupState.SENT, GroupState.SENT)


async def test_an_answer_for_all_is_live_for_all(it: Desk, editor: Colleague) -> None:
    _, text = await editor.get("/answers/new?group=1,2")
    assert "Người dân hỏi UBND tỉnh A" in text
    assert "xin giấy độc thân" in text
    form = {"questions": "xin giấy độc thân\ngiấy độc thân", "text": "Nộp ở tư pháp.", "agency": "tinh-a"}
    await editor.post("/answers/new", form | {"group": "1,2", "act": "save"})
    draft = await newest_draft(it)
    assert await states(it) == (GroupState.DRAFTED, GroupState.DRAFTED)
    assert "Đã đăng" in await published(editor, draft.id)
    assert await states(it) == (GroupState.ANSWERED, GroupState.ANSWERED)


async def test_where_one_was_decided_meanwhile_it_is_told_and_nothing_is_half_done(
    it: Desk, editor: Colleague, far: Colleague
) -> None:
    await far.post("/groups/2/ignore")
    drafts = (await newest_draft(it)).id
    for act, values in (("procedure", {"code": MARRIAGE}), ("send", {"where": "Sở"}), ("ignore", {})):
        status, text = await editor.post(f"/groups/1/{act}", {**values, "also": "2"})
        assert status == 422
        assert "Bà editor.xa-c vừa quyết định về nhóm “xin giấy độc thân” của UBND xã C" in words(text)
    assert await states(it) == (GroupState.OPEN, GroupState.IGNORED)
    form = {"questions": "giấy độc thân", "text": "Nộp ở tư pháp.", "agency": "tinh-a", "once": "mot"}
    status, text = await editor.post("/answers/new", form | {"group": "1,2", "act": "save"})
    assert (status, "các nhóm còn lại" in text, "Nộp ở tư pháp." in text) == (422, True, True)
    assert 'name="group" value="1"' in text
    assert await states(it) == (GroupState.OPEN, GroupState.IGNORED)
    assert (await newest_draft(it)).id == drafts
    status, _ = await editor.post("/answers/new", form | {"group": "1", "act": "save"})
    assert (status, await states(it)) == (200, (GroupState.DRAFTED, GroupState.IGNORED))
    async with it.database.writing() as session:
        draft = await session.get_one(Draft, (await newest_draft(it)).id)
        draft.state = DraftState.DROPPED


async def test_what_means_something_else_or_is_gone_is_not_decided_along(it: Desk, editor: Colleague) -> None:
    for also in ("3", "2,3", "999999", "2,999999"):
        status, text = await editor.post("/groups/1/ignore", {"also": also})
        assert (status, "chưa thay đổi gì ở nơi nào" in text) == (422, True), also
    assert await states(it) == OPEN
    await editor.post("/groups/1/ignore", {"also": "1,x,²,-2"})
    assert await states(it) == (GroupState.IGNORED, GroupState.OPEN), "what is no number is nothing"


async def test_nobody_decides_along_for_a_commune_that_is_not_theirs(it: Desk, near: Colleague) -> None:
    for act, values in (("procedure", {"code": SINGLE}), ("send", {"where": "Sở"}), ("ignore", {})):
        assert (await near.post(f"/groups/1/{act}", {**values, "also": "2"}))[0] == 404
    assert (await near.get("/answers/new?group=1,2"))[0] == 404
    form = {"questions": "giấy độc thân", "text": "Nộp.", "agency": "xa-b", "group": "1,2", "act": "save"}
    assert (await near.post("/answers/new", form))[0] == 404
    contributor = await it.colleague("contributor")
    assert (await contributor.post("/groups/1/ignore", {"also": "2"}))[0] == 403
    assert await states(it) == OPEN
