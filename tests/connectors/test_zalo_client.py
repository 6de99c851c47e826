"""Calls to Zalo as they look on the wire, and what is made of each kind of answer."""

import json
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from zaloing import (
    AGENCY,
    APP,
    CITIZEN,
    OA,
    SECRETS,
    SENT,
    V3,
    Told,
    cut,
    desk,
    far_side,
    page,
    put,
)

from connectors.accounts import Account
from connectors.adapting import Part
from connectors.channel import Doubtful, Lost, Refused, SendError, StaleToken, Stopped, Throttled, Unreachable
from connectors.database import Database
from connectors.messages import Address
from connectors.zalo.api import proof
from connectors.zalo.info import info
from connectors.zalo.options import ZaloOptions, options_of

TEXT = Part("Xin chào Ông/Bà")
GETOA, ERASE = "/v2.0/oa/getoa", "/v2.0/oa/deletefollowerinfo"


def account(**options: Any) -> Account:
    return Account(1, "zalo", AGENCY, OA, APP, "UBND xã Mẫu", options, SECRETS)


def test_the_proof_is_that_of_the_sheet() -> None:
    assert (
        proof("test-app-secret", "test-access-token")
        == "c7a7a56a58d03b05def128144d755b6c5bd4ba6b88fbfd8a59a909c862e52d7b"
    )


async def test_a_text_goes_out_as_zalo_wants_it(database: Database) -> None:
    await put(database)
    async with far_side(**{V3: [SENT]}) as (far, base), desk(database, base) as us:
        assert await us.platform.post(us.account, CITIZEN, TEXT, tag="") == "96d3cdf3af150460909"
    (asked,) = far.asked
    assert asked.headers["access_token"] == "access-0"
    assert "Authorization" not in asked.headers
    assert "appsecret_proof" not in asked.headers
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.json() == {
        "recipient": {"user_id": CITIZEN.person},
        "message": {"text": "Xin chào Ông/Bà"},
    }


async def test_the_proof_goes_along_where_it_is_switched_on(database: Database) -> None:
    await put(database, appsecret_proof=True)
    async with far_side(**{V3: [SENT]}) as (far, base), desk(database, base) as us:
        await us.platform.post(us.account, CITIZEN, TEXT, tag="")
    assert far.asked[0].headers["appsecret_proof"] == proof("test-app-secret", "access-0")


ANSWERS: list[tuple[Told, type[SendError]]] = [
    ({"error": -216, "message": "Access token is invalid"}, StaleToken),
    ({"error": "-201", "message": "text is not valid"}, Refused),
    ({"error": -32}, Throttled),
    (page(429), Throttled),
    (page(403), Unreachable),
    (page(503), Unreachable),
    (page(502), Doubtful),
    (page(200), Lost),
    ({}, Lost),
    ({"error": None, "data": {}}, Lost),
    ({"error": "many"}, Lost),
    (cut, Lost),
]


@pytest.mark.parametrize(("answer", "kind"), ANSWERS)
async def test_an_answer_to_a_send_is_what_it_says_or_lost(
    sqlite_url: str, answer: Told, kind: type[SendError]
) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{V3: [answer]}) as (far, base), desk(database, base) as us:
        with pytest.raises(SendError) as raised:
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
    assert type(raised.value) is kind
    assert len(far.asked) == 1
    await database.close()


async def test_nobody_listening_is_unreachable(database: Database) -> None:
    await put(database)
    async with far_side() as (_, base):
        pass
    async with desk(database, base) as us:
        with pytest.raises(Unreachable):
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")


async def test_a_lost_answer_to_a_question_may_be_asked_again(database: Database) -> None:
    await put(database)
    async with far_side(**{GETOA: [cut]}) as (_, base), desk(database, base) as us:
        with pytest.raises(Unreachable):
            await info(us.api, us.account)


async def test_no_secret_stands_in_an_error(database: Database) -> None:
    await put(database)
    echo = {"error": -201, "message": "bad token access-0 of test-app-secret"}
    async with far_side(**{V3: [echo]}) as (_, base), desk(database, base) as us:
        with pytest.raises(Refused) as raised:
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
        assert "access-0" not in repr((us.account, us))
    assert str(raised.value) == "-201 bad token … of …"


async def test_an_account_without_a_token_asks_nobody(database: Database) -> None:
    await put(database, secrets={"app_secret": "test-app-secret"})
    async with far_side() as (far, base), desk(database, base) as us:
        with pytest.raises(Stopped):
            await us.platform.post(us.account, CITIZEN, TEXT, tag="")
    assert not far.asked


async def test_quota_and_rate_are_told(database: Database) -> None:
    await put(database)
    quota = {"quota_type": "reply", "remain": 7, "total": "8", "owner": {"id": 1}}
    sent = {"error": 0, "data": {"message_id": 12345678901234567890, "quota": quota}}

    def answer(_: object) -> Any:
        headers = {"X-RateLimit-Limit": "4000", "X-RateLimit-Remain": "3999"}
        return web.json_response(sent, headers=headers)

    async with far_side(**{V3: [answer]}) as (_, base), desk(database, base) as us:
        name = await us.platform.post(us.account, CITIZEN, TEXT, tag="")
        assert name == "12345678901234567890"
        assert us.quotas == [(us.account.id, {"quota_type": "reply", "remain": "7", "total": "8"})]
        assert us.paces == [(us.account.id, 4000, 3999)]


@pytest.mark.parametrize("data", [None, [], "yes", {"message_id": ["x"]}, {"quota": "none"}, {"quota": None}])
async def test_a_strange_success_is_a_success(sqlite_url: str, data: object) -> None:
    database = Database(sqlite_url)
    await put(database)
    async with far_side(**{V3: [{"error": 0, "data": data}]}) as (_, base), desk(database, base) as us:
        assert await us.platform.post(us.account, CITIZEN, TEXT, tag="") == ""
    await database.close()


async def test_a_question_goes_on_with_a_renewed_token(database: Database) -> None:
    account = await put(database)
    told = {
        "error": 0,
        "data": {"oa_id": int(OA), "name": "UBND xã Mẫu", "oa_type": "4", "num_follower": "12"},
    }
    stale = {"error": -216, "message": "Access token is invalid"}
    async with far_side(**{GETOA: [stale, told]}) as (far, base), desk(database, base) as us:
        other = replace(account, secrets={**SECRETS, "access_token": "access-before"})
        found = await info(us.api, other)
    assert [asked.headers["access_token"] for asked in far.asked] == ["access-before", "access-0"]
    assert (found.id, found.type, found.followers, found.package) == (OA, 4, 12, "")


async def test_what_zalo_keeps_of_a_person_is_deleted(database: Database) -> None:
    await put(database)
    gone = {"error": -213, "message": "User has not followed OA"}
    async with far_side(**{ERASE: [{"error": 0}, gone]}) as (far, base), desk(database, base) as us:
        await us.platform.forget(us.account, CITIZEN)
        await us.platform.forget(us.account, CITIZEN)
        await us.platform.forget(us.account, Address("zalo", AGENCY, "anon:1:2"))
    assert [json.loads(asked.body) for asked in far.asked] == [{"user_id": CITIZEN.person}] * 2


def test_junk_among_the_options_leaves_the_defaults() -> None:
    junk = {
        "endpoint": "v9",
        "per_minute": "fast",
        "choices": 3,
        "free_hours": -1,
        "paid_replies": "on",
        "x": 1,
    }
    assert options_of(account(**junk)) == ZaloOptions(paid_replies=True)
    assert options_of(account()) == ZaloOptions()
    assert all(field.description for field in ZaloOptions.model_fields.values())


async def test_the_paid_window_is_closed_unless_it_is_opened(database: Database) -> None:
    await put(database)
    async with far_side() as (_, base), desk(database, base) as us:
        shut, opened = us.platform.ability(account()), us.platform.ability(account(paid_replies=True))
        rate = us.platform.rate(account(per_minute=120))
    assert shut.free_window == shut.last_window == opened.free_window
    assert opened.last_window is not None
    assert opened.last_window.days == 7
    assert (shut.longest, shut.choices) == (2000, "numbered")
    assert (rate.per_second, rate.burst) == (2.0, 12.0)
