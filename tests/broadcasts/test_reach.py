"""What an editor is shown before a broadcast is sent."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import HOUR, NOON, Citizen, account, agency, article, broadcast, part
from sqlalchemy.orm import Session

from broadcasts import schedule
from broadcasts.audience import audience_of
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState, Rhythm, Way
from broadcasts.counting import Why, counted
from broadcasts.deliveries import Delivery, DeliveryState, Told
from broadcasts.planning import newsrooms, plan
from broadcasts.reach import Means, Reach, reach_of
from broadcasts.ruling import change_rule
from connectors.database import Database

DAY = timedelta(days=1)
MEANS = {"zalo": Means(DAY, 10.0)}


async def test_everybody_whom_the_account_knows_is_counted_once(database: Database) -> None:
    def act(session: Session) -> Reach:
        here = agency(session, "xa-an")
        account(session, "zalo", "xa-an")
        for citizen in (
            Citizen("reached"),
            Citizen("reached-too", unwanted=("health",)),
            Citizen("stopped", wants=False, rhythm=Rhythm.DAILY),
            Citizen("never-asked", follows=None),
            Citizen("weekly", rhythm=Rhythm.WEEKLY, active=None),
            Citizen("health", wanted=("health",)),
            Citizen("gone", gone=True),
            Citizen("silent", active=DAY * 9),
            Citizen("had-enough"),
            Citizen("elsewhere", agency="xa-binh"),
        ):
            citizen.keep(session)
        session.add(Told(person_key="zalo:xa-an:had-enough", day=schedule.day_of(NOON), count=3))
        news = broadcast(
            session,
            here,
            article(session, here, "Đất", topics=("land",)),
            state=BroadcastState.PLANNED,
            start_at=NOON,
        )
        part(session, news)
        (reach,) = reach_of(session, news, NOON, MEANS)
        return reach

    reach = await database.at_once(act)
    assert (reach.channel, reach.way, reach.begins) == ("zalo", Way.PEOPLE, NOON)
    assert (reach.audience, reach.first) == (9, 2)
    assert reach.lasts == timedelta(seconds=0.2)
    (later,) = reach.later
    assert (later.count, later.at) == (1, NOON + 19 * HOUR)
    assert reach.missed == {
        Why.STOPPED: 1,
        Why.UNASKED: 1,
        Why.RHYTHM: 1,
        Why.TOPICS: 1,
        Why.LEFT: 1,
        Why.WINDOW: 1,
    }


async def test_what_begins_at_night_begins_in_the_morning_and_what_is_slow_goes_on_there(
    database: Database,
) -> None:
    def act(session: Session) -> tuple[Reach, Reach]:
        here = agency(session, "xa-an")
        account(session, "zalo", "xa-an")
        for number in range(20):
            Citizen(str(number)).keep(session, NOON + DAY)
        item = article(session, here, "Tin")
        found = []
        for start in (NOON + 10 * HOUR, NOON + 8 * HOUR):
            news = broadcast(session, here, item, state=BroadcastState.PLANNED, start_at=start)
            part(session, news)
            found += reach_of(session, news, NOON, {"zalo": Means(None, 10 / 3600)})
        return found[0], found[1]

    night, evening = await database.at_once(act)
    assert (night.begins, night.first) == (NOON + 19 * HOUR, 20)
    assert (evening.begins, evening.first) == (NOON + 8 * HOUR, 10)
    assert [(later.count, later.at) for later in evening.later] == [(10, NOON + 19 * HOUR)]


async def test_the_platforms_own_way_shows_its_quota_and_a_page_is_not_counted(database: Database) -> None:
    def act(session: Session) -> list[Reach]:
        here = agency(session, "xa-an")
        account(session, "zalo", "xa-an")
        account(session, "messenger", "xa-an", page_posts=True)
        change_rule(session, "xa-an", {"ways": {"zalo": "platform"}}, by="lan", now=NOON)
        Citizen("an", active=None).keep(session)
        article(session, here, "Tin")
        plan(session, newsrooms(session)[0], NOON)
        return reach_of(session, session.get_one(Broadcast, 1), NOON, {})

    zalo, *page = sorted(await database.at_once(act), key=lambda reach: reach.way is not Way.PLATFORM)
    assert (zalo.audience, zalo.first, zalo.uses) == (1, 1, 1)
    assert zalo.quota is not None
    assert (zalo.quota.used_month, zalo.quota.left) == (1, 37)
    assert {(reach.way, reach.audience) for reach in page} == {(Way.PEOPLE, 0), (Way.POST, 0)}


async def test_a_draft_shows_what_it_would_reach_and_why_not_by_the_platform(database: Database) -> None:
    def act(session: Session) -> Reach:
        here = agency(session, "xa-an")
        account(session, "zalo", "xa-an")
        change_rule(session, "xa-an", {"ways": {"zalo": "platform"}}, by="lan", now=NOON)
        Citizen("an").keep(session)
        Citizen("stopped", wants=False).keep(session)
        (reach,) = reach_of(session, broadcast(session, here, article(session, here, "Tin")), NOON, MEANS)
        return reach

    reach = await database.at_once(act)
    assert (reach.way, reach.first) == (Way.PEOPLE, 1)
    assert "1 người" in reach.notes[0]


CITIZENS = st.lists(
    st.builds(
        dict,
        wants=st.sampled_from((None, True, False)),
        follows=st.sampled_from((None, True, False)),
        active=st.sampled_from((None, HOUR, DAY * 3)),
        gone=st.booleans(),
        rhythm=st.sampled_from((None, *Rhythm)),
        wanted=st.sampled_from(((), ("land",), ("health",))),
        unwanted=st.sampled_from(((), ("land",))),
    ),
    max_size=10,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=CITIZENS,
    kind=st.sampled_from(
        (BroadcastKind.NEWS, BroadcastKind.DIGEST, BroadcastKind.EMERGENCY, BroadcastKind.CORRECTION)
    ),
)
async def test_what_is_counted_is_what_will_be_laid_out(
    database: Database, people: list[dict[str, object]], kind: BroadcastKind
) -> None:
    def act(session: Session) -> None:
        here = agency(session, "xa-an")
        first = broadcast(session, here)
        for number, values in enumerate(people):
            citizen = Citizen(str(number), **values)  # type: ignore[arg-type] # drawn by name
            citizen.keep(session)
            if number % 2:
                row = Delivery(broadcast_id=first.id, person_key=citizen.key, state=DeliveryState.SEEN)
                session.add(row)
        rhythm = Rhythm.DAILY if kind is BroadcastKind.DIGEST else Rhythm.INSTANT
        item = article(session, here, "Đất", topics=("land",))
        items = () if kind in (BroadcastKind.EMERGENCY, BroadcastKind.CORRECTION) else (item,)
        news = broadcast(session, here, *items, kind=kind, rhythm=rhythm, about_id=first.id)
        share = part(session, news)
        counts = counted(session, news, share, NOON, window=DAY)
        rows = session.execute(audience_of(session, news, share, NOON, window=DAY).rows).all()
        assert counts[Why.REACHED] == sum(row.state == "planned" for row in rows)
        assert counts[Why.WINDOW] == sum(row.reason == "window" for row in rows)
        assert counts[Why.LEFT] == sum(row.reason == "left" for row in rows)
        if kind is not BroadcastKind.CORRECTION:
            assert counts.total() == len(people)
        session.rollback()

    await database.at_once(act)


async def test_an_editor_is_told_why_nothing_is_posted_and_whom_an_emergency_does_not_reach(
    database: Database,
) -> None:
    def act(session: Session) -> dict[str, tuple[str, ...]]:
        here = agency(session, "xa-an")
        for channel in ("zalo", "messenger"):
            account(session, channel, "xa-an")
        urgent = broadcast(session, here, kind=BroadcastKind.EMERGENCY)
        return {reach.channel: reach.notes for reach in reach_of(session, urgent, NOON, MEANS)}

    notes = await database.at_once(act)
    assert "page_posts=yes" in notes["messenger"][0]
    assert "ways=zalo:platform" in notes["zalo"][0]
