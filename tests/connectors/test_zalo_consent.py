"""An administrator consents once, in time, for the right account, and tokens come of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from zaloing import ACCESS, NOON, OA, SECRETS, Desk, cut, desk, far_side, pair, put

from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo.server import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Setup
from connectors.channel import Lost
from connectors.database import Database
from connectors.zalo.consent import VALID, ConsentError, Reason
from connectors.zalo.info import info
from connectors.zalo.oauth import challenge, new_verifier

CALLBACK = "https://tro-ly.example.gov.vn/zalo/return"


def asked(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


@asynccontextmanager
async def platform(database: Database) -> AsyncIterator[tuple[ZaloServer, Desk]]:
    server = ZaloServer(Setup(callback=CALLBACK))
    async with running(server) as base, desk(database, base) as us:
        yield server, us


async def consented(link: str) -> dict[str, str]:
    """What the browser brings back when an administrator says yes."""
    async with aiohttp.ClientSession() as browser, browser.get(link, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    assert back.startswith(CALLBACK)
    return asked(back)


def test_the_challenge_is_that_of_rfc_7636() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert len(new_verifier()) == 43
    assert new_verifier() != new_verifier()


async def test_a_consent_becomes_tokens_that_work(database: Database) -> None:
    await put(database, secrets={"app_secret": "test-app-secret"})
    async with platform(database) as (_, us):
        link = await us.consents.begin(us.account, CALLBACK, NOON)
        assert asked(link).keys() == {"app_id", "redirect_uri", "code_challenge", "state"}
        back = await consented(link)
        account = (await us.consents.finish(back["code"], back["oa_id"], back["state"], NOON)).account
        assert account.token_until == NOON + timedelta(hours=25)
        assert (await info(us.api, us.account)).id == OA
        with pytest.raises(ConsentError) as raised:
            await us.consents.finish(back["code"], back["oa_id"], back["state"], NOON)
        assert raised.value.reason is Reason.UNKNOWN


async def test_two_returns_at_once_are_one_exchange(database: Database) -> None:
    await put(database)
    async with far_side(**{ACCESS: [pair(1)]}) as (far, base), desk(database, base) as us:
        state = asked(await us.consents.begin(us.account, CALLBACK, NOON))["state"]
        twice = (us.consents.finish("code", OA, state, NOON) for _ in range(2))
        ends = await asyncio.gather(*twice, return_exceptions=True)
    assert sum(isinstance(end, ConsentError) for end in ends) == 1
    assert len(far.asked) == 1


async def test_a_consent_for_another_account_or_too_late_or_never_asked_is_worth_nothing(
    database: Database,
) -> None:
    await put(database)
    async with far_side() as (far, base), desk(database, base) as us:

        async def fails(oa_id: str, state: str, later: timedelta = timedelta()) -> Reason:
            with pytest.raises(ConsentError) as raised:
                await us.consents.finish("code", oa_id, state, NOON + later)
            return raised.value.reason

        async def state() -> str:
            return asked(await us.consents.begin(us.account, CALLBACK, NOON))["state"]

        assert await fails("5000000000000000005", await state()) is Reason.WRONG_ACCOUNT
        assert await fails(OA, await state(), VALID + timedelta(seconds=1)) is Reason.EXPIRED
        for strange in ("", "x" * 10_000, "\x00", "ắ\ud800", "' OR 1=1"):
            assert await fails(OA, strange) is Reason.UNKNOWN
        left = await state()
        await us.accounts.remove(us.account)
        assert await fails(OA, left) is Reason.NO_ACCOUNT
    assert not far.asked


async def test_a_refused_code_says_why_and_leaves_the_account_as_it_was(database: Database) -> None:
    await put(database)
    no = {"error": -14003, "error_name": "Invalid redirect uri"}
    async with far_side(**{ACCESS: [no, cut]}) as (_, base), desk(database, base) as us:
        state = asked(await us.consents.begin(us.account, CALLBACK, NOON))["state"]
        with pytest.raises(ConsentError, match="Invalid redirect uri"):
            await us.consents.finish("code", OA, state, NOON)
        state = asked(await us.consents.begin(us.account, CALLBACK, NOON))["state"]
        with pytest.raises(Lost):
            await us.consents.finish("code", OA, state, NOON)
        assert us.account.secrets == SECRETS


async def test_a_fixed_pair_and_none_at_all(database: Database) -> None:
    secrets = {**SECRETS, "pkce_verifier": "the-verifier-of-the-console"}
    await put(database, secrets=secrets, pkce="fixed", pkce_state="the-state-of-the-console")
    async with far_side(**{ACCESS: [pair(1), pair(2)]}) as (far, base), desk(database, base) as us:
        for _ in range(2):
            link = asked(await us.consents.begin(us.account, CALLBACK, NOON))
            assert link["state"] == "the-state-of-the-console"
            assert link["code_challenge"] == challenge("the-verifier-of-the-console")
        await us.consents.finish("code", "", link["state"], NOON)
        await us.accounts.set_options(us.account, pkce="none")
        link = asked(await us.consents.begin(us.account, CALLBACK, NOON))
        assert "code_challenge" not in link
        await us.consents.finish("code", OA, link["state"], NOON)
    assert [call.form.get("code_verifier") for call in far.asked] == ["the-verifier-of-the-console", None]
