"""What waits to begin, looked at once more."""

from datetime import timedelta

import pytest
from newsroom import HOUR, NOON, article, broadcasts_of, change, commune, items
from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcasts import rechecking
from broadcasts.broadcast import Broadcast, BroadcastState
from broadcasts.planning import plan_due
from connectors.database import Database
from knowledge import deciding
from knowledge.articles import Article, ArticleState

MINUTE = timedelta(minutes=1)


async def test_an_article_that_leaves_before_the_start_leaves_the_plan(database: Database) -> None:
    def act(session: Session) -> None:
        here = commune(session)
        for title in ("Mưa lớn ngày 23/11", "Mưa lớn ngày 24/11"):
            article(session, here, title)

    await database.at_once(act)
    await plan_due(database, NOON)
    for title in ("Mưa lớn ngày 23/11", "Mưa lớn ngày 24/11"):
        assert (await broadcasts_of(database))[0].state is BroadcastState.PLANNED

        def leave(session: Session, title: str = title) -> None:
            session.scalars(select(Article).where(Article.title == title)).one().state = ArticleState.GONE

        await database.at_once(leave)
        await plan_due(database, NOON + MINUTE)
    (news,) = await broadcasts_of(database)
    assert news.state is BroadcastState.CANCELLED
    assert news.reason
    assert await items(database) == []


async def test_a_text_that_changed_after_its_approval_goes_back_to_an_editor(database: Database) -> None:
    def act(session: Session) -> int:
        return article(session, commune(session), "Tin").id

    number = await database.at_once(act)
    await plan_due(database, NOON)
    await database.at_once(
        lambda session: change(session, session.get_one(Article, number), "Tin khác", NOON + MINUTE)
    )
    await plan_due(database, NOON + MINUTE)
    (news,) = await broadcasts_of(database)
    assert news.state is BroadcastState.DRAFT
    assert "Tin khác" in news.reason
    assert await plan_due(database, NOON + HOUR) == 0

    await database.at_once(lambda session: deciding.approve(session, [number], by="an", now=NOON + HOUR))
    await plan_due(database, NOON + HOUR)
    (news,) = await broadcasts_of(database)
    assert (news.state, news.start_at) == (BroadcastState.PLANNED, NOON + HOUR + 15 * MINUTE)
    assert news.approved_by == "an"
    assert await items(database) == [(news.id, "Tin khác", 2)]


async def test_what_changes_before_it_is_planned_is_shown_again_and_never_planned(database: Database) -> None:
    def act(session: Session) -> None:
        change(session, article(session, commune(session), "Tin"), "Tin khác", NOON + MINUTE)

    await database.at_once(act)
    await plan_due(database, NOON + MINUTE)
    assert await broadcasts_of(database) == []
    async with database.reading() as session:
        assert await session.scalar(select(Article.state)) is ArticleState.WAITING


@pytest.mark.parametrize(("changed", "begins"), [(False, True), (True, False)])
async def test_right_before_it_begins_it_is_looked_at_once_more(
    database: Database, changed: bool, begins: bool
) -> None:
    def act(session: Session) -> int:
        return article(session, commune(session), "Tin").id

    number = await database.at_once(act)
    await plan_due(database, NOON)

    def begin(session: Session) -> tuple[bool, int]:
        found = session.get_one(Article, number)
        if changed:
            change(session, found, "Tin khác", NOON + MINUTE)
        news = session.scalars(select(Broadcast)).one()
        return rechecking.fit_to_begin(session, news, NOON + HOUR), found.told_version

    assert await database.at_once(begin) == (begins, 1 if begins else 0)
