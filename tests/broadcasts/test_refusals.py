"""Who is told no more, asked right before each attempt."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import HOUR, NOON, Citizen, agency, article, broadcast, laid, part
from sqlalchemy.orm import Session

from broadcasts.audience import refusals, topics_of
from broadcasts.broadcast import BroadcastKind, Rhythm
from broadcasts.chosen import EVERYTHING, Chosen
from broadcasts.deliveries import Skip
from connectors.database import Database
from knowledge.articles import ArticleState

DAY = timedelta(days=1)


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
