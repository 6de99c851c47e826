"""The local Zalo and Graph servers, each in a process of its own, with the commune's accounts and followers.

No webhook is configured, nothing is echoed, and no allowance of theirs is ever used up: what is measured
is how fast messages are taken. What they took is told by their own outboxes.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from telling_town import FIRST, TOKENS

ACCOUNT, APP = "4000000000000000004", "1000000000000000001"
"""As the commune knows them on both platforms (`telling_town.connect`)."""
EVER = 10**9
"""A minute's allowance that is never used up."""
PIECE = 1000
"""Followers who come in one call; as many messages as an outbox tells at a time."""
SETUPS: Mapping[str, Mapping[str, Any]] = {
    "zalo": {
        "app_id": APP,
        "app_secret": "a",
        "accounts": [{"oa_id": ACCOUNT, "oa_type": 2, "access_token": TOKENS["zalo"], "refresh_token": "r"}],
        "per_minute": EVER,
        "doubts": {"echoes": False, "receipts": False},
    },
    "messenger": {
        "app_id": APP,
        "app_secret": "a",
        "pages": {ACCOUNT: "Xã Mẫu"},
        "page_tokens": {ACCOUNT: TOKENS["messenger"]},
        "limits": {"sends_per_second": 0, "per_engaged_person": 0},
        "receipts": False,
    },
}


@dataclass
class FullServer:
    """One of them. `seen`: how many messages of its outbox were read."""

    url: str
    http: aiohttp.ClientSession
    seen: int = field(default=0, init=False)

    async def do(self, act: str, **given: Any) -> Any:
        async with self.http.post(f"{self.url}/control/{act}", json=given) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def follow(self, side: str, count: int) -> None:
        """So many people write to the account now, or begin to follow it."""
        first = FIRST[side]
        for low in range(first, first + count, PIECE):
            people = range(low, min(low + PIECE, first + count))
            await self.do("many", acts=[_act(side, str(person)) for person in people])

    async def taken(self) -> list[tuple[str, float]]:
        """Whom each message reached that was taken since the last asking, and when, by `time.monotonic()`."""
        born, found = (await self.do("hooks"))["born"], list[tuple[str, float]]()
        while told := await self.do("outbox", after=self.seen):
            found += [(sent["to"], born + sent["at"]) for sent in told]
            self.seen = told[-1]["number"]
        return found


@dataclass(frozen=True)
class FullServers:
    """Both."""

    sides: Mapping[str, FullServer]

    @property
    def urls(self) -> dict[str, str]:
        return {side: server.url for side, server in self.sides.items()}

    @property
    def settings(self) -> dict[str, str]:
        """By which a process of the service finds them."""
        urls = self.urls
        names = {
            "CONGDAN_ZALO_API_URL": "zalo",
            "CONGDAN_ZALO_OAUTH_URL": "zalo",
            "CONGDAN_GRAPH_URL": "messenger",
        }
        return {name: urls[side] for name, side in names.items()}

    async def taken(self) -> list[tuple[str, float]]:
        """What both took since the last asking; ids are of other lengths on each."""
        return [one for server in self.sides.values() for one in await server.taken()]


@asynccontextmanager
async def full_servers(people: Mapping[str, int]) -> AsyncIterator[FullServers]:
    """Both running, with so many followers who may be written to."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(aiohttp.ClientSession())
        sides = {}
        for side, count in people.items():
            sides[side] = FullServer(await stack.enter_async_context(_running(side)), http)
            await sides[side].follow(side, count)
        yield FullServers(sides)


@asynccontextmanager
async def _running(side: str) -> AsyncIterator[str]:
    """The base address of a server in a process of its own."""
    command = (sys.executable, "-m", "bot.rehearsal.platforms", side, "--setup", json.dumps(SETUPS[side]))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


def middle(moments: Iterable[float]) -> float:
    """Messages a second between the twentieth part of them and all but that, as `watch` counts."""
    ordered = sorted(moments)
    first, last = len(ordered) // 20, len(ordered) - len(ordered) // 20 - 1
    return (last - first) / (ordered[last] - ordered[first])


def _act(side: str, person: str) -> tuple[str, dict[str, str]]:
    """That by which a person's window opens."""
    if side == "zalo":
        return "follow", {"user_id": person}
    return "say", {"psid": person, "text": "Xin chào"}
