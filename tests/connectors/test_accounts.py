"""The accounts of a deployment: one of an agency on a channel, seen by all processes, secrets sealed."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from connectors.accounts import Account, AccountState, OccupiedError
from connectors.channel import Stopped
from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.doors import Door
from connectors.http import Answer, Part
from connectors.secrets import Seal, SealError

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=25)
LEASE = timedelta(minutes=1)
SEAL = Seal(b"a key of the deployment")
SECRETS = {"oa_secret": "signing-1", "access_token": "access-1", "refresh_token": "refresh-1"}


def particulars(agency: str = "xa-mau", platform_id: str = "400", **changes: Any) -> Particulars:
    given: dict[str, Any] = {"name": "UBND xã Mẫu", "options": {"endpoint": "v3"}, "secrets": SECRETS}
    return Particulars("zalo", agency, platform_id, "100", **(given | changes))


async def two(database: Database) -> tuple[Accounts, Accounts]:
    """What two processes know of one database."""
    return Accounts(database, SEAL), Accounts(database, SEAL)


async def test_an_account_is_found_by_all_that_names_it(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    account = await accounts.put(particulars(), NOON)
    assert (
        accounts.find("zalo", "xa-mau") is accounts.by_id(account.id) is accounts.by_platform("zalo", "400")
    )
    assert accounts.all == (account,)
    assert (account.name, account.options, account.secrets) == ("UBND xã Mẫu", {"endpoint": "v3"}, SECRETS)
    assert accounts.find("messenger", "xa-mau") is accounts.by_platform("messenger", "400") is None


async def test_another_process_sees_every_change_after_it_looks(database: Database) -> None:
    here, there = await two(database)
    assert not await there.refresh()
    account = await here.put(particulars(), NOON)
    changes: Sequence[Any] = (
        lambda: here.set_options(account, endpoint=None, users="v2"),
        lambda: here.set_secrets(account, access_token="access-2", token_until=LATER),
        lambda: here.stop(account, "its token is dead"),
        lambda: here.resume(account),
        lambda: here.put(particulars(name="UBND xã Mới", options={}), NOON),
    )
    for change in changes:
        assert await there.refresh()
        await change()
        assert there.all != here.all
    assert await there.refresh()
    assert there.all == here.all
    assert not await there.refresh()


async def test_an_account_that_is_added_again_is_replaced_and_active(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    first = await accounts.put(particulars(), NOON)
    await accounts.stop(first, "its token is dead")
    again = await accounts.put(
        particulars("phuong-moi", options={}, secrets={"oa_secret": "signing-2"}), NOON
    )
    assert (again.id, again.agency, again.state, again.reason) == (first.id, "phuong-moi", "active", "")
    assert (again.options, again.secrets) == ({}, {"oa_secret": "signing-2"})
    assert accounts.all == (again,)
    assert accounts.find("zalo", "xa-mau") is None


async def test_an_agency_has_one_account_on_a_channel(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    first = await accounts.put(particulars(), NOON)
    with pytest.raises(OccupiedError, match="removed first"):
        await accounts.put(particulars(platform_id="500"), NOON)
    await accounts.remove(first)
    assert (await accounts.put(particulars(platform_id="500"), NOON)).platform_id == "500"


async def test_two_processes_that_add_the_same_account_at_once_add_one(database: Database) -> None:
    several = [Accounts(database, SEAL) for _ in range(6)]
    await asyncio.gather(*(accounts.put(particulars(), NOON) for accounts in several))
    await several[0].refresh()
    assert len(several[0].all) == 1


async def test_an_account_that_takes_the_place_of_a_removed_one_is_seen_elsewhere(database: Database) -> None:
    here, there = await two(database)
    await here.remove(await here.put(particulars(), NOON))
    removed = await here.put(particulars(), NOON)
    await there.refresh()
    await here.remove(removed)
    fresh = await here.put(particulars(secrets={"oa_secret": "signing-2"}), NOON)
    assert await there.refresh()
    assert there.all == (fresh,)


async def test_a_removed_account_is_known_nowhere_and_can_not_be_changed(database: Database) -> None:
    here, there = await two(database)
    account = await here.put(particulars(), NOON)
    await there.refresh()
    await here.remove(account)
    await here.remove(account)
    for change in (there.resume, there.end_renewal):
        with pytest.raises(Stopped, match="removed"):
            await change(account)
    with pytest.raises(Stopped, match="removed"):
        await there.begin_renewal(account, NOON, LEASE)
    assert await there.refresh()
    assert here.all == there.all == here.doors("zalo") == there.doors("zalo") == ()


async def test_doors_know_every_key_that_may_have_signed(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    await accounts.put(particulars(secrets=SECRETS | {"oa_secret_second": "signing-0"}), NOON)
    second = await accounts.put(particulars("xa-hai", "500", secrets={"oa_secret": ""}), NOON)
    await accounts.stop(second, "its token is dead")
    assert [(door.agency, door.account, door.secrets) for door in accounts.doors("zalo")] == [
        ("xa-mau", "400", ("signing-1", "signing-0")),
        ("xa-hai", "500", ()),
    ]
    assert accounts.doors("messenger") == ()


async def test_with_another_key_an_account_is_known_and_told_apart(database: Database) -> None:
    account = await Accounts(database, SEAL).put(particulars(), NOON)
    stranger = Accounts(database, Seal(b"another key of the same kind"))
    await stranger.refresh()
    (found,) = stranger.all
    assert (found.unsealed, found.secrets, found.name) == (False, {}, account.name)
    assert [door.secrets for door in stranger.doors("zalo")] == [()]
    with pytest.raises(SealError):
        await stranger.set_secrets(found, access_token="access-2")
    await Accounts(database, SEAL).refresh()
    assert (await stranger.put(particulars(), NOON)).unsealed


async def test_new_secrets_stand_beside_the_old_and_empty_ones_replace_nothing(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    account = await accounts.put(particulars(token_until=NOON), NOON)
    account = await accounts.set_secrets(account, access_token="access-2", refresh_token="", app_secret="app")
    assert account.secrets == SECRETS | {"access_token": "access-2", "app_secret": "app"}
    assert account.token_until == NOON
    account = await accounts.set_secrets(account, access_token="access-3", token_until=LATER)
    assert account.token_until == LATER
    assert (await accounts.set_secrets(account, token_until=None)).token_until is None


async def test_new_secrets_bring_a_stopped_account_back(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    account = await accounts.stop(await accounts.put(particulars(), NOON), "dead\x00 token " + "x" * 600)
    assert account.state is AccountState.STOPPED
    assert account.reason.startswith("dead token")
    assert len(account.reason) == 500
    account = await accounts.set_secrets(account, access_token="access-2")
    assert (account.state, account.reason) == (AccountState.ACTIVE, "")


async def test_of_many_who_want_to_renew_exactly_one_may(database: Database) -> None:
    several = [Accounts(database, SEAL) for _ in range(2)]
    account = await several[0].put(particulars(), NOON)
    wishes = [accounts.begin_renewal(account, NOON, LEASE) for accounts in several * 8]
    told = await asyncio.gather(*wishes)
    assert sorted(taken for _, taken, _ in told) == [False] * 15 + [True]
    assert not any(lapsed for _, _, lapsed in told)


async def test_who_comes_late_is_given_the_renewed_account(database: Database) -> None:
    here, there = await two(database)
    account = await here.put(particulars(), NOON)
    assert (await here.begin_renewal(account, NOON, LEASE))[1]
    waiting, taken, _ = await there.begin_renewal(account, NOON, LEASE)
    assert (taken, waiting.secrets["access_token"]) == (False, "access-1")
    await here.set_secrets(account, access_token="access-2", token_until=LATER)
    renewed, taken, lapsed = await there.begin_renewal(account, NOON, LEASE)
    assert (taken, lapsed, renewed.secrets["access_token"]) == (False, False, "access-2")
    assert there.find("zalo", "xa-mau") == renewed


async def test_a_right_to_renew_that_lapsed_is_told_to_who_takes_it_over(database: Database) -> None:
    here, there = await two(database)
    account = await here.put(particulars(), NOON)
    await here.begin_renewal(account, NOON, LEASE)
    before = NOON + LEASE - timedelta(seconds=1)
    assert [taken for _, taken, _ in [await there.begin_renewal(account, before, LEASE)]] == [False]
    _, taken, lapsed = await there.begin_renewal(account, NOON + LEASE, LEASE)
    assert (taken, lapsed) == (True, True)


async def test_a_right_that_was_given_back_is_free_and_has_not_lapsed(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    account = await accounts.put(particulars(), NOON)
    await accounts.begin_renewal(account, NOON, LEASE)
    account = await accounts.end_renewal(account)
    assert [(taken, lapsed) for _, taken, lapsed in [await accounts.begin_renewal(account, NOON, LEASE)]] == [
        (True, False)
    ]


async def test_no_row_holds_a_secret_in_clear(database: Database) -> None:
    accounts = Accounts(database, SEAL)
    account = await accounts.put(particulars(), NOON)
    await accounts.set_secrets(account, access_token="access-2")
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT * FROM channel_account"))).all()
    assert len(rows) == 1
    assert not any(secret in repr(rows) for secret in (*SECRETS.values(), "access-2"))
    if database.is_sqlite:
        stored = stored_in(file := str(database.url.database), f"{file}-wal")
        assert b"UBND" in stored
        assert not any(secret.encode() in stored for secret in (*SECRETS.values(), "access-2"))


def stored_in(*files: str) -> bytes:
    return b"".join(Path(file).read_bytes() for file in files)


def test_nothing_that_holds_a_secret_shows_it() -> None:
    account = Account(1, "zalo", "xa-mau", "400", "100", "", {}, {"access_token": "hush"})
    holders = (
        account,
        particulars(secrets={"access_token": "hush"}),
        Door("zalo", "xa-mau", "400", "100", ("hush",)),
        Answer(200, {"set-cookie": "hush"}, b"hush"),
        Part("access_token", "hush"),
    )
    assert not any("hush" in f"{holder!r} {holder}" for holder in holders)
