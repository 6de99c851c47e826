"""A refresh token works once: it is used by one, its fruit is stored before it is used, a loss is told."""

import asyncio
from datetime import timedelta

import pytest
from zaloing import ACCESS, NOON, SEAL, SECRETS, Told, cut, desk, far_side, page, pair, put

from connectors.accounts import AccountState
from connectors.channel import SendError, Stopped, Throttled, Unreachable
from connectors.database import Database
from connectors.directory import Accounts

DEAD = {"error": -118, "error_name": "Invalid refresh token", "error_description": "refresh-0 was used"}
HOUR = timedelta(hours=1)


async def kept(database: Database) -> dict[str, str]:
    accounts = Accounts(database, SEAL)
    await accounts.refresh()
    return dict(accounts.all[0].secrets)


async def test_a_renewed_pair_is_stored_and_the_one_before_stays_beside_it(database: Database) -> None:
    await put(database)
    async with far_side(**{ACCESS: [pair(1)]}) as (far, base), desk(database, base) as us:
        renewed = await us.tokens.renew(us.account)
    (asked,) = far.asked
    assert asked.headers["secret_key"] == "test-app-secret"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked.form == {
        "refresh_token": "refresh-0",
        "app_id": "1000000000000000001",
        "grant_type": "refresh_token",
    }
    assert renewed.token_until == NOON + timedelta(hours=25)
    assert await kept(database) == {
        "app_secret": "test-app-secret",
        "access_token": "access-1",
        "refresh_token": "refresh-1",
        "previous_access_token": "access-0",
        "previous_refresh_token": "refresh-0",
    }


@pytest.mark.parametrize(
    ("said", "meant"), [("3600", 3_600), (3600, 3_600), ("soon", 90_000), (-5, 90_000), (None, 90_000)]
)
async def test_a_life_comes_as_number_or_text(sqlite_url: str, said: object, meant: int) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{ACCESS: [pair(1, expires_in=said)]}) as (_, base), desk(database, base) as us:
        renewed = await us.tokens.renew(us.account)
    assert renewed.token_until == NOON + timedelta(seconds=meant)
    await database.close()


async def test_ten_callers_in_two_processes_are_one_refresh(database: Database) -> None:
    await put(database)
    async with (
        far_side(**{ACCESS: [pair(1), DEAD]}) as (far, base),
        desk(database, base) as one,
        desk(database, base) as two,
    ):
        waiting = [us.tokens.renew(us.account) for us in (one, two) for _ in range(5)]
        renewed = await asyncio.gather(*waiting)
    assert {account.secrets["access_token"] for account in renewed} == {"access-1"}
    assert len(far.asked) == 1


async def test_who_comes_with_an_older_token_gets_the_newer_one(database: Database) -> None:
    await put(database)
    async with (
        far_side(**{ACCESS: [pair(1), DEAD]}) as (far, base),
        desk(database, base) as one,
        desk(database, base) as two,
    ):
        stale = two.account
        await one.tokens.renew(one.account)
        assert (await two.tokens.renew(stale)).secrets["access_token"] == "access-1"
        assert two.account.secrets["access_token"] == "access-1"
    assert len(far.asked) == 1


async def test_a_dead_token_stops_the_account_and_nobody_asks_again(database: Database) -> None:
    await put(database)
    async with far_side(**{ACCESS: [DEAD]}) as (far, base), desk(database, base) as us:
        for _ in range(2):
            with pytest.raises(Stopped) as raised:
                await us.tokens.renew(us.account)
        assert us.account.state is AccountState.STOPPED
    assert len(far.asked) == 1
    assert "cấp quyền lại" in str(raised.value)
    assert "refresh-0" not in str(raised.value)
    assert await kept(database) == SECRETS


TRANSIENT: list[tuple[Told, type[SendError]]] = [
    ({"error": -32, "error_name": "Too many requests"}, Throttled),
    ({"error": "-32"}, Throttled),
    (page(503), Unreachable),
    (page(403), Unreachable),
    (page(429), Throttled),
]


@pytest.mark.parametrize(("answer", "kind"), TRANSIENT)
async def test_a_busy_platform_costs_nothing(sqlite_url: str, answer: Told, kind: type[SendError]) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{ACCESS: [answer, pair(1)]}) as (far, base), desk(database, base) as us:
        with pytest.raises(kind):
            await us.tokens.renew(us.account)
        assert us.account.state is AccountState.ACTIVE
        assert (await us.tokens.renew(us.account)).secrets["access_token"] == "access-1"
    assert len(far.asked) == 2
    await database.close()


@pytest.mark.parametrize(
    "lost", [cut, page(502), {}, {"error": 0}, {"access_token": "access-1"}, pair(1, refresh_token="")]
)
async def test_a_lost_answer_is_tried_once_more_with_the_old_token(sqlite_url: str, lost: Told) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{ACCESS: [lost, pair(2)]}) as (far, base), desk(database, base) as us:
        assert (await us.tokens.renew(us.account)).secrets["refresh_token"] == "refresh-2"
    assert [asked.form["refresh_token"] for asked in far.asked] == ["refresh-0"] * 2
    await database.close()


async def test_a_lost_answer_behind_which_the_pair_was_changed_is_the_end(database: Database) -> None:
    await put(database)
    async with far_side(**{ACCESS: [cut, DEAD]}) as (_, base), desk(database, base) as us:
        with pytest.raises(Stopped):
            await us.tokens.renew(us.account)
    assert await kept(database) == SECRETS


async def test_after_two_lost_answers_the_mark_stays_and_the_next_tries_once(database: Database) -> None:
    await put(database)
    now = NOON
    async with (
        far_side(**{ACCESS: [cut, cut, pair(3)]}) as (far, base),
        desk(database, base, clock=lambda: now) as us,
    ):
        with pytest.raises(Unreachable) as raised:
            await us.tokens.renew(us.account)
        assert raised.value.retry_after is not None
        assert us.account.state is AccountState.ACTIVE
        now += raised.value.retry_after
        assert (await us.tokens.renew(us.account)).secrets["access_token"] == "access-3"
    assert len(far.asked) == 3


@pytest.mark.parametrize(("answer", "ends_well"), [(pair(1), True), (DEAD, False)])
async def test_what_a_killed_process_began_is_tried_once(
    sqlite_url: str, answer: Told, ends_well: bool
) -> None:
    database = Database(sqlite_url)
    account = await put(database)
    await Accounts(database, SEAL).begin_renewal(account, NOON - HOUR, timedelta(seconds=60))
    async with far_side(**{ACCESS: [answer]}) as (far, base), desk(database, base) as us:
        if ends_well:
            await us.tokens.renew(us.account)
        else:
            with pytest.raises(Stopped, match="ngắt giữa chừng"):
                await us.tokens.renew(us.account)
    assert len(far.asked) == 1
    await database.close()


async def test_a_cancelled_caller_does_not_cost_the_pair(database: Database) -> None:
    await put(database)
    async with far_side(**{ACCESS: [pair(1)]}) as (far, base), desk(database, base) as us:
        caller = asyncio.create_task(us.tokens.renew(us.account))
        await far.called.wait()
        caller.cancel()
        await us.tokens.close()
    assert (await kept(database))["refresh_token"] == "refresh-1"


async def test_the_clock_renews_what_is_due_and_only_that(database: Database) -> None:
    await put(database, token_until=NOON + 3 * HOUR)
    async with far_side(**{ACCESS: [pair(1), DEAD]}) as (far, base), desk(database, base) as us:
        assert await us.tokens.renew_due(NOON) == ()
        assert not far.asked
        assert await us.tokens.renew_due(NOON + HOUR) == ()
        assert us.account.secrets["access_token"] == "access-1"
        ((account, error),) = await us.tokens.renew_due(NOON + timedelta(days=40))
        assert (account.agency, type(error)) == ("xa-mau", Stopped)
        assert await us.tokens.renew_due(NOON + timedelta(days=41)) == ()
    assert len(far.asked) == 2


async def test_a_token_whose_end_nobody_knows_is_renewed(database: Database) -> None:
    await put(database)
    async with far_side(**{ACCESS: [pair(1)]}) as (_, base), desk(database, base) as us:
        assert await us.tokens.renew_due(NOON) == ()
        assert us.account.token_until == NOON + timedelta(hours=25)


async def test_an_access_token_alone_is_used_to_its_end(database: Database) -> None:
    await put(database, token_until=NOON, secrets={**SECRETS, "refresh_token": ""})
    async with far_side() as (far, base), desk(database, base) as us:
        assert await us.tokens.renew_due(NOON) == ()
        with pytest.raises(Stopped, match="chưa có mã gia hạn"):
            await us.tokens.renew(us.account)
    assert not far.asked


async def test_who_waits_for_another_process_waits_with_the_others(database: Database) -> None:
    account = await put(database)
    await Accounts(database, SEAL).begin_renewal(account, NOON, HOUR)
    async with far_side() as (far, base), desk(database, base) as us:
        waiting = [us.tokens.renew(us.account) for _ in range(8)]
        ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(end) for end in ends} == {Unreachable}
    assert not far.asked
