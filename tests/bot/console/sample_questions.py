"""Two months of what people asked the sample, groups of what found no answer, and who wished to be told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sample_words import (
    BIRTH,
    CHIEF,
    CODE,
    COMMUNE,
    COPY,
    DAY,
    EDITOR,
    HOUR,
    IDENTITY,
    LAND,
    MARRIAGE,
    MINUTE,
    NEIGHBOUR,
    NOW,
    PENSION,
    SHOP,
    SINGLE,
    STAY,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.officers.wishes_later import LaterWish
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question

DAYS = 60
CHANNELS = ("zalo", "zalo", "webchat", "messenger")
OFTEN: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("làm giấy khai sinh cho con cần gì", "found", BIRTH, ("papers",)),
    ("khai sinh cho bé mất bao lâu", "found", BIRTH, ("time",)),
    ("đăng ký tạm trú cho người thuê trọ", "found", STAY, ()),
    ("sao y chứng thực bằng cấp ở đâu", "found", COPY, ("where",)),
    ("mất căn cước làm lại thế nào", "found", IDENTITY, ()),
    ("đăng ký kết hôn cần giấy tờ gì", "found", MARRIAGE, ("papers",)),
    ("mở quán tạp hóa phải xin giấy gì", "found", SHOP, ("papers",)),
    ("tách thửa đất cho con", "found", LAND, ()),
    ("75 tuổi có được trợ cấp không", "found", PENSION, ()),
    ("lịch tiếp công dân của xã", "written", "lich-tiep-cong-dan-cua-xa", ()),
    ("công an xã số điện thoại mấy", "written", "so-dien-thoai-cong-an-xa", ()),
    ("làm giấy cho con", "unsure", "", ()),
    ("chào xã", "routed", "", ()),
    ("chừng nào có kết quả hồ sơ của tôi", "routed", "", ()),
    ("xã có lớp dạy bơi hè không", "unknown", "", ()),
)
GROUPS: tuple[tuple[int, int, tuple[str, ...], tuple[tuple[str, float], ...], dict[str, Any]], ...] = (
    (1, 31, ("đổi rác lấy quà tổ chức ở đâu", "thu gom pin cũ đổi cây", "hôm nào đổi rác lấy quà"), (), {}),
    (
        2,
        14,
        ("giấy độc thân làm ở đâu", "xin giấy chưa vợ", "giấy xác nhận chưa kết hôn cần gì"),
        ((SINGLE, 0.41), (MARRIAGE, 0.22)),
        {},
    ),
    (3, 9, ("bé 2 tháng tiêm chủng ngày nào", "trạm y tế mấy giờ tiêm cho trẻ"), (), {}),
    (4, 2, ("mất căn cước làm lại hết bao nhiêu tiền",), ((IDENTITY, 0.58),), {}),
    (5, 7, ("nhà văn hóa thôn mấy giờ mở cửa",), (), {}),
    (
        6,
        5,
        ("đóng tiền điện ở đâu",),
        (),
        {"state": GroupState.SENT, "decision": "Điện lực huyện, tổng đài 1900 0000"},
    ),
    (7, 3, ("alo alo có ai không",), (), {"state": GroupState.IGNORED}),
    (8, 6, ("nghỉ tết mấy ngày xã làm việc lại",), (), {}),
)
CULTURE, TET = 5, 8
ASKED_WRONG, ASKED_FOUND = 9001, 9002


async def fill_questions(session: AsyncSession) -> None:
    for number, people, wordings, nearest, more in GROUPS:
        session.add(_group(number, people, wordings, nearest, more))
    await session.flush()
    session.add_all(_everyday())
    session.add_all(_unanswered())
    session.add_all(_looked_at())
    await session.flush()
    session.add_all(_wishes())


def _group(number: int, people: int, wordings: Any, nearest: Any, more: dict[str, Any]) -> QuestionGroup:
    if more:
        more = {"decided_by": EDITOR, "decided_at": NOW - 2 * DAY, **more}
    return QuestionGroup(
        id=number,
        agency_id=COMMUNE,
        title=wordings[0],
        keys=[],
        candidates=[list(each) for each in nearest],
        count=people,
        first_at=NOW - 6 * DAY,
        last_at=NOW - number * HOUR,
        **more,
    )


def _asked(number: int, asked: str, kind: str, at: datetime, **more: Any) -> Question:
    values: dict[str, Any] = {
        "agency_id": COMMUNE,
        "channel": CHANNELS[number % 4],
        "message_id": f"m:{number}",
        "codes": [],
        "facets": [],
        "confidence": 0.2,
        "talk": f"t{number}",
        "seconds": 0.3 + number % 7 * 0.2,
        **more,
    }
    return Question(id=number, asked=asked, kind=kind, asked_at=at, **values)


def _everyday() -> Iterator[Question]:
    """A dozen a day at first, now fifty, most on Mondays, a few at night."""
    number = 1
    for ahead in range(DAYS):
        day = NOW - ahead * DAY
        for each in range(max(50 - ahead, 12) + 13 * ahead % 7 + 9 * (day.weekday() == 0)):
            asked, kind, code, facets = OFTEN[(number * number + each) % len(OFTEN)]
            at = day + (each * 47 % 760 - 170) * MINUTE if ahead else day - (each * 7 % 120) * MINUTE
            sure = {"found": 0.71 + number % 5 * 0.05, "written": 0.9}.get(kind, 0.35)
            where = NEIGHBOUR if each % 6 == 5 else COMMUNE
            values = {"codes": [code] if code else [], "facets": list(facets), "confidence": sure}
            yield _asked(number, asked, kind, at, agency_id=where, grouped_at=at, **values)
            number += 1


def _unanswered() -> Iterator[Question]:
    """What the groups are made of: each of somebody else."""
    number = 5000
    for group, people, wordings, nearest, _ in GROUPS:
        for each in range(people):
            at = NOW - (each * 173 % 8600 + 60 * group) * MINUTE
            wrong = group == 4
            found = {"codes": [IDENTITY], "confidence": 0.74} if wrong else {}
            mark = {"wrong_by": EDITOR, "wrong_at": NOW - 3 * HOUR, "wrong_why": "content"} if wrong else {}
            values = {"group_id": group, "grouped_at": at, "candidates": [list(near) for near in nearest]}
            asked = wordings[each % len(wordings)]
            yield _asked(number, asked, "found" if wrong else "unknown", at, **values, **found, **mark)
            number += 1


def _looked_at() -> Iterator[Question]:
    """Questions that a page of their own is opened of; the last of them in one talk."""
    at, talk = NOW - 20 * MINUTE, {"talk": "one-talk", "channel": "zalo"}
    found = {"codes": [BIRTH], "facets": ["papers"], "confidence": 0.93, "grouped_at": at}
    yield _asked(9000, "chào ủy ban", "routed", at - 2 * MINUTE, **talk, grouped_at=at)
    yield _asked(ASKED_FOUND, "làm giấy khai sinh cho con cần giấy tờ gì", "found", at, **talk, **found)
    mark = {"wrong_by": CHIEF, "wrong_at": NOW - 10 * MINUTE, "wrong_why": "content"}
    fee = {**found, "facets": ["fee"], "confidence": 0.64}
    yield _asked(ASKED_WRONG, "làm trễ hạn có mất tiền không", "found", at + MINUTE, **talk, **fee, **mark)


def _wishes() -> Iterator[LaterWish]:
    """Four of those who asked for the house of culture wished to be told."""
    first = 5000 + sum(people for number, people, *_ in GROUPS if number < CULTURE)
    for number in range(first, first + 4):
        person = f"5527{number}"
        wish = {"channel": "zalo", "agency": CODE, "person": person, "wished_at": NOW - 2 * DAY}
        yield LaterWish(question_id=number, key=f"zalo:{CODE}:{person}", **wish)
