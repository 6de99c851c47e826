"""Whoever wrote any of a draft does not approve it; nobody decides about a draft that they did not see."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from answering import decided, drafted, lock_of, sent_again, words
from desks import Colleague, Desk, desk
from town import fresh_url

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("writers")
    with fresh_url(request, folder) as url:
        async with desk(url, folder) as running:
            yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def an(it: Desk) -> Colleague:
    return await it.colleague("editor", name="an")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ba(it: Desk) -> Colleague:
    return await it.colleague("editor", name="ba")


async def _waiting(who: Colleague, asked: str, fee: str = "Lệ phí 5.000 đồng.") -> str:
    """A delicate draft in review; its address."""
    return f"/answers/draft/{await drafted(who, asked, fee, act='send')}"


async def test_who_mends_one_letter_of_anothers_fee_is_told_before_and_then_neither_approves_it(
    it: Desk, an: Colleague, ba: Colleague
) -> None:
    asked = "gửi xe đạp mất bao nhiêu"
    path = await _waiting(an, asked)
    _, page = await ba.get(path)
    assert "Duyệt và đăng" in page
    _, page = await ba.get(f"{path}?edit=1")
    assert "Bà an đã viết bản này. Ông/Bà sửa rồi lưu thì cũng thành người viết" in words(page)
    assert "cơ quan không còn ai khác duyệt được" in words(page)
    cuc = await it.colleague("editor", name="cuc")
    _, page = await ba.get(f"{path}?edit=1")
    assert "không duyệt bản này được nữa. Khi đó người duyệt được: Bà cuc." in words(page)
    form = {"questions": asked, "text": "Lệ phí 5.000 đồng!", "lock": "2", "act": "send"}
    await ba.post(path, form, page=path)
    for writer in (an, ba):
        _, page = await writer.get(path)
        assert "Duyệt và đăng" not in page
        assert "đã viết trong bản này nên không tự duyệt. Người duyệt được: Bà cuc." in words(page)
        status, page = await writer.post(path.replace("answers/draft", "reviews") + "/approve", page=path)
        assert (status, "Người duyệt được: Bà cuc." in words(page)) == (422, True)
        assert f'action="/console{path}/publish"' not in (await writer.get(f"{path}/gate"))[1]
        lock = await lock_of(writer, int(path.rpartition("/")[2]))
        await writer.post(f"{path}/publish", {"lock": lock}, page=path)
        assert asked not in (await writer.get("/"))[1]
    assert asked in (await cuc.get("/"))[1]
    _, page = await cuc.get(path)
    assert "Bà an, Bà ba viết" in words(page)
    await sent_again(cuc, page, f"{path.replace('answers/draft', 'reviews')}/approve")
    assert "Đã đăng" in await decided(cuc, int(path.rpartition("/")[2]))


async def test_what_is_not_delicate_costs_nobody_anything(an: Colleague, ba: Colleague) -> None:
    path = await _waiting(an, "chợ hoa họp ở đâu", "Ở sân vận động.")
    _, page = await ba.get(f"{path}?edit=1")
    assert "thành người viết" not in words(page)


async def test_what_came_back_waits_for_everybody_who_wrote_in_it(
    it: Desk, an: Colleague, ba: Colleague
) -> None:
    asked = "phạt đi ngược chiều"
    path = await _waiting(an, asked, "Xử phạt theo quy định.")
    form = {"questions": asked, "text": "Xử phạt theo nghị định.", "lock": "2", "act": "send"}
    await ba.post(path, form, page=path)
    other = await it.colleague("editor", name="giao")
    _, page = await other.get(path)
    await sent_again(other, page, f"/reviews/{path.rpartition('/')[2]}/return", note="Ghi số nghị định.")
    for writer in (an, ba):
        assert "Ghi số nghị định." in (await writer.get("/"))[1]


async def test_a_draft_that_went_on_is_not_dropped_unseen(an: Colleague, ba: Colleague) -> None:
    asked = "thuê bàn ghế của thôn"
    path = f"/answers/draft/{await drafted(an, asked, 'Hỏi trưởng thôn.')}"
    _, old = await ba.get(path)
    await an.post(path, {"questions": asked, "text": "Gọi trưởng thôn.", "lock": "1"}, page=path)
    status, page = await sent_again(ba, old, f"{path}/drop")
    assert status == 409
    assert "người viết gần nhất: Bà an. Chưa bỏ gì." in words(page)
    assert "Gọi trưởng thôn." in page
    assert (await ba.post(f"{path}/drop", page=path))[0] == 409, "no lock, nothing seen"
    status, page = await sent_again(ba, page, f"{path}/drop")
    assert (status, "Đã bỏ bản nháp." in words(page)) == (200, True)


async def test_a_draft_that_went_on_is_not_given_back_unseen_and_the_note_stays(
    an: Colleague, ba: Colleague
) -> None:
    asked = "phạt hút thuốc ở ủy ban"
    path = await _waiting(an, asked, "Xử phạt theo quy định.")
    act, note = f"/reviews/{path.rpartition('/')[2]}/return", "Ghi rõ mức phạt."
    _, old = await ba.get(path)
    form = {"questions": asked, "text": "Xử phạt theo nghị định.", "lock": "2"}
    await an.post(path, {**form, "act": "save"}, page=path)
    status, page = await sent_again(ba, old, act, note=note)
    assert status == 409
    assert f"Bản này không còn chờ duyệt nên không trả lại được. Lời nhắn đã ghi: “{note}”" in words(page)
    assert "Xử phạt theo nghị định." in page
    await an.post(path, {**form, "lock": "3", "act": "send"}, page=path)
    status, page = await sent_again(ba, old, act, note=note)
    assert status == 409
    assert "Chưa trả lại; nội dung mới ở dưới. Lời nhắn còn nguyên ở dưới." in words(page)
    assert note in page.split("<textarea")[1].split("</textarea>")[0]
    status, page = await sent_again(ba, page, act, note=note)
    assert (status, "Đã trả lại bản nháp" in words(page)) == (200, True)


async def test_what_was_refused_is_sent_again_from_the_page_that_said_so_and_from_the_one_before(
    an: Colleague, ba: Colleague
) -> None:
    asked = "thuê loa đài của xã"
    path = f"/answers/draft/{await drafted(an, asked, 'Hỏi văn phòng.')}"
    _, old = await ba.get(path)
    await an.post(path, {"questions": asked, "text": "Hỏi văn hóa xã.", "lock": "1"}, page=path)
    status, page = await sent_again(ba, old, path, text="Gọi văn phòng.", act="save")
    assert (status, "Hỏi văn hóa xã." in page) == (409, True)
    assert (await sent_again(ba, old, path, text="Gọi văn phòng.", act="save"))[0] == 409, "still unseen"
    status, page = await sent_again(ba, page, path, text="", act="save")
    assert (status, "Chưa có nội dung trả lời" in words(page)) == (422, True)
    status, page = await sent_again(ba, page, path, text="Gọi văn hóa xã.", act="save")
    assert (status, "Đã lưu bản nháp." in words(page), "Gọi văn hóa xã." in page) == (200, True, True)


async def test_who_only_drafts_goes_on_with_what_an_editor_mended(it: Desk, ba: Colleague) -> None:
    writer = await it.colleague("contributor", name="sen")
    stranger = await it.colleague("contributor", name="thoa")
    asked = "mượn sân kho phơi lúa"
    path = f"/answers/draft/{await drafted(writer, asked, 'Hỏi trưởng thôn.')}"
    await ba.post(path, {"questions": asked, "text": "Gọi trưởng thôn.", "lock": "1"}, page=path)
    _, page = await writer.get(path)
    status, _ = await sent_again(writer, page, path, text="Gặp trưởng thôn.", act="save")
    assert status == 200
    _, page = await stranger.get(path)
    assert ("Gặp trưởng thôn." in page, "<textarea" in page) == (True, False)
