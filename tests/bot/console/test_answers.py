"""Answers as colleagues write, publish, mend, return to and switch off."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from answering import PARKING, TEXT, answered, drafted, published, words
from desks import Colleague, Desk, desk
from sqlalchemy import func, select
from town import fresh_url
from waiting_rows import group

from knowledge.agencies import Agency
from knowledge.answers import Answer
from knowledge.drafts import Draft

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("answers")
    with fresh_url(request, folder) as url:
        async with desk(url, folder) as running:
            yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(it: Desk) -> Colleague:
    return await it.colleague("editor")


async def test_an_answer_that_is_written_and_published_reaches_citizens(it: Desk, editor: Colleague) -> None:
    number = await drafted(editor, PARKING, TEXT)
    _, page = await editor.get("/answers?show=drafts")
    assert "gửi xe ở đâu khi đến ủy ban" in page
    assert "Đã đăng. Có hiệu lực trong vòng 2 giây." in await published(editor, number)
    await answered(editor, "chỗ để xe máy ở ủy ban", TEXT)
    status, page = await editor.get("/answers")
    assert (status, "đang dùng" in page) == (200, True)
    _, found = await editor.get("/answers?q=de+xe+may")
    assert "gửi xe ở đâu khi đến ủy ban" in found


async def test_each_version_is_shown_with_its_words_and_returned_to_by_one_click(
    it: Desk, editor: Colleague
) -> None:
    first = "Quầy một cửa mở từ 7 giờ 30 đến 11 giờ 30."
    one = await drafted(editor, "quầy một cửa mở mấy giờ\nmấy giờ làm việc quầy một cửa", first)
    await published(editor, one)
    code = await _code(it, "quầy một cửa mở mấy giờ")
    two = await drafted(
        editor,
        "quầy một cửa mở mấy giờ\nmấy giờ làm việc quầy một cửa",
        first.replace("11 giờ 30", "12 giờ"),
        agency="tinh-a",
        code=code,
    )
    await published(editor, two)
    path = f"/answers/tinh-a/{code}"
    _, page = await editor.get(path)
    assert "<del>" in page
    assert "Trở lại bản 1" in page
    restore = page.split("/answers/versions/")[1].split("/")[0]
    status, page = await editor.post(f"/answers/versions/{restore}/restore", page=path)
    assert status == 200
    await answered(editor, "quầy một cửa mở mấy giờ", first)


async def test_what_does_not_fit_is_shown_again_with_everything_that_was_typed(editor: Colleague) -> None:
    typed = {"questions": "hỏi gì đó", "text": "Chu. " * 190_000, "url": "không phải liên kết"}
    status, page = await editor.post("/answers/new", typed, page="/answers/new")
    assert status == 422
    assert "nhiều hơn mức 20.000" in page
    assert page.count("Chu. ") >= 189_999
    assert "không phải liên kết" in page


async def test_a_double_click_makes_one_draft(it: Desk, editor: Colleague) -> None:
    form = {"questions": "bấm hai lần thì sao", "text": "Một bản nháp.", "once": "a" * 32, "act": "save"}
    for _ in range(2):
        status, page = await editor.post("/answers/new", form, page="/answers/new")
        assert (status, "bấm hai lần thì sao" in page) == (200, True)
    async with it.database.reading() as session:
        count = await session.scalar(select(func.count()).where(Draft.subject == "bam-hai-lan-thi-sao"))
    assert count == 1


async def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(
    it: Desk, editor: Colleague
) -> None:
    other = await it.colleague("editor", name="lan.tinh-a")
    number = await drafted(editor, "hai người cùng sửa", "Nội dung ban đầu.")
    path = f"/answers/draft/{number}"
    theirs = {"questions": "hai người cùng sửa", "text": "Nội dung của Lan.", "lock": "1"}
    await other.post(path, theirs, page=path)
    mine = {**theirs, "text": "Nội dung của tôi."}
    status, page = await editor.post(path, mine, page=path)
    assert status == 409
    assert "lan.tinh-a" in page
    assert "Nội dung của Lan." in page
    assert "Nội dung của tôi." in page
    merged = {**theirs, "text": "Nội dung của Lan và tôi.", "lock": "2"}
    status, page = await editor.post(path, merged, page=path)
    assert (status, "Nội dung của Lan và tôi." in page) == (200, True)


async def test_a_switch_acts_at_once_and_one_click_turns_it_on_again(it: Desk, editor: Colleague) -> None:
    number = await drafted(editor, "nhà vệ sinh công cộng ở đâu\nđi vệ sinh chỗ nào", "Cạnh nhà xe.")
    await published(editor, number)
    await answered(editor, "nhà vệ sinh công cộng ở đâu", "Cạnh nhà xe.")
    code = await _code(it, "nhà vệ sinh công cộng ở đâu")
    path = f"/answers/tinh-a/{code}"
    switch = {"what": f"answer:{code}", "reason": "đang sửa <b>", "back": f"/console{path}"}
    _, page = await editor.post("/blocks", switch, page=path)
    assert "Đã tạm ngừng" in page
    assert "đang sửa &lt;b&gt;" in page
    assert "bản mới nhất, đang tạm ngừng" in page
    await answered(editor, "nhà vệ sinh công cộng ở đâu", "answer")
    _, page = await editor.get("/blocks")
    block = page.split("/console/blocks/")[1].split("/")[0]
    _, page = await editor.post(f"/blocks/{block}/end", page="/blocks")
    assert "Đã bật lại" in page
    await answered(editor, "nhà vệ sinh công cộng ở đâu", "Cạnh nhà xe.")


async def test_whole_channels_are_switched_off_by_a_chief_alone(it: Desk, editor: Colleague) -> None:
    switch = {"what": "channel:zalo", "reason": "thử"}
    status, _ = await editor.post("/blocks", switch, page="/blocks")
    assert status == 403
    chief = await it.colleague("chief", "xa-c")
    status, page = await chief.post("/blocks", switch, page="/blocks")
    assert (status, "Đã tạm ngừng kênh Zalo" in page) == (200, True)


async def test_drafts_and_answers_of_another_agency_are_not_reached_by_their_numbers(
    it: Desk, editor: Colleague
) -> None:
    number = await drafted(editor, "của tỉnh thôi", "Không ai khác sửa.")
    stranger = await it.colleague("editor", "xa-b")
    path = f"/answers/draft/{number}"
    for page in (path, f"{path}/try", f"{path}/gate", f"{path}/gate/state"):
        assert (await stranger.get(page))[0] == 404, page
    form = {"questions": "x", "text": "y", "lock": "1", "note": "z", "what": "answer:x", "reason": "r"}
    for page in (path, f"{path}/drop", f"{path}/publish", f"{path}/try"):
        assert (await stranger.post(page, form, page="/answers/new"))[0] == 404, page
    for page in (f"/reviews/{number}/approve", f"/reviews/{number}/return"):
        assert (await stranger.post(page, form, page="/answers/new"))[0] == 404, page
    status, _ = await stranger.post("/blocks", {**form, "agency": "3"}, page="/blocks")
    assert status == 404


async def test_an_answer_is_withdrawn_through_a_draft_and_can_be_brought_back(
    it: Desk, editor: Colleague
) -> None:
    asked = "có máy rút tiền ở ủy ban không\ncây atm gần ủy ban"
    await published(editor, await drafted(editor, asked, "Cây ATM ở cổng số 1."))
    code = await _code(it, "có máy rút tiền ở ủy ban không")
    _, page = await editor.post(f"/answers/tinh-a/{code}/withdraw", page="/answers/new")
    number = int(page.split('action="/console/answers/draft/')[1].split('"')[0])
    await published(editor, number)
    status, page = await editor.get(f"/answers/tinh-a/{code}")
    assert (status, "đã gỡ bỏ" in words(page)) == (200, True)


async def _code(it: Desk, question: str) -> str:
    async with it.database.reading() as session:
        answers = (await session.scalars(select(Answer))).all()
    return next(answer.code for answer in answers if question in answer.questions)


async def test_what_a_commune_was_asked_is_answered_for_the_commune_by_whomever(
    it: Desk, editor: Colleague
) -> None:
    async with it.database.writing() as session:
        commune = await session.scalar(select(Agency).where(Agency.code == "xa-b"))
        assert commune is not None
        session.add(group(70, "sân bóng xã B mở mấy giờ", 2, agency_id=commune.id))
    _, page = await editor.get("/answers/new?group=70")
    assert f"Người dân hỏi {commune.name} " in words(page)
    assert 'name="agency" value="xa-b"' in page


async def test_a_double_click_makes_one_draft_and_leads_there_twice(it: Desk) -> None:
    editor = await it.colleague("editor", name="nhan.doi")
    once = "x" * 90  # longer than any of ours: cut alike each time
    form = {"questions": "thuê rạp cưới của xã", "text": "Liên hệ văn hóa xã.", "act": "save", "once": once}
    clicks = await asyncio.gather(*(editor.post("/answers/new", form, page="/answers/new") for _ in range(3)))
    assert [status for status, _ in clicks] == [200] * 3
    async with it.database.reading() as session:
        mine = list(await session.scalars(select(Draft.id).where(Draft.author == "nhan.doi")))
    assert len(mine) == 1
