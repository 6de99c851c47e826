"""Questions of many kinds and days at a desk, for pages of numbers and reports."""

import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from known import BIRTH, MARRIAGE, NOW, SINGLE, furnish
from sqlalchemy import update

from bot.numbers import counting, following, reaching
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, BroadcastState, Way
from broadcasts.deliveries import Parcel
from broadcasts.preferences import Preference, PreferenceTopic
from connectors.database import Database
from connectors.people import Person
from knowledge.agencies import Agency
from knowledge.answers import Answer
from knowledge.groups import QuestionGroup
from knowledge.questions import Question

_NUMBERS = itertools.count(1)
HOURS = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ"


def question(agency_id: int, at: datetime, kind: str, *codes: str, **more: Any) -> Question:
    values: dict[str, Any] = {"channel": "zalo", "seconds": 0.4} | more
    return Question(
        agency_id=agency_id,
        message_id=f"m:{next(_NUMBERS)}",
        asked="xin hỏi",
        kind=kind,
        codes=list(codes),
        facets=[],
        confidence=0.9,
        asked_at=at,
        **values,
    )


def asked() -> Iterable[Question]:
    """This week 56 of xa-b and 8 of the province, 24 the week before; some at night."""
    for ahead in range(8):
        at = NOW - timedelta(days=ahead % 7, hours=ahead)
        for agency_id, kind, codes in (
            *[(2, "found", (BIRTH,))] * 3,
            (2, "found", (MARRIAGE, SINGLE)),
            (2, "written", ("gio-tiep-dan",)),
            (2, "unsure", (BIRTH, MARRIAGE)),
            (2, "unknown", ()),
            (1, "routed", ()),
        ):
            yield question(agency_id, at, kind, *codes, channel="webchat" if kind == "found" else "zalo")
        for _ in range(3):
            yield question(2, at - timedelta(days=7), "found", MARRIAGE, seconds=4.0)


async def ask_much(database: Database) -> None:
    """A furnished desk with all of it counted, followers, a broadcast and what waits for an answer."""
    await furnish(database)
    async with database.writing() as session:
        await session.execute(update(Agency).where(Agency.id == 1).values(hours=HOURS))
        questions = list(asked())
        questions[0].wrong_at, questions[0].wrong_by = NOW, "ba.hai"
        session.add_all(questions)
        session.add_all(_people())
        session.add(
            Answer(
                agency_id=1,
                code="gio-tiep-dan",
                text="Sáng thứ Hai",
                questions=["Giờ tiếp dân"],
                digest="d",
                review_by=NOW.date() - timedelta(days=30),
            )
        )
        session.add(
            QuestionGroup(
                agency_id=2, title="lắp điện ba pha ở đâu", keys=[], count=31, first_at=NOW, last_at=NOW
            )
        )
    async with database.writing() as session:
        await session.run_sync(_tell)
    await counting.count_due(database)
    await reaching.count_due(database, NOW)
    await following.count_due(database, NOW)


def _people() -> Iterable[object]:
    for number in range(30):
        key = f"zalo:xa-b:{number:03}"
        yield Person(
            key=key, channel="zalo", agency="xa-b", person=f"{number:03}", first_at=NOW, follows=number > 0
        )
        if number in {1, 2}:
            yield Preference(person_key=key, chosen=number == 1, changed_at=NOW)
            yield PreferenceTopic(person_key=key, topic="land", wanted=number == 1)


def _tell(session: Any) -> None:
    told = Broadcast(
        agency_id=2,
        kind=BroadcastKind.NEWS,
        state=BroadcastState.DONE,
        title="Lịch tiêm chủng tháng 11",
        created_by="ba.hai",
        created_at=NOW,
        began_at=NOW - timedelta(days=1),
        ended_at=NOW - timedelta(days=1),
    )
    session.add(told)
    session.flush()
    part = BroadcastPart(broadcast_id=told.id, channel="zalo", agency="xa-b", way=Way.PEOPLE, laid=True)
    session.add(part)
    session.flush()
    session.add(
        Parcel(
            key=f"{told.id}:{part.id}:x",
            broadcast_id=told.id,
            part_id=part.id,
            channel="zalo",
            agency="xa-b",
            first_key="zalo:xa-b:000",
            last_key="zalo:xa-b:029",
            size=29,
            tally={"accepted": 20, "seen": 5, "skipped": 4},
            due_at=NOW,
        )
    )
