"""Whom a broadcast is for, and whom not: as it is laid out, and as it is asked before each attempt."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import HOUR, NOON, Citizen, agency, article, broadcast, part
from sqlalchemy.orm import Session

from broadcasts import preferences
from broadcasts.audience import audience_of, refusals, topics_of
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastPart, Rhythm
from broadcasts.chosen import EVERYTHING, Chosen
from broadcasts.deliveries import Delivery, DeliveryState, Skip
from connectors.database import Database
from knowledge.articles import ArticleState

DAY = timedelta(days=1)


def laid(
    session: Session, of: Broadcast, share: BroadcastPart, window: timedelta | None = DAY
) -> dict[str, str]:
    """Each person of the audience by name, with `planned` or the reason why not, taken in slices of two."""
    audience = audience_of(session, of, share, NOON, window=window)
    found: dict[str, str] = {}
    low = ""
    while True:
        slice_ = audience.rows.where(audience.key > low).order_by(audience.key).limit(2)
        rows = session.execute(slice_).all()
        if not rows:
            return found
        for key, state, reason in rows:
            found[key.rpartition(":")[2]] = reason or state
            low = key


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


async def test_nobody_is_told_of_an_article_that_left_meanwhile(database: Database) -> None:
    def act(session: Session) -> tuple[object, object]:
        here = agency(session, "xa-an")
        Citizen("an").keep(session)
        items = article(session, here, "Một"), article(session, here, "Hai")
        news = broadcast(session, here, *items)
        items[0].state = ArticleState.GONE
        session.flush()
        one = refusals(session, news, ["zalo:xa-an:an"], NOON, window=DAY)
        items[1].state = ArticleState.HELD
        session.flush()
        return one, refusals(session, news, ["zalo:xa-an:an"], NOON, window=DAY)

    assert await database.at_once(act) == ({}, {"zalo:xa-an:an": Skip.GONE_ITEM})


async def test_who_was_erased_is_told_nothing(database: Database) -> None:
    def act(session: Session) -> object:
        here = agency(session, "xa-an")
        news = broadcast(session, here, article(session, here, "Tin"))
        return refusals(session, news, ["zalo:xa-an:an"], NOON, window=None)

    assert await database.at_once(act) == {"zalo:xa-an:an": Skip.ERASED}


TOPICS = st.frozensets(st.sampled_from(("land", "health", "school", "place:1")), max_size=3).map(
    lambda topics: tuple(sorted(topics))
)
CITIZENS = st.lists(
    st.builds(
        dict,
        wants=st.sampled_from((None, True, False)),
        follows=st.sampled_from((None, True, False)),
        active=st.sampled_from((None, HOUR, DAY * 3)),
        gone=st.booleans(),
        rhythm=st.sampled_from((None, *Rhythm)),
        wanted=TOPICS,
        unwanted=TOPICS,
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=CITIZENS,
    items=st.lists(TOPICS, min_size=1, max_size=3),
    rhythm=st.sampled_from(Rhythm),
    urgent=st.booleans(),
    window=st.sampled_from((None, DAY)),
)
async def test_who_is_asked_before_an_attempt_is_refused_for_what_the_layout_said(
    database: Database,
    people: list[dict[str, object]],
    items: list[tuple[str, ...]],
    rhythm: Rhythm,
    urgent: bool,
    window: timedelta | None,
) -> None:
    def act(session: Session) -> None:
        here = agency(session, "xa-an")
        keys = []
        for number, values in enumerate(people):
            citizen = Citizen(str(number), **values)  # type: ignore[arg-type] # drawn by name
            citizen.keep(session)
            keys.append(citizen.key)
        articles = [article(session, here, str(topics), topics=topics) for topics in items]
        kind = BroadcastKind.EMERGENCY if urgent else BroadcastKind.DIGEST
        kind = BroadcastKind.NEWS if kind is BroadcastKind.DIGEST and rhythm is Rhythm.INSTANT else kind
        news = broadcast(session, here, *(() if urgent else articles), kind=kind, rhythm=rhythm)
        planned = laid(session, news, part(session, news), window)
        refused = refusals(session, news, keys, NOON, window=window)
        for key in keys:
            said = planned.get(key.rpartition(":")[2], Skip.STOPPED)
            assert refused.get(key, "planned") == said
        session.rollback()

    await database.at_once(act)


async def test_topics_are_read_for_many_at_once(database: Database) -> None:
    def act(session: Session) -> dict[str, Chosen]:
        Citizen("land", wanted=("land",)).keep(session)
        Citizen("not-land", unwanted=("land",)).keep(session)
        Citizen("any").keep(session)
        return topics_of(session, [f"zalo:xa-an:{name}" for name in ("land", "not-land", "any")])

    assert await database.at_once(act) == {
        "zalo:xa-an:land": Chosen(wanted=frozenset({"land"})),
        "zalo:xa-an:not-land": Chosen(unwanted=frozenset({"land"})),
    }
    assert EVERYTHING.concerns(())
