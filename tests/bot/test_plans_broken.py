"""Where the news of an agency can't be planned, an alarm stands until they can; others are planned."""

from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import telling
from bot.alarms import open_alarms
from broadcasts.broadcast import Broadcast
from broadcasts.ruling import change_rule
from connectors.accounts import ChannelAccount
from connectors.database import Database
from knowledge.agencies import Agency, AgencyLevel
from knowledge.articles import Article, ArticleState

CODES = ("xa-an", "xa-binh")
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


async def test_an_agency_whose_plans_break_holds_up_no_other_and_is_told(database: Database) -> None:
    await database.at_once(_two_agencies)
    for _ in range(2):
        await telling.plan(database, NOON)
    assert await _planned(database) == ["xa-binh"]
    (alarm,) = await database.at_once(open_alarms, writing=False)
    assert (alarm.kind, alarm.agency, alarm.count) == ("not planned", "xa-an", 1)
    await database.at_once(lambda session: session.execute(update(Article).values(topics=["land"])))
    await telling.plan(database, NOON)
    assert await _planned(database) == ["xa-an", "xa-binh"]
    assert await database.at_once(open_alarms, writing=False) == []


def _two_agencies(session: Session) -> None:
    for code in CODES:
        here = Agency(code=code, name=code, level=AgencyLevel.COMMUNE, created_at=NOON)
        session.add(here)
        session.flush()
        names = {"channel": "zalo", "agency": code, "platform_id": code, "app_id": "app"}
        session.add(ChannelAccount(**names, options={}, sealed="", created_at=NOON))
        change_rule(session, code, {"automatic": ["land"]}, by="lan", now=NOON)
        times = {"first_at": NOON, "seen_at": NOON, "published_at": NOON}
        words = {
            "title": f"Tin của {code}",
            "lead": "",
            "text": "Nội dung.",
            "digest": code,
            "state": ArticleState.WAITING,
        }
        topics = None if code == CODES[0] else ["land"]  # what no reading of a portal writes
        session.add(
            Article(agency_id=here.id, url=f"https://{code}.example/1", topics=topics, **times, **words)
        )


async def _planned(database: Database) -> list[str]:
    codes = select(Agency.code).join(Broadcast, Broadcast.agency_id == Agency.id).order_by(Agency.code)
    return await database.at_once(lambda session: list(session.scalars(codes)), writing=False)
