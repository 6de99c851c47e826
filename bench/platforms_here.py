"""Both platforms in the event loop of a bench, with the accounts of connecting.py."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from connecting import ACCESS, PAGE_TOKEN, REFRESH
from signed_calls import APP_SECRET, FACEBOOK_APP, OA_SECRET, OFFICIAL_ACCOUNT, PAGE, ZALO_APP

from bot.rehearsal.platforms import messenger, zalo
from bot.rehearsal.platforms.hooks import Hooks
from bot.rehearsal.platforms.outbox import Outbox
from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.timing import Clock


@dataclass(frozen=True)
class Side:
    """What a bench needs of one platform: people act, and it tells what was sent and how calls were met.

    `say` and `sticker` give the id of the message; `prefix` stands before it in the inbox.
    """

    say: Callable[[str, str], str]
    sticker: Callable[[str], str]
    call_at: Callable[[str], None]
    outbox: Outbox
    hooks: Hooks
    clock: Clock
    prefix: str = ""


@dataclass(frozen=True)
class Platforms:
    sides: dict[str, Side]
    settings: dict[str, str]
    """By which a process of the service finds them."""

    def call(self, port: int) -> None:
        """Let both call the service at this port from now on."""
        for name, side in self.sides.items():
            side.call_at(f"http://127.0.0.1:{port}/webhooks/{name}")


@asynccontextmanager
async def platforms() -> AsyncIterator[Platforms]:
    """Both running. They call as fast as 32 connections each let them."""
    pair = {"oa_id": OFFICIAL_ACCOUNT, "access_token": ACCESS, "refresh_token": REFRESH}
    official = {"app_id": ZALO_APP, "oa_secret": OA_SECRET, "accounts": [pair], "connections": 32}
    page = {
        "app_id": FACEBOOK_APP,
        "app_secret": APP_SECRET,
        "pages": {PAGE: "Xã Mẫu"},
        "page_tokens": {PAGE: PAGE_TOKEN},
        "connections": 32,
    }
    z, m = zalo.make(json.dumps(official)), messenger.make(json.dumps(page))

    def call_zalo_at(url: str) -> None:
        z.hooks.url = url

    async with running(z) as zalo_url, running(m) as graph_url:
        settings = {
            "CONGDAN_ZALO_API_URL": zalo_url,
            "CONGDAN_ZALO_OAUTH_URL": zalo_url,
            "CONGDAN_GRAPH_URL": graph_url,
        }
        sides = {
            "zalo": Side(
                z.citizens.say,
                z.citizens.sticker,
                call_zalo_at,
                z.outbox,
                z.hooks,
                z.world.clock,
                f"{OFFICIAL_ACCOUNT}:",
            ),
            "messenger": Side(
                m.citizens.say, m.citizens.sticker, m.subscribe, m.outbox, m.hooks, m.world.clock
            ),
        }
        yield Platforms(sides, settings)
