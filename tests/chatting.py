"""The web chat as a running service: real pages, inbox and worker; the conversation is what a test says."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox import Inbox
from bot.settings import Settings
from bot.webchat import Remembering, WebChatDesk, add_routes
from bot.worker import Worker
from connectors.database import Database
from connectors.messages import Choice, Message, Reply
from connectors.webchat.channel import WebChat
from knowledge.agencies import Agency, AgencyLevel
from knowledge.changes import Change

AGENCY = "xa-mau"
NOW = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)


def echo(message: Message) -> Reply:
    return Reply(f"Đã nghe: {message.text}", (Choice("Lệ phí", "fee"), Choice("Thời hạn", "time")))


@dataclass
class Talker:
    """Says what `says` makes of a message, once `may_answer` is set."""

    says: Callable[[Message], Reply] = echo
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[Message] = field(default_factory=list)

    async def think(self, _session: AsyncSession, _message: Message, _now: datetime) -> None:
        """Nothing: all is said at once."""

    async def answer(self, _session: AsyncSession, message: Message, _now: datetime) -> Reply:
        await self.may_answer.wait()
        self.heard.append(message)
        return self.says(message)


@dataclass
class Running:
    """A service that runs, and a client of it."""

    url: str
    client: aiohttp.ClientSession
    talker: Talker
    webchat: WebChat
    database: Database

    async def visitor(self, agency: str = AGENCY) -> str:
        async with self.client.post(f"/{agency}/chat/visitor") as answer:
            assert answer.status == 201
            return str((await answer.json())["token"])

    def post(self, token: str, body: object, agency: str = AGENCY) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(f"/{agency}/chat/messages", data=raw, headers={"X-Visitor": token})

    async def say(self, token: str, text: str, **more: object) -> str:
        """The message's id, when the service has accepted it."""
        name = uuid.uuid4().hex
        async with self.post(token, {"id": name, "text": text, **more}) as answer:
            assert answer.status == 202, await answer.text()
            assert (await answer.json()) == {"id": name}
        return name

    async def lines(self, token: str, after: int = 0, agency: str = AGENCY) -> list[dict[str, Any]]:
        headers = {"X-Visitor": token}
        async with self.client.get(f"/{agency}/chat/lines?after={after}", headers=headers) as answer:
            assert answer.status == 200
            return list((await answer.json())["lines"])

    async def answers(self, token: str, count: int = 1) -> list[dict[str, Any]]:
        """The first `count` answers, when they are there."""
        said: list[dict[str, Any]] = []
        headers = {"X-Visitor": token}
        async with asyncio.timeout(60), self.client.get(f"/{AGENCY}/chat/stream", headers=headers) as answer:
            async for _, line in events(answer):
                said += [line] if line.get("from") == "assistant" else []
                if len(said) >= count:
                    break
        return said


async def add_agency(database: Database, code: str = AGENCY, name: str = "UBND xã Mẫu") -> None:
    async with database.writing() as session:
        session.add(
            Agency(
                code=code,
                name=name,
                level=AgencyLevel.COMMUNE,
                phone="0299 000 0000",
                hours="Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ",
                created_at=NOW,
            )
        )
        session.add(Change(agency_id=None, by="test", what=f"agency {code}", at=NOW))


@asynccontextmanager
async def running(
    database: Database,
    var: Path,
    *,
    talker: Talker | None = None,
    port: int = 0,
    heartbeat: float = 15,
    patience: float = 10,
    **settings: Any,
) -> AsyncIterator[Running]:
    """The service on a port of its own, with one agency; it answers at once."""
    talker = talker or Talker()
    talker.may_answer.set()
    inbox, webchat = Inbox(database), WebChat(database)
    chosen = Settings(_env_file=None, var=var, **{"chat_per_minute": 0, **settings})
    app = web.Application()
    desk = WebChatDesk(database, inbox, webchat, chosen, heartbeat=heartbeat, patience=patience)
    add_routes(app, desk)
    worker = Worker(database, {webchat.name: webchat}, Remembering(talker), arrived=inbox.arrived)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    working = asyncio.create_task(worker.run())
    try:
        async with aiohttp.ClientSession(url) as client:
            yield Running(url, client, talker, webchat, database)
    finally:
        talker.may_answer.set()
        worker.stop()
        await working
        await runner.cleanup()
        await webchat.close()
        await inbox.close()


async def events(answer: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """What a stream tells: ("ready", {}), ("line", {…}), ("alive", {})."""
    kind, data = "alive", "{}"
    async for raw in answer.content:
        row = raw.decode().rstrip("\n")
        if not row:
            yield kind, json.loads(data or "{}")
            kind, data = "alive", "{}"
        elif row.startswith("event: "):
            kind = row.removeprefix("event: ")
        elif row.startswith("data:"):
            data = row.removeprefix("data:").strip()
