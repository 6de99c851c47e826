"""Whom a broadcast is for, and whom not: as it is laid out, and as it is asked before each attempt."""

from datetime import timedelta

from newsroom import HOUR, NOON, Citizen, agency, article, broadcast, laid, part
from sqlalchemy.orm import Session

from broadcasts import preferences
from broadcasts.audience import refusals
from broadcasts.broadcast import BroadcastKind, Rhythm
from broadcasts.deliveries import Delivery, DeliveryState, Skip
from connectors.database import Database

DAY = timedelta(days=1)


async def test_news_reach_who_wants_them_or_follows_and_never_said_no(database: Database) -> None:
    def act(session: Session) -> dict[str, str]:
        here = agency(session, "xa-an")
        for citizen in (
            Citizen("follows"),
            Citizen("asked", wants=True, follows=None),
            Citizen("asked-and-unfollowed-before", wants=True, follows=False),
            Citizen("stopped", wants=False),
            Citizen("unfollowed", follows=False),
            Citizen("only-wrote", follows=None),
            Citizen("left", gone=True),
            Citizen("long-silent", active=DAY + HOUR),
            Citizen("never-acted", active=None),
            Citizen("daily", rhythm=Rhythm.DAILY),
            Citizen("elsewhere", agency="xa-binh"),
            Citizen("on-messenger", channel="messenger"),
        ):
            citizen.keep(session)
        news = broadcast(session, here, article(session, here, "Tin"))
        return laid(session, news, part(session, news))

    assert await database.at_once(act) == {
        "follows": "planned",
        "asked": "planned",
        "asked-and-unfollowed-before": "planned",
        "left": Skip.LEFT,
        "long-silent": Skip.WINDOW,
        "never-acted": Skip.WINDOW,
    }


async def test_a_digest_is_for_those_of_its_rhythm_and_their_topics(database: Database) -> None:
    def act(session: Session) -> tuple[dict[str, str], dict[str, str]]:
        here = agency(session, "xa-an")
        for citizen in (
            Citizen("at-once", rhythm=Rhythm.INSTANT),
            Citizen("chose-nothing"),
            Citizen("daily", rhythm=Rhythm.DAILY),
            Citizen("daily-land", rhythm=Rhythm.DAILY, wanted=("land",)),
            Citizen("daily-health", rhythm=Rhythm.DAILY, wanted=("health",)),
            Citizen("weekly", rhythm=Rhythm.WEEKLY),
        ):
            citizen.keep(session)
        items = article(session, here, "Đất", topics=("land",)), article(session, here, "Khác")
        daily, weekly = (
            broadcast(session, here, *items, kind=BroadcastKind.DIGEST, rhythm=rhythm)
            for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY)
        )
        return laid(session, daily, part(session, daily)), laid(session, weekly, part(session, weekly))

    daily, weekly = await database.at_once(act)
    assert daily == {"daily": "planned", "daily-land": "planned"}
    assert weekly == {"weekly": "planned"}


async def test_an_emergency_is_for_all_who_did_not_stop_or_leave(database: Database) -> None:
    def act(session: Session) -> dict[str, str]:
        here = agency(session, "xa-an")
        for citizen in (
            Citizen("weekly-health", rhythm=Rhythm.WEEKLY, wanted=("health",)),
            Citizen("only-wrote", follows=None),
            Citizen("stopped", wants=False),
            Citizen("unfollowed", follows=False),
            Citizen("gone", gone=True),
        ):
            citizen.keep(session)
        alarm = broadcast(session, here, kind=BroadcastKind.EMERGENCY, title="Bão", text="Sơ tán.")
        return laid(session, alarm, part(session, alarm))

    assert await database.at_once(act) == {
        "weekly-health": "planned",
        "only-wrote": "planned",
        "gone": Skip.LEFT,
    }


async def test_a_correction_is_for_exactly_those_who_were_told(database: Database) -> None:
    def act(session: Session) -> dict[str, str]:
        here = agency(session, "xa-an")
        news = broadcast(session, here, article(session, here, "Tin"))
        for name, state, wants in (
            ("accepted", DeliveryState.ACCEPTED, None),
            ("seen", DeliveryState.SEEN, None),
            ("stopped-since", DeliveryState.DELIVERED, False),
            ("unknown", DeliveryState.UNKNOWN, None),
            ("skipped", DeliveryState.SKIPPED, None),
            ("weekly-now", DeliveryState.ACCEPTED, None),
        ):
            rhythm = Rhythm.WEEKLY if name == "weekly-now" else None
            citizen = Citizen(name, wants=wants, rhythm=rhythm)
            citizen.keep(session)
            session.add(Delivery(broadcast_id=news.id, person_key=citizen.key, state=state))
        Citizen("new").keep(session)
        fixed = broadcast(session, here, kind=BroadcastKind.CORRECTION, about_id=news.id, title="Tin")
        return laid(session, fixed, part(session, fixed))

    assert await database.at_once(act) == {
        "accepted": "planned",
        "seen": "planned",
        "stopped-since": Skip.STOPPED,
        "weekly-now": "planned",
    }


async def test_a_rehearsal_is_for_the_agencys_testers_only(database: Database) -> None:
    def act(session: Session) -> dict[str, str]:
        here, there = agency(session, "xa-an"), agency(session, "xa-binh")
        for name, of in (("lan", here), ("binh", there), ("citizen", None)):
            citizen = Citizen(name, wants=False)
            citizen.keep(session)
            if of is not None:
                row = preferences.Tester(
                    person_key=citizen.key, agency_id=of.id, name=name, added_by="lan", added_at=NOON
                )
                session.add(row)
        news = broadcast(session, here, article(session, here, "Tin"))
        trial = broadcast(session, here, kind=BroadcastKind.REHEARSAL, about_id=news.id)
        assert refusals(session, trial, ["zalo:xa-an:lan"], NOON, window=DAY) == {}
        return laid(session, trial, part(session, trial))

    assert await database.at_once(act) == {"lan": "planned"}
