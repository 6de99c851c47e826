"""The whole service at work, with local platforms around it: for cases that every channel passes."""

import asyncio
import json
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from chat_door import AGENCY, ChatWay
from doors import MessengerWay, PlatformWay, Way, ZaloWay
from known import furnish
from sqlalchemy import select, update

from bot import app, serving
from bot.inbox import InboxRow
from bot.rehearsal.platforms.messenger import GraphServer
from bot.rehearsal.platforms.messenger import Setup as Graph
from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo import Setup as Zalo
from bot.rehearsal.platforms.zalo import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account as Office
from bot.rehearsal.platforms.zalo.setup import Doubts
from bot.settings import Settings
from connectors.accounts import Account
from connectors.claims import WaitState
from connectors.database import Database
from connectors.directory import Particulars
from knowledge.agencies import Agency
from knowledge.opening import VIETNAM

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, nine o'clock in Vietnam."""
FRIDAY = 4
HOURS = "Thứ Hai – Thứ Sáu: 7 giờ 30 – 17 giờ"
APP, PAGE_APP = "1000000000000000001", "1517776481860111"
APP_SECRET, ACCESS, REFRESH = "zalo-app-secret-41d0", "zalo-access-77aa", "zalo-refresh-88bb"
PAGE_TOKEN, VERIFY = "EAApagetoken5566", "verify-me-3311"
SECRETS = (APP_SECRET, ACCESS, REFRESH, PAGE_TOKEN, VERIFY, ZaloWay.secret, MessengerWay.secret)


class Hours:
    """The time of the town: it runs as the real one does, and may be moved on."""

    def __init__(self) -> None:
        self._ahead = MORNING - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, by: timedelta) -> None:
        self._ahead += by


@dataclass
class Town:
    """`url` is the service's address."""

    url: str
    service: app.Service
    database: Database
    hours: Hours
    zalo: ZaloWay
    messenger: MessengerWay
    webchat: ChatWay
    http: aiohttp.ClientSession
    settings: Settings

    def way(self, channel: str) -> Way:
        ways: dict[str, Way] = {way.channel: way for way in (self.zalo, self.messenger, self.webchat)}
        return ways[channel]

    def platform(self, channel: str) -> PlatformWay:
        way = self.way(channel)
        assert isinstance(way, PlatformWay)
        return way

    def account(self, channel: str) -> Account:
        account = self.service.platforms.accounts.find(channel, AGENCY)
        assert account is not None
        return account

    def pass_time(self, by: timedelta) -> None:
        """Let it be later, for the service and for the platforms."""
        self.hours.move(by)
        self.zalo.clock.move(by)
        self.messenger.clock.move(by)

    def go_to(self, hour: int) -> None:
        """Let it be that hour of the next working day in Vietnam."""
        now = self.hours().astimezone(VIETNAM)
        then = now.replace(hour=hour, minute=0, second=0) + timedelta(days=1)
        while then.weekday() > FRIDAY:
            then += timedelta(days=1)
        self.pass_time(then - now)

    async def settled(self) -> None:
        """Return when all that came in is answered or given up. No pause is waited for: it is later then."""
        await self._heard()
        async with asyncio.timeout(60):
            while waiting := await self._first_of_each():
                if _all_pause(waiting, self.hours()):
                    soonest = min(row.due_at for row in waiting)
                    self.pass_time(soonest - self.hours() + timedelta(milliseconds=20))
                await asyncio.sleep(0.01)

    async def tried(self) -> None:
        """Return when everything was answered, given up, or tried in vain and pauses."""
        await self._heard()
        async with asyncio.timeout(60):
            while not _all_pause(await self._first_of_each(), self.hours()):  # noqa: ASYNC110 (rows tell it)
                await asyncio.sleep(0.01)

    async def rows(self, table: Any, **where: Any) -> Sequence[Any]:
        async with self.database.reading() as session:
            found = select(table).filter_by(**where).order_by(*table.__table__.primary_key)
            return (await session.scalars(found)).all()

    async def health(self) -> dict[str, Any]:
        async with self.http.get("/health") as answer:
            return dict(await answer.json())

    async def call(self, way: PlatformWay, body: bytes, headers: Mapping[str, str]) -> int:
        """Call the webhook oneself; the status of the answer."""
        async with self.http.post(f"/webhooks/{way.channel}", data=body, headers=headers) as answer:
            return answer.status

    @staticmethod
    def body(call: object) -> bytes:
        """A call as its bytes, every letter beyond ASCII escaped."""
        return json.dumps(call).encode()

    @staticmethod
    def kept_id(way: Way, name: str) -> str:
        """How the inbox names a message, of the platform's id."""
        return f"{ZaloWay.account}:{name}" if way.channel == "zalo" else name

    async def _heard(self) -> None:
        await self.zalo.hooks.idle()
        await self.messenger.hooks.idle()

    async def _first_of_each(self) -> list[InboxRow]:
        """For each person what is to be answered next."""
        rows = sorted(await self.rows(InboxRow, state=WaitState.WAITING), key=lambda row: -row.id)
        return list({row.key: row for row in rows}.values())


@contextmanager
def fresh_url(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A database that lives as long as a town which several tests share; `request.param` is its engine."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "congdan.db")
        yield f"sqlite:///{folder}/congdan.db"
        return
    server, template = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_template")
    name = f"town_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY".encode())
        yield server.get_uri(name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _all_pause(rows: Sequence[InboxRow], now: datetime) -> bool:
    return all(row.lease_until is None and row.due_at > now for row in rows)


@asynccontextmanager
async def town(url: str, var: Path, *, scale: float = 1, **options: Any) -> AsyncIterator[Town]:
    """A running town. `options`: of both accounts, and `given`: more settings. `scale` shortens pauses."""
    hours, database = Hours(), Database(url)
    await _furnish(database)
    zalo, graph = ZaloServer(_zalo(scale)), GraphServer(_graph())
    zalo.world.clock.set(hours())
    graph.world.clock.set(hours())
    async with running(zalo) as zalo_url, running(graph) as graph_url:
        settings = Settings(
            _env_file=None,
            database_url=url,
            var=var,
            zalo_api_url=zalo_url,
            zalo_oauth_url=zalo_url,
            graph_url=graph_url,
            platform_seconds=2,
            chat_per_minute=0,
            **options.pop("given", {}),
        )
        service = app.build(settings, now=hours)
        async with _served(service) as address, aiohttp.ClientSession(address) as http:
            await _connect(service, hours(), options)
            zalo.hooks.url = f"{address}/webhooks/zalo"
            graph.subscribe(f"{address}/webhooks/messenger")
            ways = ZaloWay(zalo), MessengerWay(graph), ChatWay(http)
            yield Town(address, service, database, hours, *ways, http, settings)
    await database.close()


@asynccontextmanager
async def _served(service: app.Service) -> AsyncIterator[str]:
    stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
    serve = serving.serve(service, stop, host="127.0.0.1", port=0, work=True, started=port.set_result)
    task = asyncio.create_task(serve)
    await asyncio.wait((task, port), return_when=asyncio.FIRST_COMPLETED)
    try:
        yield f"http://127.0.0.1:{port.result()}"
    finally:
        stop.set()
        await task


async def _furnish(database: Database) -> None:
    await furnish(database)
    async with database.writing() as session:
        await session.execute(update(Agency).values(hours=HOURS))


def _zalo(scale: float) -> Zalo:
    office = Office(oa_id=ZaloWay.account, access_token=ACCESS, refresh_token=REFRESH)
    return Zalo(
        scale=scale,
        app_id=APP,
        app_secret=APP_SECRET,
        oa_secret=ZaloWay.secret,
        accounts=(office,),
        doubts=Doubts(receipts=False),
    )


def _graph() -> Graph:
    return Graph(
        app_id=PAGE_APP, app_secret=MessengerWay.secret, page_tokens={MessengerWay.account: PAGE_TOKEN}
    )


async def _connect(service: app.Service, now: datetime, options: Mapping[str, Any]) -> None:
    tokens = {"access_token": ACCESS, "refresh_token": REFRESH}
    sealed = {"app_secret": APP_SECRET, "oa_secret": ZaloWay.secret, **tokens}
    official = Particulars("zalo", AGENCY, ZaloWay.account, APP, "UBND xã B", options, sealed)
    page_secrets = {"app_secret": MessengerWay.secret, "page_token": PAGE_TOKEN, "verify_token": VERIFY}
    page = Particulars(
        "messenger", AGENCY, MessengerWay.account, PAGE_APP, "UBND xã B", options, page_secrets
    )
    await service.platforms.accounts.put(official, now)
    await service.platforms.accounts.put(page, now)
