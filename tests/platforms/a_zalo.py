"""A local Zalo with an account that has a first pair of tokens, and somebody who calls its API."""

import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo import Setup, ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account, Doubts

V3, V2 = "/v3.0/oa/message/cs", "/v2.0/oa/message"
SETUP = Setup()
OURS = Account(access_token="first-access", refresh_token="first-refresh")


class Zalo:
    """`token` is shown with every call."""

    def __init__(self, server: ZaloServer, url: str, http: aiohttp.ClientSession) -> None:
        self.server, self.url, self.http, self.token = server, url, http, "first-access"
        self.headers: Mapping[str, str] = {}

    async def post(self, path: str, body: Any) -> dict[str, Any]:
        return await self._json("POST", path, json=body)

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        return await self._json("GET", path, params=query)

    async def data(self, path: str, **asked: Any) -> dict[str, Any]:
        """A GET whose one parameter is JSON."""
        return await self.get(path, data=json.dumps(asked))

    async def send(self, to: str, text: str, path: str = V2, **message: Any) -> dict[str, Any]:
        body = {"recipient": {"user_id": to}, "message": {"text": text, **message}}
        return await self.post(path, body)

    async def upload(self, kind: str, name: str, content: bytes) -> dict[str, Any]:
        form = aiohttp.FormData()
        form.add_field("file", io.BytesIO(content), filename=name)
        return await self._json("POST", f"/v2.0/oa/upload/{kind}", data=form)

    async def exchange(self, secret: str = SETUP.app_secret, **form: str) -> dict[str, Any]:
        """Ask the endpoint of tokens; what comes back need not be tokens."""
        whole = {"app_id": SETUP.app_id, **form}
        headers = {"secret_key": secret}
        async with self.http.post(f"{self.url}/v4/oa/access_token", data=whole, headers=headers) as answer:
            return await _object(answer)

    async def refresh(self, token: str = "first-refresh") -> dict[str, Any]:
        return await self.exchange(grant_type="refresh_token", refresh_token=token)

    async def _json(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        headers = {"access_token": self.token, **self.headers}
        async with self.http.request(method, self.url + path, headers=headers, **content) as answer:
            return await _object(answer)


@asynccontextmanager
async def a_zalo(account: Account = OURS, **setup: Any) -> AsyncIterator[Zalo]:
    """With one account, and what else `Setup` takes."""
    server = ZaloServer(Setup(accounts=(account,), **setup))
    async with running(server) as url, aiohttp.ClientSession() as http:
        yield Zalo(server, url, http)


def business(**facts: Any) -> Account:
    return OURS.model_copy(update={"oa_type": 2, **facts})


def doubting(**doubts: Any) -> dict[str, Any]:
    return {"doubts": Doubts(**doubts)}


async def _object(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    given: dict[str, Any] = await answer.json()
    return given
