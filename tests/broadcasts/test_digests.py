"""Daily and weekly broadcasts: each article once, at the rule's time, for those who want it so."""

from datetime import timedelta

from newsroom import HOUR, NOON, Citizen, account, agency, article, broadcasts_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, Rhythm
from broadcasts.planning import plan_due
from connectors.database import Database
from knowledge.agencies import Agency
from knowledge.articles import Article

DAY = timedelta(days=1)
EIGHT = NOON - 4 * HOUR
"""On a Monday, Vietnam's time."""


def commune(session: Session, *rhythms: Rhythm) -> Agency:
    here = agency(session, "xa-an")
    account(session, "zalo", "xa-an")
    for rhythm in rhythms:
        Citizen(rhythm.value, rhythm=rhythm).keep(session)
    return here


async def digests(database: Database) -> list[tuple[Rhythm, list[str]]]:
    async with database.reading() as session:
        rows = await session.execute(
            select(Broadcast.id, Broadcast.rhythm, Article.title)
            .join(BroadcastItem, BroadcastItem.broadcast_id == Broadcast.id)
            .join(Article, Article.id == BroadcastItem.article_id)
            .where(Broadcast.kind == BroadcastKind.DIGEST)
            .order_by(Broadcast.id, BroadcastItem.position)
        )
        found: dict[int, tuple[Rhythm, list[str]]] = {}
        for number, rhythm, title in rows:
            found.setdefault(number, (rhythm, []))[1].append(title)
        return list(found.values())


async def test_each_article_comes_once_in_a_daily_and_once_in_a_weekly_digest(database: Database) -> None:
    def act(session: Session) -> Agency:
        here = commune(session, Rhythm.DAILY, Rhythm.WEEKLY)
        article(session, here, "Chủ nhật", at=EIGHT - 5 * HOUR)
        return here

    here = await database.at_once(act)
    for hour in range(24 * 8):
        now = EIGHT + timedelta(hours=hour)
        await plan_due(database, now)
        if hour == 2:
            await database.at_once(
                lambda session: article(session, here, "Thứ Hai", at=EIGHT + HOUR) and None
            )
    assert await digests(database) == [
        (Rhythm.DAILY, ["Chủ nhật"]),
        (Rhythm.WEEKLY, ["Chủ nhật"]),
        (Rhythm.DAILY, ["Thứ Hai"]),
        (Rhythm.WEEKLY, ["Thứ Hai"]),
    ]


async def test_what_can_still_be_taken_back_waits_for_the_next_one(database: Database) -> None:
    def act(session: Session) -> None:
        article(session, commune(session, Rhythm.DAILY), "Vừa duyệt", at=EIGHT - timedelta(minutes=5))

    await database.at_once(act)
    await plan_due(database, EIGHT)
    assert await digests(database) == []
    await plan_due(database, EIGHT + DAY)
    assert await digests(database) == [(Rhythm.DAILY, ["Vừa duyệt"])]


async def test_nobody_who_wants_digests_means_no_digest(database: Database) -> None:
    def act(session: Session) -> None:
        article(session, commune(session), "Tin", at=EIGHT - HOUR)

    await database.at_once(act)
    await plan_due(database, EIGHT)
    assert await digests(database) == []
    assert [each.kind for each in await broadcasts_of(database)] == [BroadcastKind.NEWS]


async def test_a_digest_that_is_far_too_late_is_left_to_the_next(database: Database) -> None:
    def act(session: Session) -> None:
        article(session, commune(session, Rhythm.DAILY), "Tin", at=EIGHT - HOUR)

    await database.at_once(act)
    await plan_due(database, EIGHT + 13 * HOUR)
    assert await digests(database) == []
    await plan_due(database, EIGHT + DAY)
    assert await digests(database) == [(Rhythm.DAILY, ["Tin"])]
