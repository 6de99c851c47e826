"""An Official Account in a real database, and all that calls Zalo in its name, aimed at a local server."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.test_utils import TestServer

from connectors.accounts import Account
from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.http import Http
from connectors.messages import Address
from connectors.secrets import Seal
from connectors.zalo.api import Api
from connectors.zalo.consent import Consents
from connectors.zalo.oauth import OAuth
from connectors.zalo.platform import ZaloPlatform
from connectors.zalo.sending import Sending
from connectors.zalo.tokens import Tokens

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
APP, OA, AGENCY = "1000000000000000001", "4000000000000000004", "xa-mau"
SEAL = Seal(b"a key of the deployment")
CITIZEN = Address("zalo", AGENCY, "2000000000000000002")
ACCESS = "/v4/oa/access_token"
V3, V2 = "/v3.0/oa/message/cs", "/v2.0/oa/message"
SENT = {"error": 0, "message": "Success", "data": {"message_id": "96d3cdf3af150460909"}}
SECRETS = {"app_secret": "test-app-secret", "access_token": "access-0", "refresh_token": "refresh-0"}


@dataclass
class Desk:
    """One process's view of the accounts, and what it calls Zalo with."""

    accounts: Accounts
    api: Api
    oauth: OAuth
    tokens: Tokens
    sending: Sending
    platform: ZaloPlatform
    consents: Consents
    quotas: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    paces: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def account(self) -> Account:
        found = self.accounts.find("zalo", AGENCY)
        assert found is not None
        return found


@asynccontextmanager
async def desk(
    database: Database, base: str, *, clock: Callable[[], datetime] = lambda: NOON, seconds: float = 5
) -> AsyncIterator[Desk]:
    quotas: list[tuple[int, Mapping[str, str]]] = []
    paces: list[tuple[int, int, int]] = []
    async with Http([urlsplit(base).netloc], seconds=seconds) as http:
        accounts, oauth = Accounts(database, SEAL), OAuth(http, base=base)
        await accounts.refresh()
        tokens = Tokens(accounts, oauth, clock=clock, look_again=0.02)
        api = Api(http, clock=clock, renew=tokens.renew, base=base, paced=lambda *told: paces.append(told))
        sending = Sending(api, accounts, noted=lambda number, quota: quotas.append((number, quota)))
        platform = ZaloPlatform(api, sending, tokens)
        consents = Consents(database, accounts, SEAL, oauth)
        yield Desk(accounts, api, oauth, tokens, sending, platform, consents, quotas, paces)
        await tokens.close()


async def put(
    database: Database,
    *,
    token_until: datetime | None = None,
    secrets: Mapping[str, str] | None = None,
    **options: Any,
) -> Account:
    given = SECRETS if secrets is None else secrets
    particulars = Particulars("zalo", AGENCY, OA, APP, "UBND xã Mẫu", options, given, token_until)
    return await Accounts(database, SEAL).put(particulars, NOON)


@dataclass
class Asked:
    """A request as it came."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    form: Mapping[str, Any]

    def json(self) -> Any:
        return json.loads(self.body)


Told = dict[str, Any] | web.Response | Callable[[web.Request], web.StreamResponse]


class FarSide:
    """Answers each path with what it was told, one after the other, the last again and again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.called = asyncio.Event()
        self.answers: dict[str, Sequence[Any]] = {}
        self._told: dict[str, int] = {}

    def of(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        form = dict(await request.post()) if "json" not in request.content_type else {}
        body = await request.read()
        query, headers = dict(request.query), dict(request.headers)
        self.asked.append(Asked(request.path, query, headers, body, form))
        self.called.set()
        told = self.answers[request.path]
        number = self._told.get(request.path, 0)
        self._told[request.path] = number + 1
        answer = told[min(number, len(told) - 1)]
        if isinstance(answer, dict):
            return web.json_response(answer)
        if isinstance(answer, web.Response):
            return web.Response(
                status=answer.status, body=answer.body, headers={"Content-Type": answer.content_type}
            )
        told_back: web.StreamResponse = answer(request)
        return told_back


@asynccontextmanager
async def far_side(**answers: Sequence[Any]) -> AsyncIterator[tuple[FarSide, str]]:
    """A far side and its address; names of `answers` are paths, each has values of `Told`."""
    far = FarSide()
    far.answers = dict(answers)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", far.answer)
    async with TestServer(app) as server:
        yield far, str(server.make_url("")).rstrip("/")


def pair(number: int, **more: Any) -> dict[str, Any]:
    """The answer of the OAuth host with the pair of that number."""
    tokens = {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}"}
    return {**tokens, "expires_in": "90000", **more}


def page(status: int) -> web.Response:
    """What a proxy says."""
    return web.Response(status=status, text="<html>Bad Gateway</html>", content_type="text/html")


def cut(request: web.Request) -> web.StreamResponse:
    """The request was taken and the connection breaks before the answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
