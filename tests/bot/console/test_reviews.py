"""What is delicate needs two people; what breaks answers is stopped by the gate; drafts are tried before."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from answering import answered, decided, drafted, lock_of, published, words
from desks import Desk, desk
from known import BIRTH, BIRTH_FOREIGN, NOW, furnish
from town import fresh_url

from connectors.database import Database
from knowledge.regressions import Regression

pytestmark = pytest.mark.asyncio(loop_scope="module")
STOLEN = "khai sinh cho con"
ASKED = "bé mới sinh cần làm giấy gì"


async def _furnish(database: Database) -> None:
    await furnish(database)
    async with database.writing() as session:
        session.add(Regression(agency_id=1, asked=STOLEN, expected=BIRTH, added_by="lan", at=NOW))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def it(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("reviews")
    with fresh_url(request, folder) as url:
        async with desk(url, folder, fill=_furnish) as running:
            yield running


async def test_a_fee_is_published_by_somebody_else_than_its_author(it: Desk) -> None:
    author, other = await it.colleague("editor", name="an"), await it.colleague("editor", name="binh")
    number = await drafted(
        author, "giữ xe máy bao nhiêu tiền\ngửi xe mất phí không", "Lệ phí giữ xe 5.000 đồng."
    )
    path = f"/answers/draft/{number}"
    form = {
        "questions": "giữ xe máy bao nhiêu tiền\ngửi xe mất phí không",
        "text": "Lệ phí giữ xe 5.000 đồng.",
    }
    _, page = await author.post(path, {**form, "lock": "1", "act": "publish"}, page=path)
    assert "Đã gửi duyệt. Người duyệt được: Bà binh" in words(page)
    assert "nên không tự duyệt. Người duyệt được: Bà binh" in words(page)
    status, page = await author.post(f"/reviews/{number}/approve", page=path)
    assert status == 422
    assert "Vì sao cần hai người" in words(page)
    assert "đã viết trong bản này nên không tự duyệt. Người duyệt được: Bà binh" in words(page)
    assert "giữ xe máy" in (await other.get("/reviews"))[1]
    _, page = await other.get(path)
    assert "Vì sao cần hai người" in page
    await other.post(
        f"/reviews/{number}/approve", {"lock": page.split('name="lock" value="')[1][0]}, page=path
    )
    assert "Đã đăng" in await decided(other, number)
    await answered(other, "gửi xe mất phí không", "5.000 đồng")


async def test_nobody_publishes_what_was_changed_behind_their_page(it: Desk) -> None:
    author, other = await it.colleague("editor", name="ngoc"), await it.colleague("editor", name="oanh")
    asked, path = "thuê hội trường giá bao nhiêu", "/answers/draft/{}"
    number = await drafted(author, asked, "Phí thuê 100.000 đồng.", act="send")
    path = path.format(number)
    _, page = await other.get(path)
    lock = page.split('name="lock" value="')[1].split('"')[0]
    form = {"questions": asked, "text": "Phí thuê 900.000 đồng.", "lock": lock, "act": "save"}
    await author.post(path, form, page=path)
    for act in (f"/reviews/{number}/approve", f"{path}/publish"):
        status, page = await other.post(act, {"lock": lock}, page=path)
        assert (status, "sau khi Ông/Bà mở trang" in words(page)) == (409, True), act
        assert "Phí thuê 900.000 đồng." in page
    _, page = await other.get(f"{path}/gate")
    assert f'action="/console{path}/publish"' not in page
    await other.post(f"{path}/publish", {"lock": await lock_of(other, number)}, page=path)
    _, page = await other.get(path)
    assert "Đã đăng" not in words(page)


async def test_what_is_given_back_comes_to_its_author_with_the_note(it: Desk) -> None:
    author, other = await it.colleague("contributor", name="cuc"), await it.colleague("editor", name="dung")
    number = await drafted(author, "phạt đỗ xe sai chỗ", "Xử phạt theo quy định.", act="send")
    note = {"note": "Ghi rõ mức phạt <i>", "lock": "2"}
    await other.post(f"/reviews/{number}/return", note, page=f"/answers/draft/{number}")
    _, page = await author.get(f"/answers/draft/{number}")
    assert "dung trả lại: Ghi rõ mức phạt &lt;i&gt;" in page


async def test_a_phrasing_that_breaks_an_answer_is_stopped_and_named_and_a_chief_may_go_on(it: Desk) -> None:
    editor, chief = await it.colleague("editor", name="giang"), await it.colleague("chief", name="hoa")
    bad = {"added": f"{STOLEN}\n{STOLEN} vậy\n{STOLEN} ạ"}
    _, page = await editor.post(
        f"/procedures/{BIRTH_FOREIGN}/phrasings", bad, page=f"/procedures/{BIRTH_FOREIGN}"
    )
    number = int(page.split('action="/console/answers/draft/')[1].split('"')[0])
    said = await published(editor, number)
    assert "Chưa đăng: 1 câu hỏi đang được trả lời đúng sẽ đổi kết quả." in said
    assert f"{STOLEN} tại UBND tỉnh A" in said
    assert "nhờ trưởng ban đăng" in said
    path = f"/answers/draft/{number}"
    force = {"force": "1", "why": "Chấp nhận", "lock": await lock_of(chief, number)}
    assert (await editor.post(f"{path}/publish", force, page=path))[0] == 403
    assert (await chief.post(f"{path}/publish", force | {"why": ""}, page=path))[0] == 422
    await chief.post(f"{path}/publish", force, page=path)
    said = await decided(chief, number)
    assert "Đã đăng" in said
    assert "Câu hỏi đã đổi kết quả" in said
    assert "Sẽ thành" not in said
    _, page = await chief.get(f"/procedures/{BIRTH_FOREIGN}")
    assert "Lý do: Chấp nhận" in page


async def test_a_draft_is_tried_as_each_channel_would_show_it_and_nothing_of_it_is_live(it: Desk) -> None:
    editor = await it.colleague("editor", name="khanh")
    _, page = await editor.post(
        f"/procedures/{BIRTH}/phrasings", {"added": ASKED}, page=f"/procedures/{BIRTH}"
    )
    number = int(page.split('action="/console/answers/draft/')[1].split('"')[0])
    path = f"/answers/draft/{number}/try"
    _, page = await editor.get(path)
    for channel in ("Zalo", "Messenger", "Trang trò chuyện"):
        assert channel in page
    assert "nhận ra" in page
    assert "Xin nhắn một số để chọn" in page
    button = page.split('name="press" value="')[1].split('"')[0].replace("&#9;", "\t")
    _, page = await editor.post(path, {"said": ASKED, "press": button}, page=path)
    assert "Tờ khai đăng ký khai sinh" in page
    assert it.service.library.answer("tinh-a", ASKED, None, NOW).ranked[:1] != ()
    assert ASKED not in {text for _, _, text in it.service.library.holdings.material.phrasings}


async def test_a_field_in_the_agencys_words_is_told_with_its_reason_and_given_back_to_the_portal(
    it: Desk,
) -> None:
    editor = await it.colleague("editor", name="lam")
    path = f"/procedures/{BIRTH}/fields/time"
    status, _ = await editor.post(path, {"text": "Trong 02 giờ", "reason": ""}, page=path)
    assert status == 422
    _, page = await editor.post(path, {"text": "Trong buổi", "reason": "Thông báo 5/TB-UBND"}, page=path)
    number = int(page.split('action="/console/answers/draft/')[1].split('"')[0])
    assert "Đã đăng" in await published(editor, number)
    _, page = await editor.get(f"/procedures/{BIRTH}")
    assert "Thông báo 5/TB-UBND" in page
    assert "Dùng lại lời của cổng" in page


async def test_a_chief_says_which_words_need_two_people(it: Desk) -> None:
    chief = await it.colleague("chief", name="minh")
    _, page = await chief.post("/review-words", {"words": "nghĩa vụ quân sự"}, page="/review-words")
    assert "nghĩa vụ quân sự" in page
    number = await drafted(chief, "khám nghĩa vụ quân sự ở đâu", "Tại trạm y tế.")
    _, page = await chief.get(f"/answers/draft/{number}")
    assert "Cần người thứ hai duyệt" in page
    row = (await chief.get("/review-words"))[1].split("/console/review-words/")[1].split("/")[0]
    _, page = await chief.post(f"/review-words/{row}/remove", page="/review-words")
    assert "không còn bắt buộc" in page


async def test_a_contributor_neither_rewrites_nor_drops_the_draft_of_another(it: Desk) -> None:
    author, other = (
        await it.colleague("contributor", name="sen"),
        await it.colleague("contributor", name="thoa"),
    )
    editor = await it.colleague("editor", name="uyen")
    values = {"questions": "chợ phiên họp ngày nào", "text": "Chủ nhật hằng tuần.", "act": "save"}
    _, page = await author.post("/answers/new", values, page="/answers/new")
    found = re.search(r"/console/answers/draft/(\d+)", page)
    assert found is not None
    path = f"/answers/draft/{found[1]}"
    changed = {**values, "text": "Thứ Bảy.", "lock": "1"}
    assert (await other.post(path, changed, page=path))[0] == 403
    assert (await other.post(f"{path}/drop", page=path))[0] == 403
    assert (await editor.post(path, changed, page=path))[0] == 200
