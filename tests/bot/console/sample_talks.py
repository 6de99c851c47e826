"""People who asked the sample for a person, what was said, and sentences that are ready to be used."""

from sample_words import CHIEF, CODE, COMMUNE, DAY, HOUR, MINUTE, NOW
from sqlalchemy.orm import Session

from bot.handovers import take_over
from bot.officers.canned import CannedAnswer
from bot.officers.talks import OfficerLine, OfficerTalk, Side, TalkState
from connectors.messages import Address

WAITING, MINE, CLOSED = 1, 3, 4
TALKS: tuple[tuple[int, str, TalkState, int, tuple[tuple[Side, str], ...]], ...] = (
    (
        WAITING,
        "zalo",
        TalkState.WAITING,
        18,
        (
            (Side.PERSON, "cho tôi gặp cán bộ, hồ sơ của mẹ tôi nộp từ tháng trước mà chưa thấy gì"),
            (
                Side.ASSISTANT,
                "Đã chuyển lời tới cán bộ. Ông/Bà cứ nhắn thêm ở đây; cán bộ sẽ trả lời trong giờ làm việc.",
            ),
            (Side.PERSON, "hồ sơ trợ cấp hưu trí, nộp ngày 20 tháng 10 tại một cửa"),
        ),
    ),
    (
        2,
        "messenger",
        TalkState.WAITING,
        6,
        ((Side.PERSON, "gặp cán bộ giúp, nhà tôi bị ngập đường vào"),),
    ),
    (
        MINE,
        "webchat",
        TalkState.CLAIMED,
        40,
        (
            (Side.PERSON, "tôi muốn hỏi cán bộ về việc mượn hội trường thôn"),
            (Side.OFFICER, "Chào Ông/Bà. Ông/Bà cần mượn ngày nào và khoảng bao nhiêu người?"),
            (Side.PERSON, "chủ nhật này, chừng 60 người"),
        ),
    ),
    (
        CLOSED,
        "zalo",
        TalkState.CLOSED,
        1500,
        (
            (Side.PERSON, "cho gặp người thật"),
            (Side.OFFICER, "Hồ sơ đã có kết quả, mời Ông/Bà đến quầy số 2 nhận trong tuần này."),
        ),
    ),
)
CANNED = (
    ("Mời đến quầy", "Mời Ông/Bà đến quầy số 2, bộ phận một cửa, trong giờ làm việc."),
    ("Đang kiểm tra hồ sơ", "Cán bộ đang kiểm tra hồ sơ, sẽ báo lại trong ngày hôm nay."),
    ("Cảm ơn phản ánh", "Xã đã nhận phản ánh và giao bộ phận phụ trách xem lại. Cảm ơn Ông/Bà."),
)


def fill_talks(session: Session) -> None:
    for number, channel, state, minutes, lines in TALKS:
        asked = NOW - minutes * MINUTE
        person = f"5527800{number}"
        talk = OfficerTalk(
            id=number,
            key=f"{channel}:{CODE}:{person}",
            agency_id=COMMUNE,
            channel=channel,
            person=person,
            state=state,
            asked_at=asked,
            heard_at=asked + (len(lines) - 1) * MINUTE,
            unread=0 if state is TalkState.CLOSED else 1,
        )
        if state is not TalkState.WAITING:
            talk.claimed_by, talk.claimed_at = CHIEF, asked + MINUTE
            until = NOW + 20 * MINUTE
            take_over(session, Address(channel, CODE, person), at=asked, until=until, by="Lê Thị Hoa")
        if state is TalkState.CLOSED:
            talk.closed_at = NOW - DAY + HOUR
        session.add(talk)
        session.flush()
        for place, (side, text) in enumerate(lines):
            by = "Lê Thị Hoa" if side is Side.OFFICER else ""
            at = asked + place * MINUTE
            session.add(
                OfficerLine(talk_id=number, name=f"{number}:{place}", side=side, by=by, text=text, at=at)
            )
    session.add_all(CannedAnswer(agency_id=COMMUNE, title=title, text=text) for title, text in CANNED)
