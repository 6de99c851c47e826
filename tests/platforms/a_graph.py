"""A local Graph API with one Page, and somebody who calls it and hears its webhook."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from receiving import Receiver, receiving

from bot.rehearsal.platforms.messenger import GraphServer, Setup
from bot.rehearsal.platforms.serving import running

PAGE, APP, SECRET = "104000000000001", "1517776481860111", "sesame"
ANNA = "5275811702471834"
Code = tuple[int, int | None]


@dataclass
class Answered:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> Code:
        """The code and subcode of an error."""
        error = self.body["error"]
        return error["code"], error.get("error_subcode")


class Graph:
    """`token` is shown with every call, unless another is given as `access_token`."""

    def __init__(self, server: GraphServer, url: str, http: aiohttp.ClientSession) -> None:
        self.server, self.url, self.http = server, url, http
        self.version = "v25.0"
        self.token = server.token()

    async def call(self, method: str, path: str, **content: Any) -> Answered:
        content.setdefault("headers", {"Authorization": f"Bearer {self.token}"})
        url = f"{self.url}/{self.version}/{path}"
        async with self.http.request(method, url, allow_redirects=False, **content) as answer:
            text = await answer.text()
            body = json.loads(text) if answer.content_type == "application/json" else text
            return Answered(answer.status, body, dict(answer.headers))

    async def post(self, path: str, **body: Any) -> Answered:
        return await self.call("POST", path, json=body)

    async def get(self, path: str, **query: str) -> Answered:
        return await self.call("GET", path, params=query)

    async def delete(self, path: str, **body: Any) -> Answered:
        return await self.call("DELETE", path, json=body)

    async def send(self, to: str = ANNA, text: str = "Xin chào", **message: Any) -> Answered:
        return await self.ask(to, message={"text": text, **message})

    async def ask(self, to: str = ANNA, **body: Any) -> Answered:
        """A call of the Send API with exactly this besides the recipient."""
        return await self.post("me/messages", **{"recipient": {"id": to}, **body})

    def bare(self) -> dict[str, Any]:
        """No token in the header."""
        return {"headers": {}}


@asynccontextmanager
async def a_graph(**setup: Any) -> AsyncIterator[Graph]:
    """Anna wrote to it a moment ago; nobody listens."""
    server = GraphServer(Setup(**setup))
    async with running(server) as url, aiohttp.ClientSession() as http:
        server.citizens.say(ANNA, "Chào")
        yield Graph(server, url, http)


class Hearing:
    """What the webhook was told."""

    def __init__(self, receiver: Receiver, graph: Graph) -> None:
        self.receiver, self.graph = receiver, graph

    async def calls(self) -> list[dict[str, Any]]:
        """Every call so far, once nothing more is to come."""
        await self.graph.server.hooks.idle()
        return [json.loads(got.body) for got in self.receiver.got]

    async def told(self, container: str = "messaging") -> list[dict[str, Any]]:
        """Every element so far, in the order of their coming."""
        calls = await self.calls()
        return [one for call in calls for entry in call["entry"] for one in entry.get(container, ())]


@asynccontextmanager
async def hearing(**setup: Any) -> AsyncIterator[Hearing]:
    """Somebody listens to everything, from now on."""
    async with receiving() as receiver, a_graph(**{"receipt_seconds": 0, **setup}) as graph:
        graph.server.subscribe(receiver.url)
        yield Hearing(receiver, graph)
