"""From approved articles to planned broadcasts."""

import asyncio
from datetime import timedelta

from eventually import held_up
from newsroom import HOUR, NOON, Citizen, account, agency, article, broadcasts_of, commune, items
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcasts.broadcast import (
    Broadcast,
    BroadcastKind,
    BroadcastPart,
    BroadcastState,
    Way,
)
from broadcasts.planning import plan_due
from broadcasts.ruling import change_rule
from connectors.database import Database
from knowledge.agencies import Agency
from knowledge.articles import Article, ArticleState
from knowledge.changes import Change

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


async def parts(database: Database) -> set[tuple[int, str, Way]]:
    async with database.reading() as session:
        rows = await session.execute(
            select(BroadcastPart.broadcast_id, BroadcastPart.channel, BroadcastPart.way)
        )
        return {(row[0], row[1], row[2]) for row in rows}


async def test_an_approved_article_is_planned_once_for_every_account(database: Database) -> None:
    def act(session: Session) -> None:
        here = commune(session)
        account(session, "messenger", "xa-an", page_posts=True)
        Citizen("ba", channel="webchat").keep(session)
        article(session, here, "Lịch tiêm chủng", topics=("health",))

    await database.at_once(act)
    assert await plan_due(database, NOON + MINUTE) == 1
    assert await plan_due(database, NOON + MINUTE) == 0
    (news,) = await broadcasts_of(database)
    assert (news.kind, news.state) == (BroadcastKind.NEWS, BroadcastState.PLANNED)
    assert (news.start_at, news.until) == (NOON + 15 * MINUTE, NOON + 15 * MINUTE + 2 * DAY)
    assert news.approved_by == "lan"
    assert await parts(database) == {
        (news.id, "zalo", Way.PEOPLE),
        (news.id, "messenger", Way.PEOPLE),
        (news.id, "messenger", Way.POST),
        (news.id, "webchat", Way.PEOPLE),
    }
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Change)) == 1


async def test_what_is_approved_at_night_begins_in_the_morning(database: Database) -> None:
    def act(session: Session) -> None:
        article(session, commune(session), "Tin", at=NOON + 9 * HOUR)

    await database.at_once(act)
    await plan_due(database, NOON + 9 * HOUR)
    (news,) = await broadcasts_of(database)
    assert news.start_at == NOON + 19 * HOUR


async def test_two_clocks_plan_nothing_twice(database_url: str) -> None:

    one, two = Database(database_url), Database(database_url)

    def act(session: Session) -> None:
        here = commune(session)
        for number in range(10):
            article(session, here, f"{number}" * 9)

    await one.at_once(act)
    await asyncio.gather(*(plan_due(each, NOON) for each in (one, two, one, two)))
    assert sorted(title[0] for _, title, _ in await items(one)) == [str(number) for number in range(10)]
    await one.close()
    await two.close()


async def test_a_rule_approves_its_topics_but_nothing_that_is_held_or_remarked(database: Database) -> None:
    def act(session: Session) -> None:
        here = commune(session)
        change_rule(session, "xa-an", {"automatic": ["land"]}, by="lan", now=NOON)
        waiting = ArticleState.WAITING
        article(session, here, "Giá đất", topics=("land",), state=waiting)
        article(session, here, "Sức khỏe", topics=("health",), state=waiting)
        article(session, here, "Đất mật", topics=("land",), state=ArticleState.HELD)
        remarked = article(session, here, "Đất có số căn cước", topics=("land",), state=waiting)
        remarked.remarks = [{"kind": "identity", "told": "Có số căn cước.", "excerpt": "", "holds": False}]

    await database.at_once(act)
    await plan_due(database, NOON)
    await plan_due(database, NOON)
    (news,) = await broadcasts_of(database)
    assert [title for _, title, _ in await items(database)] == ["Giá đất"]
    assert "quy tắc" in news.approved_by
    assert news.start_at == NOON + 15 * MINUTE


async def test_a_child_that_passes_on_tells_its_parents_articles_to_its_own_followers(
    database: Database,
) -> None:
    def act(session: Session) -> None:
        top = agency(session, "tinh")
        middle, other = agency(session, "huyen", top), agency(session, "xa-binh", top)
        low = agency(session, "xa-an", middle)
        for row in (top, low, other):
            account(session, "zalo", row.code)
        for row in (middle, low):
            change_rule(session, row.code, {"passes_on": True}, by="lan", now=NOON)
        article(session, top, "Tin tỉnh")

    await database.at_once(act)
    await plan_due(database, NOON)
    async with database.reading() as session:
        told = await session.scalars(select(Agency.code).join(Broadcast, Broadcast.agency_id == Agency.id))
        assert sorted(told) == ["tinh", "xa-an"]


async def test_alike_articles_of_a_day_are_told_together(database: Database) -> None:
    def act(session: Session) -> None:
        here = commune(session)
        article(session, here, "Cảnh báo mưa lớn ngày 23/11")
        article(session, here, "Cảnh báo mưa lớn ngày 24/11", at=NOON + MINUTE)
        article(session, here, "Lịch tiếp công dân")

    await database.at_once(act)
    await plan_due(database, NOON + 2 * MINUTE)
    numbers = [number for number, _, _ in await items(database)]
    assert len(numbers) == 3
    assert len(set(numbers)) == 2
    rain = (await broadcasts_of(database))[0]
    assert rain.start_at == NOON + 16 * MINUTE


async def test_what_the_cap_would_hold_back_joins_what_has_not_begun(database: Database) -> None:
    def act(session: Session) -> None:
        here = commune(session)
        change_rule(session, "xa-an", {"cap": 2}, by="lan", now=NOON)
        for title in ("Aaaaaa", "Bbbbbb", "Cccccc", "Dddddd"):
            article(session, here, title)

    await database.at_once(act)
    await plan_due(database, NOON)
    assert [number for number, _, _ in await items(database)].count(2) == 3


async def test_with_all_of_the_day_begun_the_next_one_waits_for_the_morning(database: Database) -> None:
    def act(session: Session) -> Agency:
        here = commune(session)
        change_rule(session, "xa-an", {"cap": 1}, by="lan", now=NOON)
        article(session, here, "Aaaaaa")
        return here

    here = await database.at_once(act)
    await plan_due(database, NOON)
    (first,) = await broadcasts_of(database)

    def begin(session: Session) -> None:
        session.get_one(Broadcast, first.id).state = BroadcastState.SENDING
        article(session, here, "Bbbbbb", at=NOON + HOUR)

    await database.at_once(begin)
    await plan_due(database, NOON + HOUR)
    assert (await broadcasts_of(database))[-1].start_at == NOON + 19 * HOUR


async def test_an_agency_without_accounts_plans_nothing_and_old_approvals_are_no_news(
    database: Database,
) -> None:
    def act(session: Session) -> None:
        article(session, agency(session, "xa-binh"), "Không có kênh")
        article(session, commune(session), "Cũ", at=NOON - 4 * DAY)

    await database.at_once(act)
    assert await plan_due(database, NOON) == 0
    assert await broadcasts_of(database) == []


async def test_zalos_own_way_is_taken_only_while_nobody_chose_anything(database: Database) -> None:
    def act(session: Session) -> Agency:
        here = commune(session)
        change_rule(session, "xa-an", {"ways": {"zalo": "platform"}}, by="lan", now=NOON)
        Citizen("an").keep(session)
        article(session, here, "Aaaaaa")
        return here

    here = await database.at_once(act)
    await plan_due(database, NOON)

    def choose(session: Session) -> None:
        Citizen("binh", unwanted=("land",)).keep(session)
        article(session, here, "Bbbbbb", at=NOON + DAY)

    await database.at_once(choose)
    await plan_due(database, NOON + DAY)
    assert await parts(database) == {(1, "zalo", Way.PLATFORM), (2, "zalo", Way.PEOPLE)}


async def test_zalos_own_way_ends_with_its_quota_for_the_day(database: Database) -> None:
    def act(session: Session) -> None:
        here = commune(session)
        change_rule(session, "xa-an", {"ways": {"zalo": "platform"}}, by="lan", now=NOON)
        for title in ("Aaaaaa", "Bbbbbb"):
            article(session, here, title)

    await database.at_once(act)
    await plan_due(database, NOON)
    assert await parts(database) == {(1, "zalo", Way.PLATFORM), (2, "zalo", Way.PEOPLE)}


async def test_what_is_held_while_a_rule_looks_at_it_is_not_approved(postgres_url: str) -> None:
    database = Database(postgres_url)

    def act(session: Session) -> int:
        change_rule(session, commune(session).code, {"automatic": ["land"]}, by="lan", now=NOON)
        here = session.scalars(select(Agency)).one()
        return article(session, here, "Giá đất", topics=("land",), state=ArticleState.WAITING).id

    number = await database.at_once(act)
    async with database.writing() as session:
        (await session.get_one(Article, number)).state = ArticleState.HELD
        await session.flush()
        planning = asyncio.create_task(plan_due(database, NOON))
        await held_up(database)
    await planning
    assert await broadcasts_of(database) == []
    await database.close()
