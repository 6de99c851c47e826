"""Who is known: since when, what they last did, whether they left."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from connectors import people
from connectors.database import Database
from connectors.messages import Address
from connectors.people import Person

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
AN = Address("zalo", "xa-mau", "an")


async def an(database: Database) -> Person:
    async with database.reading() as session:
        return await session.get_one(Person, AN.key)


async def test_the_last_act_is_the_latest_however_they_come_in(database: Database) -> None:
    for at in (NOON, NOON - HOUR, NOON + HOUR, NOON):
        await database.at_once(lambda session, at=at: people.saw(session, AN, at) and None)
    assert await database.at_once(lambda session: people.last_acts(session, [AN]).get(AN)) == NOON + HOUR
    assert (await an(database)).first_at == NOON - HOUR


async def test_of_a_stranger_no_act_is_known(database: Database) -> None:
    assert await database.at_once(lambda session: people.last_acts(session, [AN]).get(AN)) is None
    await database.at_once(lambda session: people.gone(session, AN, "blocked", NOON))
    assert await database.at_once(lambda session: people.last_acts(session, [AN]).get(AN)) is None


async def test_who_left_is_there_again_with_the_next_act_but_not_with_an_older_one(
    database: Database,
) -> None:
    await database.at_once(lambda session: people.saw(session, AN, NOON) and None)
    await database.at_once(lambda session: people.gone(session, AN, "x" * 999, NOON))
    person = await an(database)
    assert (person.gone_at, person.gone_reason) == (NOON, "x" * 200)
    await database.at_once(lambda session: people.saw(session, AN, NOON - HOUR) and None)
    assert (await an(database)).gone_at == NOON
    await database.at_once(lambda session: people.saw(session, AN, NOON + HOUR) and None)
    person = await an(database)
    assert (person.gone_at, person.gone_reason) == (None, "")


async def test_following_is_an_act_and_leaving_is_none(database: Database) -> None:
    await database.at_once(lambda session: people.followed(session, AN, NOON) and None)
    await database.at_once(lambda session: people.unfollowed(session, AN, NOON + HOUR))
    person = await an(database)
    assert (person.follows, person.last_at) == (False, NOON)


async def test_a_list_of_followers_is_noted_once_and_changes_no_act(database: Database) -> None:
    await database.at_once(lambda session: people.saw(session, AN, NOON) and None)
    ids = ["an", "binh", "binh", "", "x" * 999, *(f"p{number}" for number in range(1200))]
    for _ in range(2):
        noted = await database.at_once(
            lambda session: people.add_followers(session, "zalo", "xa-mau", ids, NOON + HOUR)
        )
        assert noted == 1202
    person = await an(database)
    assert (person.follows, person.last_at, person.first_at) == (True, NOON, NOON)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 1202


async def test_forgetting_leaves_nothing_of_one_and_all_of_others(database: Database) -> None:
    other = Address("zalo", "xa-mau", "binh")
    for who in (AN, other):
        await database.at_once(lambda session, who=who: people.saw(session, who, NOON) and None)
    await database.at_once(lambda session: people.forget(session, AN))
    async with database.reading() as session:
        assert (await session.scalars(select(Person.key))).all() == [other.key]


@pytest.mark.parametrize("name", ["", "x" * 129])
async def test_nobody_is_noted_under_no_name_or_an_endless_one(database: Database, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        await database.at_once(lambda session: people.saw(session, Address("zalo", "xa-mau", name), NOON))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=128)
)
async def test_any_name_is_only_a_name(database: Database, name: str) -> None:
    who = Address("messenger", "xa-mau", name)
    await database.at_once(lambda session: people.saw(session, who, NOON) and None)
    assert await database.at_once(lambda session: people.last_acts(session, [who]).get(who)) == NOON
    await database.at_once(lambda session: people.forget(session, who))
