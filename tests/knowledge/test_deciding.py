"""Decisions about articles: kept with who decided and when, refused where they make no sense."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from connectors.database import Database
from knowledge.agencies import Agency, AgencyLevel
from knowledge.articles import Article, ArticleState
from knowledge.changes import Change
from knowledge.deciding import approve, hold, never
from knowledge.refusals import RefusedError

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
async def desk(database: Database) -> Database:
    """Four articles, numbered from 1: waiting, held, gone, told already."""
    async with database.writing() as session:
        session.add(Agency(id=1, code="xa-b", name="UBND xã B", level=AgencyLevel.COMMUNE, created_at=NOW))
        await session.flush()
        for number, state in enumerate((ArticleState.WAITING, ArticleState.HELD, ArticleState.GONE), start=1):
            session.add(_article(number, state))
        session.add(_article(4, ArticleState.APPROVED, told_version=1))
    return database


def _article(number: int, state: ArticleState, told_version: int = 0) -> Article:
    return Article(
        id=number,
        agency_id=1,
        url=f"https://xa-b.vn/{number}",
        title=f"Tin {number}",
        digest=str(number),
        state=state,
        first_at=NOW,
        seen_at=NOW,
        told_version=told_version,
    )


async def _changes(desk: Database) -> list[tuple[str, str]]:
    async with desk.reading() as session:
        return [(change.by, change.what) for change in await session.scalars(select(Change))]


async def test_a_decision_is_kept_with_its_name_and_recorded_once(desk: Database) -> None:
    first = await desk.at_once(lambda session: approve(session, [1, 2], by=" Lan ", now=NOW))
    again = await desk.at_once(lambda session: approve(session, [1, 2], by="Hoa", now=NOW))
    assert ([article.id for article in first], again) == ([1, 2], [])
    assert {(article.state, article.decided_by) for article in first} == {(ArticleState.APPROVED, "Lan")}
    assert await _changes(desk) == [("Lan", "duyệt 2 bài: “Tin 1”, “Tin 2”")]


async def test_a_decision_may_be_taken_back_until_it_was_told(desk: Database) -> None:
    await desk.at_once(lambda session: approve(session, [1], by="Lan", now=NOW))
    held = await desk.at_once(lambda session: hold(session, [1], by="Lan", now=NOW))
    assert held[0].state is ArticleState.HELD
    with pytest.raises(RefusedError, match="đã được báo tin"):
        await desk.at_once(lambda session: never(session, [4], by="Lan", now=NOW))


@pytest.mark.parametrize(
    ("numbers", "by", "told"),
    [([1, 99], "Lan", "bài số 99"), ([1, 3], "Lan", "không còn trên cổng"), ([1], "  ", "--by")],
)
async def test_what_makes_no_sense_is_refused_whole(
    desk: Database, numbers: list[int], by: str, told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        await desk.at_once(lambda session: approve(session, numbers, by=by, now=NOW))
    async with desk.reading() as session:
        assert (await session.get_one(Article, 1)).state is ArticleState.WAITING
    assert await _changes(desk) == []
