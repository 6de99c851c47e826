"""Consent and tokens of the local Zalo: single use, rotating, in an envelope of their own."""

import base64
import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from a_zalo import OURS, SETUP, Zalo, a_zalo, doubting

from bot.rehearsal.platforms.faults import TOKEN, Fault, Rule
from bot.rehearsal.platforms.zalo.tokens import challenge_of

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def consent(zalo: Zalo, **query: str) -> dict[str, str]:
    """What the browser brings back from the page of consent."""
    whole = {"app_id": SETUP.app_id, "redirect_uri": SETUP.callback, "state": "s", **query}
    url = f"{zalo.url}/v4/oa/permission"
    async with zalo.http.get(url, params=whole, allow_redirects=False) as answer:
        assert answer.status == 302
        brought = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in brought.items()}


async def exchanged(zalo: Zalo, code: str, **form: str) -> dict[str, Any]:
    return await zalo.exchange(grant_type="authorization_code", code=code, **form)


def test_the_challenge_is_that_of_the_standard() -> None:
    assert challenge_of(VERIFIER) == CHALLENGE
    assert base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())[:-1].decode() == CHALLENGE


async def test_consent_brings_a_code_and_the_code_a_pair() -> None:
    async with a_zalo() as zalo:
        brought = await consent(zalo, code_challenge=CHALLENGE)
        assert (brought["oa_id"], brought["state"]) == ("4000000000000000004", "s")
        pair = await exchanged(zalo, brought["code"], code_verifier=VERIFIER)
        assert pair["expires_in"] == "90000"
        zalo.token = pair["access_token"]
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == 0
        again = await exchanged(zalo, brought["code"], code_verifier=VERIFIER)
        assert "access_token" not in again


@pytest.mark.parametrize(
    ("form", "doubts", "passes"),
    [({"code_verifier": "wrong"}, {}, False), ({}, {}, False), ({}, {"pkce": "optional"}, True)],
)
async def test_a_challenge_wants_its_verifier(
    form: dict[str, str], doubts: dict[str, Any], *, passes: bool
) -> None:
    async with a_zalo(**doubting(**doubts)) as zalo:
        brought = await consent(zalo, code_challenge=CHALLENGE)
        assert ("access_token" in await exchanged(zalo, brought["code"], **form)) is passes


async def test_a_code_lives_ten_minutes() -> None:
    async with a_zalo() as zalo:
        code = (await consent(zalo))["code"]
        zalo.server.world.clock.move(timedelta(seconds=601))
        assert "access_token" not in await exchanged(zalo, code)


@pytest.mark.parametrize(("name", "told"), [("app_id", "-14002"), ("redirect_uri", "-14003")])
async def test_the_page_of_consent_says_what_is_wrong(name: str, told: str) -> None:
    async with a_zalo() as zalo:
        query = {"app_id": SETUP.app_id, "redirect_uri": SETUP.callback, name: "another"}
        async with zalo.http.get(f"{zalo.url}/v4/oa/permission", params=query) as answer:
            assert told in await answer.text()


async def test_a_refresh_token_is_good_once_and_kills_the_old_access_token() -> None:
    async with a_zalo() as zalo:
        pair = await zalo.refresh()
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == -216
        zalo.token = pair["access_token"]
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == 0
        used = await zalo.refresh()
        assert used["error"] == -118
        assert {"error_name", "error_reason", "ref_doc", "error_description"} < used.keys()
        assert "access_token" in await zalo.refresh(pair["refresh_token"])
        assert sorted(zalo.server.tokens.refreshes.values()) == [1, 2]


async def test_the_code_of_a_dead_refresh_token_may_be_missing() -> None:
    async with a_zalo(**doubting(token_error=None)) as zalo:
        denied = await zalo.refresh("never issued")
        assert "error" not in denied
        assert "access_token" not in denied


async def test_the_lifetime_may_be_a_number() -> None:
    async with a_zalo(**doubting(expires_as_number=True)) as zalo:
        assert (await zalo.refresh())["expires_in"] == 90000


async def test_the_endpoint_of_tokens_wants_the_secret_the_app_and_a_form() -> None:
    async with a_zalo() as zalo:
        form = {"grant_type": "refresh_token", "refresh_token": "first-refresh"}
        assert "access_token" not in await zalo.exchange("wrong", **form)
        assert (await zalo.exchange(**form, app_id="another"))["error"] == -14002
        url, headers = f"{zalo.url}/v4/oa/access_token", {"secret_key": SETUP.app_secret}
        async with zalo.http.post(url, json={"app_id": SETUP.app_id, **form}, headers=headers) as answer:
            assert "access_token" not in await answer.json()
        assert "access_token" in await zalo.refresh()


async def test_a_lost_answer_has_used_up_the_refresh_token() -> None:
    lost = Rule(fault=Fault.LOST, where=(TOKEN,), most=1)
    async with a_zalo(rules=(lost,)) as zalo:
        with pytest.raises(aiohttp.ClientError):
            await zalo.refresh()
        assert "access_token" not in await zalo.refresh()
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == -216


async def test_an_access_token_expires_by_the_clock() -> None:
    async with a_zalo() as zalo:
        zalo.server.world.clock.move(timedelta(hours=26))
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == -220


async def test_a_token_is_read_from_the_header_only() -> None:
    async with a_zalo() as zalo:
        zalo.token = ""
        assert (await zalo.get("/v2.0/oa/getoa", access_token="first-access"))["error"] == -216


async def test_the_plan_may_kill_the_token_once() -> None:
    async with a_zalo(rules=(Rule(fault=Fault.EXPIRED, most=1),)) as zalo:
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == -216
        zalo.token = (await zalo.refresh())["access_token"]
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == 0


async def test_a_consent_that_was_taken_back_leaves_no_token() -> None:
    async with a_zalo() as zalo:
        zalo.server.tokens.revoke()
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == -216
        assert "access_token" not in await zalo.refresh()


@pytest.mark.parametrize(("proof", "code"), [(None, -242), ("0" * 64, -242), ("right", 0)])
async def test_a_proof_is_wanted_where_the_console_says_so(proof: str | None, code: int) -> None:
    account = OURS.model_copy(update={"access_token": "test-access-token"})
    async with a_zalo(account, **doubting(proof_required=True)) as zalo:
        zalo.token = account.access_token
        right = "c7a7a56a58d03b05def128144d755b6c5bd4ba6b88fbfd8a59a909c862e52d7b"
        zalo.headers = {} if proof is None else {"appsecret_proof": right if proof == "right" else proof}
        assert (await zalo.get("/v2.0/oa/getoa"))["error"] == code
