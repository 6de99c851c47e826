"""Drafts: written, sent to a second person, given back, dropped, and never lost to another's."""

from functools import partial

import pytest
from desk_of_drafts import ASKED, LAN, MINH, SAID, Desk, answer, opened, override, phrasing
from known import BIRTH, NOW, STAY, change
from sqlalchemy import select

from connectors.database import Database
from knowledge.changes import Change, revision
from knowledge.delicate import ReviewWord
from knowledge.delicate_words import delicate_words
from knowledge.drafting import BodyError, StaleError, body_of, drop, give_back, send_for_review
from knowledge.drafts import Draft, DraftKind, DraftState
from knowledge.facets import Facet
from knowledge.findings import Written
from knowledge.groups import GroupState, QuestionGroup
from knowledge.refusals import RefusedError


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await opened(database)


async def test_a_draft_changes_nothing_that_citizens_hear(desk: Desk) -> None:
    async with desk.database.reading() as session:
        before = await revision(session)
    draft = await desk.save(answer())
    assert (draft.subject, draft.state, draft.author, draft.lock) == (
        "cho-phien-hop-ngay-nao",
        DraftState.DRAFT,
        LAN,
        1,
    )
    async with desk.database.reading() as session:
        assert await revision(session) == before
        line = (await session.scalars(select(Change).where(Change.subject == f"draft:{draft.id}"))).one()
    assert (line.by, line.learned, line.after["text"] if line.after else "") == (LAN, False, SAID)
    assert not isinstance(await desk.ask(ASKED), Written)


async def test_a_code_that_is_taken_gets_a_number(desk: Desk) -> None:
    first = await desk.save(answer(SAID, "Giờ mở cửa?"), agency="xa-c")
    second = await desk.save(answer(SAID, "giờ mở cửa"))
    assert (first.subject, second.subject) == ("gio-mo-cua", "gio-mo-cua-2")


async def test_the_second_of_two_editors_is_shown_what_the_first_saved(desk: Desk) -> None:
    draft = await desk.save(answer())
    await desk.save(answer("Bản của Minh."), draft.subject, MINH, draft_id=draft.id, lock=1)
    with pytest.raises(StaleError, match=MINH) as told:
        await desk.save(answer("Bản của Lan."), draft.subject, LAN, draft_id=draft.id, lock=1)
    assert (told.value.draft.body["text"], told.value.draft.lock) == ("Bản của Minh.", 2)


async def test_nobody_drops_or_gives_back_what_was_written_since_they_looked(desk: Desk) -> None:
    draft = await desk.save(answer())
    await desk.save(answer("Bản của Minh."), draft.subject, MINH, draft_id=draft.id, lock=1)
    for act in (partial(drop, by=LAN), partial(give_back, by=LAN, note="Thêm giờ.")):
        with pytest.raises(StaleError):
            async with desk.database.writing() as session:
                await act(session, draft.id, now=NOW, lock=1)
    async with desk.database.reading() as session:
        assert (await session.get_one(Draft, draft.id)).state is DraftState.DRAFT


async def test_who_begins_what_somebody_is_writing_already_is_led_there(desk: Desk) -> None:
    first = await desk.save(override("Trong ngày"), f"{BIRTH}:time")
    with pytest.raises(StaleError, match="đang soạn") as told:
        await desk.save(override("Hai ngày"), f"{BIRTH}:time", MINH)
    assert told.value.draft.id == first.id
    await desk.save(phrasing("làm giấy cho cháu"), BIRTH)
    await desk.save(phrasing("giấy tờ cho trẻ"), BIRTH, MINH)


async def test_a_draft_goes_to_a_second_person_and_comes_back_with_a_note(desk: Desk) -> None:
    draft = await desk.save(answer())
    async with desk.database.writing() as session:
        await send_for_review(session, draft.id, by=LAN, now=NOW)
        with pytest.raises(RefusedError, match="cần sửa gì"):
            await give_back(session, draft.id, by=MINH, now=NOW, note=" ")
        back = await give_back(session, draft.id, by=MINH, now=NOW, note="Thêm giờ họp chợ.", lock=2)
    assert (back.state, back.reviewer, back.note) == (DraftState.RETURNED, MINH, "Thêm giờ họp chợ.")
    with pytest.raises(RefusedError, match="trả lại"):
        await desk.publish(draft, MINH)
    again = await desk.save(answer("Họp từ 6 giờ."), draft.subject, draft_id=draft.id, lock=back.lock)
    assert (again.state, again.note) == (DraftState.DRAFT, "")


async def test_a_group_waits_again_once_its_draft_is_dropped(desk: Desk) -> None:
    group = QuestionGroup(
        agency_id=2, title=ASKED, keys=[], count=3, first_at=NOW, last_at=NOW, state=GroupState.OPEN
    )
    await change(desk.database, group)
    draft = await desk.save(answer(), group_id=group.id)
    assert await _state(desk, group.id) is GroupState.DRAFTED
    with pytest.raises(RefusedError, match="Nhóm"):
        await desk.save(answer(), agency="xa-c", group_id=group.id)
    async with desk.database.writing() as session:
        await drop(session, draft.id, by=LAN, now=NOW)
    assert await _state(desk, group.id) is GroupState.OPEN
    with pytest.raises(RefusedError, match="đã bỏ"):
        await desk.save(answer(), draft.subject, draft_id=draft.id, lock=2)


async def _state(desk: Desk, group_id: int) -> GroupState:
    async with desk.database.reading() as session:
        return (await session.get_one(QuestionGroup, group_id)).state


@pytest.mark.parametrize(
    ("body", "subject", "why"),
    [
        (phrasing("x y z"), "9.999999", "Không có thủ tục"),
        (override("x"), "9.999999:time", "Không có thủ tục"),
        (override("x"), f"{BIRTH}:fee", "không khớp"),
        (phrasing(), BIRTH, "Chưa có cách hỏi"),
        (phrasing(removed=("không của ai",)), BIRTH, "không do cơ quan này"),
        (answer(), "Mã Có Dấu", "Mã câu trả lời"),
    ],
)
async def test_what_fits_nothing_is_refused(desk: Desk, body: object, subject: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        await desk.save(body, subject)  # type: ignore[arg-type]
    async with desk.database.reading() as session:
        assert not (await session.scalars(select(Draft))).all()


async def test_words_and_fields_that_a_chief_added_need_two(desk: Desk) -> None:
    words = (("chợ phiên", 1), ("Hộ tịch", 2))
    await change(
        desk.database,
        *(ReviewWord(agency_id=key, words=text, added_by="chief", at=NOW) for text, key in words),
    )
    assert "chợ phiên" in (await desk.save(answer())).delicate
    assert "Hộ tịch" in (await desk.save(phrasing("nhận con nuôi"), STAY)).delicate
    assert not (await desk.save(phrasing("nhận con nuôi"), STAY, agency="xa-c")).delicate


async def test_a_fee_and_what_is_marked_need_two(desk: Desk) -> None:
    assert (await desk.save(override("miễn", Facet.FEE), f"{BIRTH}:fee")).delicate
    assert "nhạy cảm" in (await desk.save(answer(sensitive=True))).delicate


@pytest.mark.parametrize(
    "text",
    [
        "Lệ phí nộp tại quầy",
        "Học PHÍ năm nay",
        "miễn phí",
        "le phi tai quay",
        "Nộp 50.000 đồng",
        "hết 2 triệu đồng",
        "khoảng 50k",
        "Đất đai: xem tại xã",
        "thửa đất số 5",
        "quyen su dung dat",
        "ĐẤT Ở",
        "Không có sổ đỏ",
        "mức xử phạt",
        "bị phạt vì đỗ xe",
        "x " * 2_500 + "lệ phí",
        "sử dụng đất\u200b nông nghiệp",
    ],
)
def test_what_tells_of_fees_land_and_penalties_needs_two(text: str) -> None:
    assert delicate_words([text])


@pytest.mark.parametrize(
    "text",
    [
        "Đặt lịch hẹn trước",
        "Xã đạt chuẩn nông thôn mới",
        "Phát hành số báo mới",
        "Đài phát thanh xã",
        "Tình yêu đất nước",
        "Giờ Trái Đất",
        "Động đất, sạt lở đất: gọi 112",
        "Kinh phí của xã",
        "Lãng phí nước sạch",
        "Phi công, phi lý",
        "12 đồng chí dự họp",
        "Gọi 0912345678",
        "Đại hội Đảng bộ",
        "Hoạt động từ 2025 đến 2026",
        "Ngày Phật đản",
    ],
)
def test_innocent_words_need_one(text: str) -> None:
    assert delicate_words([text]) == ""


def test_a_form_is_told_which_field_is_wrong() -> None:
    values = {"text": " ", "questions": [" "], "valid_from": "2026-12-01", "valid_until": "2026-11-01"}
    with pytest.raises(BodyError) as told:
        body_of(DraftKind.ANSWER, {**values, "url": "javascript:alert(1)"})
    assert set(told.value.faults) == {"text", "questions", "valid_until", "url"}
    with pytest.raises(BodyError):
        body_of(DraftKind.ANSWER, {"text": "x" * 1_000_000, "questions": ["a"]})
