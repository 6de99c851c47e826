"""Things that wait for a decision: rows for tests of Today, of questions and of groups."""

from datetime import date, datetime, timedelta
from typing import Any

from known import BIRTH, MARRIAGE, NOW, SINGLE, furnish
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.alarms import STOPPED, Alarm
from bot.officers.talks import OfficerTalk, TalkState
from bot.officers.wishes_later import LaterWish
from broadcasts.broadcast import Broadcast, BroadcastKind
from connectors.database import Database
from knowledge.answers import Answer
from knowledge.articles import Article, ArticleState
from knowledge.drafts import Draft, DraftKind, DraftState
from knowledge.groups import GroupState, QuestionGroup
from knowledge.questions import Question
from knowledge.sources import Source, SourceKind, SourceState

SINGLE_PAPER = ("giấy độc thân làm ở đâu", "xin giấy chưa vợ", "giấy xác nhận chưa kết hôn cần gì")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def question(number: int, asked: str, **values: Any) -> Question:
    given = {
        "agency_id": 1,
        "channel": "zalo",
        "message_id": f"zalo:m{number}",
        "asked": asked,
        "kind": "unknown",
        "codes": [],
        "facets": [],
        "confidence": 0.2,
        "asked_at": NOW - HOUR,
        "talk": f"talk-{number}",
    }
    return Question(id=number, **{**given, **values})


def group(number: int, title: str, count: int, **values: Any) -> QuestionGroup:
    given: dict[str, Any] = {
        "agency_id": 1,
        "title": title,
        "keys": [],
        "candidates": [[SINGLE, 0.4], [MARRIAGE, 0.2]],
        "count": count,
        "first_at": NOW - 3 * DAY,
        "last_at": NOW - HOUR,
    }
    return QuestionGroup(id=number, **{**given, **values})


def article(number: int, title: str, state: ArticleState = ArticleState.WAITING, **values: Any) -> Article:
    given = {"agency_id": 1, "url": f"https://a.example/{number}", "digest": str(number), "first_at": NOW}
    return Article(id=number, title=title, state=state, seen_at=NOW, **{**given, **values})


def draft(number: int, author: str, state: DraftState, **values: Any) -> Draft:
    body = {"text": "Thứ Ba hằng tuần.", "questions": ["lịch tiếp công dân"]}
    given: dict[str, Any] = {"agency_id": 1, "kind": DraftKind.ANSWER, "subject": "lich", "body": body}
    times = {"created_at": NOW - DAY, "updated_at": NOW - DAY}
    return Draft(id=number, author=author, writers=[author], state=state, **{**given, **times, **values})


def single_paper(first: int = 1, people: int = 6, group_id: int = 1, **values: Any) -> list[Question]:
    """Questions of people for the same paper, in three wordings."""
    return [
        question(first + each, SINGLE_PAPER[each % 3], group_id=group_id, grouped_at=NOW, **values)
        for each in range(people)
    ]


def talk(number: int, asked_at: datetime) -> OfficerTalk:
    return OfficerTalk(
        id=number,
        key=f"zalo:tinh-a:{number}",
        agency_id=1,
        channel="zalo",
        person=str(number),
        state=TalkState.WAITING,
        asked_at=asked_at,
        heard_at=asked_at,
    )


def troubles() -> list[object]:
    alarm = {"kind": STOPPED, "channel": "zalo", "agency": "tinh-a", "text": "token", "count": 1}
    source = {"agency_id": 1, "url": "https://a.example/tin", "kind": SourceKind.LISTING, "name": "Tin tức"}
    return [
        Alarm(raised_at=NOW - HOUR, last_at=NOW, **alarm),
        Source(
            key="a.example",
            due_at=NOW,
            every=3600,
            condition=SourceState.FAILING,
            failures=5,
            created_at=NOW,
            created_by="lan",
            error="Trang không mở được.",
            **source,
        ),
    ]


async def furnish_today(database: Database) -> None:
    """A bit of everything that waits at the province."""
    await furnish(database)
    async with database.writing() as session:
        session.add_all([group(1, SINGLE_PAPER[0], 6), group(2, "xin số nhà ở đâu", 2, candidates=[])])
        session.add(group(3, "đăng ký khai sinh muộn", 3, state=GroupState.ANSWERED, decision=BIRTH))
        await session.flush()
        session.add_all(single_paper())
        session.add_all(
            [question(11, "xin số nhà ở đâu", group_id=2), question(12, "cấp số nhà", group_id=2)]
        )
        session.add(question(13, "đăng ký khai sinh muộn", group_id=3))
        await session.flush()
        wish = {"channel": "zalo", "agency": "tinh-a", "person": "7", "wished_at": NOW}
        session.add(LaterWish(question_id=13, key="zalo:tinh-a:7", **wish))
        remark = {
            "kind": "phone",
            "told": "Có số điện thoại có thể là của cá nhân.",
            "excerpt": "",
            "holds": False,
        }
        lead = "Từ ngày 01/12/2026, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy, từ 7 giờ 30 đến 11 giờ."
        session.add(article(1, "Bộ phận một cửa nhận hồ sơ sáng thứ Bảy", lead=lead))
        session.add(article(2, "Danh sách hộ nghèo năm 2026", ArticleState.HELD, remarks=[remark]))
        session.add(draft(1, "lan", DraftState.REVIEW, delicate="Nói về mức phạt nên cần người thứ hai."))
        text = {
            "title": "Lũ trên sông đang lên nhanh",
            "text": "Bà con ven sông sơ tán.",
            "approved_by": "lan",
        }
        kind = BroadcastKind.EMERGENCY
        session.add(
            Broadcast(agency_id=1, kind=kind, created_by="lan", created_at=NOW, approved_at=NOW, **text)
        )
        days = {"valid_until": date(2026, 11, 30), "questions": ["nghỉ Tết mấy ngày"], "digest": "x"}
        session.add(Answer(agency_id=1, code="nghi-tet", text="Nghỉ từ 28 tháng Chạp.", **days))
        session.add_all([talk(1, NOW - 25 * timedelta(minutes=1)), talk(2, NOW - HOUR / 12)])
        session.add_all(troubles())
        await session.flush()
        await onward(session)


async def onward(session: AsyncSession) -> None:
    """PostgreSQL gives numbers after those that were given by hand."""
    if session.get_bind().dialect.name == "postgresql":
        for table in ("draft", "question_group", "question", "article", "officer_talk"):
            await session.execute(sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1000)"))
