"""The page of the portal as one of the ways in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from doors import LAN, Read, Way

AGENCY = "xa-b"


@dataclass
class ChatWay(Way):
    """The page of the portal; each person has the token of a visitor."""

    http: aiohttp.ClientSession
    tokens: dict[str, str] = field(default_factory=dict)

    channel = "webchat"

    async def say(self, text: str, who: str = LAN, payload: str | None = None) -> str:
        return await self.post({"id": uuid.uuid4().hex, "text": text, "payload": payload}, who)

    async def post(self, body: Mapping[str, Any], who: str = LAN, *, status: int = 202) -> str:
        headers = {"X-Visitor": await self._token(who)}
        async with self.http.post(f"/{AGENCY}/chat/messages", json=body, headers=headers) as answer:
            assert answer.status == status
        return str(body.get("id", ""))

    async def press(self, number: int, who: str = LAN) -> None:
        choice = (await self._lines(who))[-1]["choices"][number - 1]
        await self.say(choice["label"], who, choice["payload"])

    async def read(self, who: str = LAN) -> list[Read]:
        ours = (line for line in await self._lines(who) if line["from"] != "visitor")
        return [Read(line["text"], tuple(each["label"] for each in line["choices"])) for line in ours]

    def visitor(self, who: str) -> str:
        """The person's name at the page."""
        return self.tokens[who].partition(".")[0]

    async def _lines(self, who: str) -> list[dict[str, Any]]:
        headers = {"X-Visitor": await self._token(who)}
        async with self.http.get(f"/{AGENCY}/chat/lines", headers=headers) as answer:
            return list((await answer.json())["lines"])

    async def _token(self, who: str) -> str:
        if who not in self.tokens:
            async with self.http.post(f"/{AGENCY}/chat/visitor") as answer:
                self.tokens[who] = (await answer.json())["token"]
        return self.tokens[who]
