"""What the sample's editors wrote: live answers with their versions, drafts in every state, blocks."""

from datetime import date, datetime, timedelta
from typing import Any

from sample_questions import CULTURE, TET
from sample_words import (
    CHIEF,
    COMMUNE,
    DAY,
    DRAFTER,
    EDITOR,
    HOUR,
    IDENTITY,
    NOW,
    PENSION,
    PROVINCE,
    SECOND,
    SINGLE,
    STAY,
)
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import drafting
from knowledge.agencies import Agency
from knowledge.blocks import BlockKind
from knowledge.delicate import ReviewWord
from knowledge.drafts import Draft, DraftKind
from knowledge.publishing import publish
from knowledge.switching import block

RECEPTION = "lich-tiep-cong-dan-cua-xa"
LIVE, REVIEW, TAUGHT, RETURNED, OWN, DROPPED = 1, 9, 10, 11, 12, 13
"""Numbers of drafts: those up to 8 are live."""
ANSWERS: tuple[tuple[str, tuple[str, ...], str, dict[str, Any]], ...] = (
    (
        RECEPTION,
        ("lịch tiếp công dân của xã", "hôm nào chủ tịch tiếp dân"),
        "Chủ tịch UBND xã tiếp công dân sáng thứ Ba hằng tuần, từ 7 giờ 30 đến 11 giờ, tại phòng tiếp dân.",
        {},
    ),
    (
        "so-dien-thoai-cong-an-xa",
        ("công an xã số điện thoại mấy", "gọi công an xã"),
        "Trực ban Công an xã Phú Thịnh: 0123 000 113, trực cả ngày và đêm.",
        {"review_by": date(2026, 11, 20)},
    ),
    (
        "lich-tiem-chung-thang-11",
        ("lịch tiêm chủng tháng 11", "tháng này tiêm chủng ngày nào"),
        "Trạm y tế xã tiêm chủng cho trẻ sáng 28 và 29/11, từ 7 giờ 30. Mang theo sổ tiêm chủng.",
        {"valid_until": date(2026, 11, 29)},
    ),
    (
        "gui-xe-khi-den-uy-ban",
        ("gửi xe ở đâu khi đến ủy ban",),
        "Xe máy để ở nhà xe phía sau trụ sở, cổng số 2.",
        {},
    ),
)
HOUSE = "Nhà văn hóa các thôn mở cửa từ 17 giờ đến 21 giờ hằng ngày; Chủ nhật mở cả ngày."


async def fill_answers(session: AsyncSession) -> None:
    commune = await session.get_one(Agency, COMMUNE)
    for number, (code, questions, text, more) in enumerate(ANSWERS):
        await _live(session, commune, code, _answer(questions, text, **more), NOW - (20 - number) * DAY)
    better = ANSWERS[0][2].replace("từ 7 giờ 30 đến 11 giờ", "từ 7 giờ 30 đến 11 giờ 30")
    await _live(session, commune, RECEPTION, _answer(ANSWERS[0][1], better), NOW - 4 * DAY, by=SECOND)
    house = _answer(("nhà văn hóa thôn mấy giờ mở cửa",), HOUSE)
    await _live(session, commune, "nha-van-hoa-thon-mo-cua", house, NOW - 5 * HOUR, group=CULTURE)
    said = {"added": ["giấy chứng nhận còn độc thân", "giấy chưa có vợ con"], "removed": []}
    await _live(session, commune, SINGLE, said, NOW - 3 * DAY, kind=DraftKind.PHRASING)
    fee = {
        "facet": "fee",
        "text": "Miễn lệ phí cho hộ nghèo, hộ cận nghèo của xã.",
        "reason": "Nghị quyết mẫu",
    }
    await _live(session, commune, f"{STAY}:fee", fee, NOW - 6 * DAY, kind=DraftKind.OVERRIDE, by=SECOND)
    await _drafts(session, commune)
    await _blocks(session, commune)
    words = {"added_by": CHIEF, "at": NOW - 30 * DAY}
    session.add(ReviewWord(agency_id=PROVINCE, words="hộ nghèo", **words))
    session.add(ReviewWord(agency_id=COMMUNE, words="đền bù", **words))


async def _drafts(session: AsyncSession, commune: Agency) -> None:
    """One in each state."""
    fine = "Đổ rác không đúng nơi quy định bị phạt tiền; mức phạt theo nghị định hiện hành."
    review = await _draft(
        session, commune, "do-rac-sai-noi", _answer(("đổ rác bậy phạt bao nhiêu",), fine), EDITOR
    )
    await drafting.send_for_review(session, review.id, by=EDITOR, now=NOW - 5 * HOUR)
    said = {"added": ["làm lại thẻ căn cước", "rớt mất căn cước rồi"], "removed": []}
    taught = await _draft(session, commune, IDENTITY, said, DRAFTER, kind=DraftKind.PHRASING)
    await drafting.send_for_review(session, taught.id, by=DRAFTER, now=NOW - 2 * HOUR)
    loud = _answer(("loa phát thanh ồn phản ánh ở đâu",), "Gọi 0123 000 123 trong giờ làm việc.")
    back = await _draft(session, commune, "loa-phat-thanh", loud, CHIEF)
    await drafting.send_for_review(session, back.id, by=CHIEF, now=NOW - DAY)
    note = "Xin thêm cách phản ánh trên mạng cho người đi làm xa."
    await drafting.give_back(session, back.id, by=SECOND, now=NOW - 20 * HOUR, note=note)
    tet = _answer(
        ("nghỉ tết mấy ngày", "mùng mấy xã làm việc lại"), "Lịch nghỉ Tết sẽ có sau khi tỉnh thông báo."
    )
    tet["valid_from"], tet["valid_until"] = "2027-01-15", "2027-02-20"
    await _draft(session, commune, "nghi-tet-2027", tet, CHIEF, at=NOW - 3 * DAY, group=TET)
    gone = await _draft(
        session, commune, "cho-phien", _answer(("chợ phiên họp ngày nào",), "Ngày 5, 10."), DRAFTER
    )
    await drafting.drop(session, gone.id, by=DRAFTER, now=NOW - DAY)


async def _blocks(session: AsyncSession, commune: Agency) -> None:
    why = "Tỉnh đang đổi mức trợ cấp; chờ văn bản mới rồi dùng lại."
    await block(session, commune, BlockKind.PROCEDURE, PENSION, why, EDITOR, NOW - 7 * HOUR)
    why = "Nhà xe đang sửa, chờ chỗ gửi mới."
    await block(session, commune, BlockKind.ANSWER, "gui-xe-khi-den-uy-ban", why, SECOND, NOW - 2 * DAY)


def _answer(questions: tuple[str, ...], text: str, **more: Any) -> dict[str, Any]:
    return {"questions": list(questions), "text": text, **more}


async def _draft(
    session: AsyncSession,
    agency: Agency,
    subject: str,
    values: dict[str, Any],
    by: str,
    *,
    kind: DraftKind = DraftKind.ANSWER,
    at: datetime = NOW - 6 * HOUR,
    group: int | None = None,
) -> Draft:
    body = drafting.body_of(kind, values)
    told = {"agency": agency, "kind": kind, "subject": subject, "body": body}
    return await drafting.save(session, **told, by=by, now=at, group_id=group)


async def _live(
    session: AsyncSession,
    agency: Agency,
    subject: str,
    values: dict[str, Any],
    at: datetime,
    *,
    kind: DraftKind = DraftKind.ANSWER,
    by: str = CHIEF,
    group: int | None = None,
) -> None:
    """Written by the editor, published by somebody else an hour later."""
    draft = await _draft(session, agency, subject, values, EDITOR, kind=kind, at=at, group=group)
    await publish(session, draft.id, by=by, now=at + timedelta(hours=1))
