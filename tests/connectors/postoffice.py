"""A small platform: a server that takes messages, and how we talk to it."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from farside import Call, FarSide, far_side
from pacing import NOON, RATE, SEAL, add_account

from connectors import people
from connectors.accounts import Account
from connectors.adapting import Part
from connectors.channel import (
    Ability,
    ChoiceStyle,
    Refused,
    StaleToken,
    Stopped,
    Throttled,
    Unreachable,
)
from connectors.database import Database
from connectors.delivering import PlatformChannel
from connectors.directory import Accounts
from connectors.http import Answer, Http
from connectors.messages import Address, Choice, Reply
from connectors.outbox import Outbox
from connectors.pace import Priority, Rate

AN = Address("zalo", "xa-mau", "an")
LINES = [f"Dòng thứ {number}, dài gần bốn mươi chữ." for number in (1, 2, 3)]
LONG = Reply("\n".join(LINES), (Choice("Lệ phí", "fee"),))
TOKEN = "zalo:m1"
FAST = replace(RATE, per_second=1_000, burst=1_000)
ERRORS = {401: StaleToken, 403: Stopped, 429: Throttled, 503: Unreachable}


@dataclass
class Clock:
    """Stands still until it is told to go on."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Office:
    """The server. `faults` are what happens to the next calls of a path: a status, "cut", or "never"."""

    token: str = "access-1"
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    faults: defaultdict[str, list[int | str]] = field(default_factory=lambda: defaultdict(list))
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """While it is not set, nothing is answered."""

    def __post_init__(self) -> None:
        self.held.set()

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.taken]

    async def answer(self, call: Call) -> None:
        path = call.head.split()[1]
        self.asked[path] += 1
        fault = self.faults[path].pop(0) if self.faults[path] else 200
        if path == "/message" and fault == 200 and f"access_token: {self.token}\r\n" not in call.head:
            fault = 401
        if path == "/message" and fault in (200, "cut", "never"):
            self.taken.append(json.loads(call.body))
        await self.held.wait()
        if fault == "cut":
            call.cut()
        elif fault != "never":
            told = {"id": f"p{len(self.taken)}", "token": self.token}
            await call.answer(json.dumps(told).encode(), f"{fault} Told")


class Post:
    """Our side of it, as `connectors.delivering.Platform` has it."""

    name = "zalo"

    def __init__(self, side: FarSide, http: Http, accounts: Accounts) -> None:
        self._side = side
        self._http = http
        self._accounts = accounts
        self.pace: Rate = FAST

    def ability(self, account: Account) -> Ability:
        return Ability(40, ChoiceStyle.BUTTONS, label_length=20, last_window=timedelta(hours=48))

    def rate(self, account: Account) -> Rate:
        return self.pace

    def once(self, to: Address) -> bool:
        return to.person.startswith("comment:")

    async def post(self, account: Account, to: Address, part: Part, *, tag: str) -> str:
        buttons = [choice.label for choice in part.choices]
        told = {"to": to.person, "text": part.text, "buttons": buttons, "tag": tag}
        answer = await self._ask("/message", told, account)
        return str(answer.json()["id"])

    async def noticed(self, account: Account, to: Address) -> None:
        await self._ask("/seen", {"to": to.person}, account)

    async def typing(self, account: Account, to: Address) -> None:
        await self._ask("/typing", {"to": to.person}, account)

    async def forget(self, account: Account, to: Address) -> None:
        await self._ask("/forget", {"to": to.person}, account)

    async def renew(self, account: Account) -> None:
        answer = await self._ask("/token", {}, account)
        await self._accounts.set_secrets(account, access_token=answer.json()["token"])

    async def _ask(self, path: str, told: dict[str, Any], account: Account) -> Answer:
        headers = {"access_token": account.secrets["access_token"]}
        answer = await self._http.ask("POST", self._side.url + path, headers=headers, json=told)
        if answer.status != 200:
            raise ERRORS.get(answer.status, Refused)(f"HTTP {answer.status}")
        return answer


@dataclass
class Desk:
    """Everything from the database to the server, and the channel in between."""

    channel: PlatformChannel
    office: Office
    clock: Clock
    post: Post
    accounts: Accounts
    database: Database

    async def send(
        self,
        reply: Reply = LONG,
        token: str = TOKEN,
        to: Address = AN,
        priority: Priority = Priority.REPLY,
    ) -> None:
        await self.channel.send(to, reply, token=token, priority=priority)

    async def elsewhere(self) -> Accounts:
        """What another process knows."""
        accounts = Accounts(self.database, SEAL)
        await accounts.refresh()
        return accounts


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Desk]:
    office, clock = Office(), Clock()
    await add_account(database)
    async with far_side(office.answer) as side, Http([side.host], seconds=2) as http:
        accounts = Accounts(database, SEAL)
        await accounts.refresh()
        post = Post(side, http, accounts)
        channel = PlatformChannel(post, accounts, Outbox(database, people.last_acts), clock=clock)
        yield Desk(channel, office, clock, post, accounts, database)
        await channel.close()
