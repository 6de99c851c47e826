"""A small platform that keeps what people were told; it fails as it is bidden."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web
from newsroom import NOON

from connectors.accounts import Account
from connectors.adapting import Part
from connectors.channel import (
    Ability,
    ChoiceStyle,
    Gone,
    Refused,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
    WindowClosed,
)
from connectors.directory import Accounts
from connectors.http import Http
from connectors.messages import Address
from connectors.pace import Rate

KINDS = {
    400: Refused,
    401: StaleToken,
    403: Stopped,
    404: Gone,
    408: WindowClosed,
    429: Throttled,
    503: Unreachable,
}


@dataclass
class Clock:
    """Stands still until it is told to go on."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, span: timedelta) -> None:
        self.now += span


@dataclass
class Box:
    """The far side. `faults` are what happens to the next messages to a person: a status or "cut"."""

    taken: Counter[str] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    faults: dict[str, list[int | str]] = field(default_factory=dict)
    token: str = "access-1"
    open: asyncio.Event = field(default_factory=asyncio.Event)
    came: int = 0
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()
        self.came += 1
        await self.open.wait()
        faults = self.faults.get(told["to"], [])
        fault = faults.pop(0) if faults else 200
        if fault == 200 and request.headers.get("token") != self.token:
            fault = 401
        if fault in (200, "cut"):
            self.taken[told["to"]] += 1
            self.tags[told["to"]], self.texts[told["to"]] = told["tag"], told["text"]
        if fault == "cut":
            assert request.transport is not None
            request.transport.abort()
        return web.json_response({"id": f"m-{told['to']}"}, status=fault if isinstance(fault, int) else 200)


class Platform:
    """Our side of it, as `connectors.delivering.Platform` has it."""

    name = "zalo"

    def __init__(self, box: Box, http: Http, accounts: Accounts) -> None:
        self._box = box
        self._http = http
        self._accounts = accounts
        self.pace = Rate(per_second=1_000_000, burst=1_000_000)

    def ability(self, account: Account) -> Ability:
        return Ability(2_000, ChoiceStyle.BUTTONS, last_window=timedelta(days=2))

    def rate(self, account: Account) -> Rate:
        return self.pace

    def once(self, to: Address) -> bool:
        return False

    async def post(self, account: Account, to: Address, part: Part, *, tag: str) -> str:
        told = {"to": to.person, "text": part.text, "tag": tag}
        headers = {"token": account.secrets["access_token"]}
        answer = await self._http.ask("POST", f"{self._box.url}/message", headers=headers, json=told)
        if answer.status != 200:
            raise KINDS[answer.status](f"HTTP {answer.status}")
        return str(answer.json()["id"])

    async def renew(self, account: Account) -> None:
        await self._accounts.set_secrets(account, access_token=self._box.token)

    async def noticed(self, account: Account, to: Address) -> None: ...

    async def typing(self, account: Account, to: Address) -> None: ...

    async def forget(self, account: Account, to: Address) -> None: ...
