"""Replies delivered through a Zalo of our own: the endpoint found out, the token renewed under way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from zaloing import AGENCY, Desk, desk, put

from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo.server import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account, Setup
from connectors.channel import Stopped
from connectors.database import Database
from connectors.delivering import PlatformChannel
from connectors.messages import Address, Choice, Reply
from connectors.outbox import Outbox

PEOPLE = 12


@asynccontextmanager
async def platform(
    database: Database, oa_type: int = 4, **options: Any
) -> AsyncIterator[tuple[ZaloServer, Desk, PlatformChannel]]:
    ours = Account(oa_type=oa_type, access_token="access-0", refresh_token="refresh-0")
    server = ZaloServer(Setup(accounts=(ours,)))
    await put(database, per_minute=4_000, **options)
    async with running(server) as base, desk(database, base) as us:
        outbox = Outbox(database, lambda _session, _addresses: {})
        channel = PlatformChannel(us.platform, us.accounts, outbox, clock=server.world.clock.now)
        yield server, us, channel
        await channel.close()


def people(server: ZaloServer) -> list[Address]:
    names = [str(2_000_000_000_000_000_000 + number) for number in range(PEOPLE)]
    for name in names:
        server.citizens.say(name, "Xin chào")
    return [Address("zalo", AGENCY, name) for name in names]


async def said(channel: PlatformChannel, reply: Reply, everyone: list[Address], token: str) -> None:
    await asyncio.gather(*(channel.send(to, reply, token=f"{token}:{to.person}") for to in everyone))


@pytest.mark.parametrize("oa_type", [2, 4])
async def test_everybody_is_answered_once_though_the_token_dies_under_way(
    database: Database, oa_type: int
) -> None:
    async with platform(database, oa_type) as (server, us, channel):
        everyone = people(server)
        await said(channel, Reply("Lệ phí: miễn phí"), everyone, "first")
        server.tokens.kill()
        await said(channel, Reply("Thời hạn: 03 ngày"), everyone, "second")
        got = Counter(sent.to for sent in server.outbox.taken)
        assert got == {to.person: 2 for to in everyone}
        assert list(server.tokens.refreshes.values()) == [1]
        assert us.account.options.get("endpoint", "v3") == ("v3" if oa_type == 2 else "v2")


async def test_a_consent_that_was_taken_back_stops_the_account_and_loses_nothing(database: Database) -> None:
    async with platform(database) as (server, us, channel):
        everyone = people(server)
        server.tokens.revoke()
        for to in everyone[:3]:
            with pytest.raises(Stopped, match="cấp quyền lại"):
                await channel.send(to, Reply("Xin chào"), token=f"reply:{to.person}")
        assert sum(server.tokens.refreshes.values()) == 1
        pair = await us.oauth.exchange(us.account.app_id, "test-app-secret", await code(server))
        await us.accounts.set_secrets(us.account, access_token=pair.access_token)
        await said(channel, Reply("Xin chào"), everyone, "reply")
        assert len(server.outbox.taken) == PEOPLE


async def code(server: ZaloServer) -> str:
    setup = server.world.setup
    page = server.tokens.permission({"app_id": setup.app_id, "redirect_uri": setup.callback})
    return page.headers["Location"].split("code=")[1].split("&")[0]


@pytest.mark.parametrize("style", ["numbered", "buttons", "list"])
async def test_choices_reach_a_person_in_each_style(database: Database, style: str) -> None:
    async with platform(database, choices=style) as (server, _, channel):
        (to, *_) = people(server)
        choices = (Choice("Giấy tờ cần nộp", "papers"), Choice("Lệ phí", "fee"))
        await channel.send(to, Reply("Ông/Bà cần gì?", choices), token="a reply")
        (sent,) = server.outbox.taken
        assert "Ông/Bà cần gì?" in sent.text
        assert "Lệ phí" in repr(sent.body)
