"""A server that answers what a test puts into it, where the Graph API would be, and remembers each call."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from connectors.accounts import Account
from connectors.http import Http
from connectors.messages import Address
from connectors.messenger.api import Graph

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
PAGE, PERSON = "104000000000001", "5275811702471834"
TO = Address("messenger", "xa-mau", PERSON)
SENT = {"recipient_id": PERSON, "message_id": "m_1"}
SECRETS = {"app_secret": "app-secret", "page_token": "page-token"}


@dataclass(frozen=True)
class Call:
    """What came in. `path` has no leading slash."""

    method: str
    path: str
    query: dict[str, str]
    token: str | None
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Say:
    """An answer. A `body` that is no text goes out as JSON; `cut`: the line goes dead instead."""

    body: Any = field(default_factory=lambda: SENT)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class Wire:
    """`graph` calls this server; `paced` holds what it told of limits."""

    def __init__(self) -> None:
        self.says: deque[Say] = deque()
        self.calls: list[Call] = []
        self.paced: list[tuple[Any, ...]] = []
        self.graph: Graph

    def say(self, body: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.says.append(Say(body, status, headers or {}))

    def fail(self, code: int, subcode: int | None = None, status: int = 400, message: str = "No.") -> None:
        error = {"message": message, "code": code, "fbtrace_id": "BLBz/WZt8dN"}
        self.say({"error": error | ({"error_subcode": subcode} if subcode else {})}, status)

    def lose(self) -> None:
        self.says.append(Say(cut=True))

    @property
    def last(self) -> Call:
        return self.calls[-1]

    async def answer(self, request: web.Request) -> web.Response:
        auth = request.headers.get("authorization", "")
        token = auth.removeprefix("Bearer ") if auth.startswith("Bearer ") else None
        call = Call(
            request.method,
            request.raw_path[1:].partition("?")[0],
            dict(request.query),
            token,
            await request.read(),
        )
        self.calls.append(call)
        say = self.says.popleft() if self.says else Say()
        if say.cut:
            assert request.transport is not None
            request.transport.abort()
            await asyncio.sleep(0)
        text = say.body if isinstance(say.body, str) else json.dumps(say.body)
        return web.Response(text=text, status=say.status, headers=say.headers)


@asynccontextmanager
async def wired() -> AsyncIterator[Wire]:
    wire = Wire()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", wire.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host = f"127.0.0.1:{runner.addresses[0][1]}"
    async with Http([host], seconds=5) as http:
        wire.graph = Graph(http, base=f"http://{host}", paced=lambda *told: wire.paced.append(told))
        yield wire
    await runner.cleanup()


def account(**options: Any) -> Account:
    return Account(1, "messenger", "xa-mau", PAGE, "1517776481860111", "Xã Mẫu", options, SECRETS)
