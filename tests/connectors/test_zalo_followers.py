"""Who follows an account that already has followers, by whichever calls this kind of account may use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from zaloing import NOON, Desk, desk, far_side, put

from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo.server import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account, Doubts, Setup
from connectors.channel import Stopped
from connectors.database import Database
from connectors.zalo.followers import Followers

LIST, OLD_LIST = "/v3.0/oa/user/getlist", "/v2.0/oa/getfollowers"


@asynccontextmanager
async def platform(
    database: Database, followers: int, **doubts: Any
) -> AsyncIterator[tuple[ZaloServer, Desk, Followers]]:
    ours = Account(access_token="access-0", refresh_token="refresh-0", followers=followers)
    server = ZaloServer(Setup(accounts=(ours,), doubts=Doubts(**doubts)))
    server.world.clock.set(NOON)
    await put(database)
    async with running(server) as base, desk(database, base) as us:
        yield server, us, Followers(us.api, us.accounts)


@pytest.mark.parametrize(("closed", "pinned"), [(False, {}), (True, {"users": "v2"})])
async def test_every_follower_is_found_once(sqlite_url: str, closed: bool, pinned: dict[str, str]) -> None:
    database = Database(sqlite_url)
    async with platform(database, 125, v3_users_closed_to_government=closed) as (server, us, followers):
        found = [person async for person in followers.ids(us.account, NOON)]
        assert sorted(found) == sorted(server.world.office().people)
        assert us.account.options == pinned
        server.tokens.kill()
        assert len([person async for person in followers.ids(us.account, NOON)]) == 125
    await database.close()


async def test_of_more_than_ten_thousand_the_active_ones_are_found_too(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with platform(database, 10_120) as (server, us, followers):
        people = list(server.world.office().people.values())
        for number, person in enumerate(people[10_000:10_100]):
            person.acted = NOON - timedelta(days=number)
        found = [person async for person in followers.ids(us.account, NOON)]
        assert len(found) == len(set(found)) == 10_100
        assert {person.user_id for person in people[:10_100]} == set(found)
    await database.close()


async def test_a_busy_month_is_looked_at_in_halves(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with platform(database, 10_060) as (server, us, followers):
        for number, person in enumerate(server.world.office().people.values()):
            person.acted = NOON - timedelta(days=number % 3)
        found = [person async for person in followers.ids(us.account, NOON)]
        assert len(found) == len(set(found)) == 10_060
    await database.close()


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("quoting", ["either", "quoted", "bare"])
async def test_a_persons_particulars_are_told_however_they_must_be_asked_for(
    sqlite_url: str, closed: bool, quoting: str
) -> None:
    database = Database(sqlite_url)
    doubts = {"v3_users_closed_to_government": closed, "quoting": quoting}
    async with platform(database, 1, **doubts) as (server, us, followers):
        (person,) = server.world.office().people.values()
        person.acted = NOON
        for _ in range(2):
            told = await followers.detail(us.account, person.user_id)
            assert told is not None
            assert (told.id, told.name, told.follows) == (person.user_id, person.name, True)
            assert (told.last_act is None) is closed
        bare = closed and quoting == "bare"
        assert us.account.options.get("quoted_user_id", True) is not bare
        assert await followers.detail(us.account, "2000000000000000002") is None
    await database.close()


async def test_an_operators_choice_is_not_overruled(database: Database) -> None:
    await put(database, users="v3")
    closed = {"error": -235, "message": "This API does not support this type of OA"}
    async with far_side(**{LIST: [closed]}) as (far, base), desk(database, base) as us:
        with pytest.raises(Stopped):
            await anext(Followers(us.api, us.accounts).ids(us.account, NOON))
    assert len(far.asked) == 1


async def test_ids_larger_than_a_float_can_hold_stay_whole(database: Database) -> None:
    await put(database)
    number = 2**53 + 1
    page = {"error": 0, "data": {"total": "2", "users": [{"user_id": number}, {"user_id": str(number + 1)}]}}
    async with far_side(**{LIST: [page]}) as (far, base), desk(database, base) as us:
        found = [person async for person in Followers(us.api, us.accounts).ids(us.account, NOON)]
    assert found == [str(number), str(number + 1)]
    assert far.asked[0].query == {"data": '{"offset":0,"count":50,"is_follower":"true"}'}
