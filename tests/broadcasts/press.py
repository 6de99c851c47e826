"""A commune that publishes for everybody, on local platforms, over wires on which answers are lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from losing_wire import Wire, losing
from newsroom import account as account_of
from newsroom import agency, article
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rehearsal.platforms.messenger.server import GraphServer
from bot.rehearsal.platforms.messenger.setup import Setup as GraphSetup
from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo import Setup, ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account as Office
from bot.rehearsal.platforms.zalo.setup import Doubts
from broadcasts import controlling
from broadcasts.broadcast import (
    Broadcast,
    BroadcastItem,
    BroadcastKind,
    BroadcastPart,
    BroadcastState,
    Way,
)
from broadcasts.lanes import HELD
from broadcasts.pictures import Covers
from broadcasts.posting import Poster
from broadcasts.posts import Post
from connectors.accounts import Account
from connectors.channel import Stopped
from connectors.claims import WaitState
from connectors.database import Database
from connectors.http import Http
from connectors.messenger.api import Graph
from connectors.messenger.publishing import PagePublisher
from connectors.portal.fetching import Fetcher
from connectors.publishing import Publisher
from connectors.zalo.api import Api
from connectors.zalo.articles import Articles
from connectors.zalo.publishing import ZaloPublisher
from knowledge.agencies import Agency
from knowledge.articles import Article

CODE, TITLE = "xa-an", "Lịch tiếp công dân tháng mười một"
PUBLIC = "https://tro-ly.example"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def midday() -> datetime:
    """12:00 of today in Vietnam."""
    return datetime.now(UTC).replace(hour=5, minute=0, second=0, microsecond=0)


@dataclass
class Press:
    """`now` is what time it is, for us and for the platforms."""

    database: Database
    zalo: ZaloServer
    page: GraphServer
    wires: dict[str, Wire]
    http: Http
    fetcher: Fetcher
    public: str = PUBLIC
    now: datetime = field(default_factory=midday)
    alarms: list[str] = field(default_factory=list)
    trouble: dict[str, str] = field(default_factory=dict)
    """Why an account, by channel, can't publish."""

    def at(self, now: datetime) -> None:
        self.now = now
        self.zalo.world.clock.set(now)
        self.page.move_clock((now - self.page.world.clock.now()).total_seconds())

    def poster(self, database: Database | None = None) -> Poster:
        """A process's, on its own connections or on ours."""
        graph = Graph(self.http, base=self.wires["messenger"].url)
        publishers: dict[str, Publisher] = {
            "zalo": ZaloPublisher(self.client()),
            "messenger": PagePublisher(graph),
        }
        covers = Covers(self.database, self.fetcher, self.public, lambda: self.now)
        return Poster(
            database or self.database,
            publishers,
            self.account,
            covers,
            lambda: self.now,
            self._alarm,
            lease=2 * MINUTE,
        )

    def client(self) -> Articles:
        """What calls Zalo."""
        return Articles(Api(self.http, clock=lambda: self.now, renew=self._same, base=self.wires["zalo"].url))

    async def announce(
        self, channel: str = "zalo", *, kind: BroadcastKind = BroadcastKind.NEWS, **more: Any
    ) -> int:
        """Begin a broadcast of one article; returns its number. `more`: title, and columns of the article."""
        return await self.database.at_once(lambda session: self._announced(session, channel, kind, more))

    async def afterwards(self, about: int, kind: BroadcastKind, text: str = "Ngày đúng là 15.") -> int:
        def act(session: Session) -> int:
            told = session.get_one(Broadcast, about)
            told.state = BroadcastState.DONE
            values = {"about_id": about, "title": TITLE, "text": text}
            return self._begun(session, told.agency_id, kind, values)

        return await self.database.at_once(act)

    async def run(self, minutes: float = 5, poster: Poster | None = None) -> None:
        """Let so much time pass; the clock ticks whenever something may be due."""
        poster = poster or self.poster()
        until = self.now + minutes * MINUTE
        while self.now < until:
            await post_due(poster)
            following = await self.database.at_once(_next_due, writing=False)
            self.at(min(until, max(self.now + SECOND, following or until)))

    async def post(self, broadcast: int) -> Post:
        def act(session: Session) -> Post:
            return session.scalars(select(Post).where(Post.broadcast_id == broadcast)).one()

        return await self.database.at_once(act, writing=False)

    async def act(self, act: Callable[[Session], object]) -> None:
        await self.database.at_once(act)

    @property
    def articles(self) -> list[str]:
        """Titles of those that stand on the Official Account."""
        return [made.body["title"] for made in self.zalo.world.office().articles.values()]

    @property
    def told(self) -> int:
        """How many broadcasts Zalo took."""
        return len(self.zalo.world.office().broadcasts)

    @property
    def posts(self) -> list[str]:
        return [post.values["message"] for post in self.page.world.posts.values() if post.published]

    def _announced(self, session: Session, channel: str, kind: BroadcastKind, more: dict[str, Any]) -> int:
        home = session.scalars(select(Agency).where(Agency.code == CODE)).one()
        urgent = kind is BroadcastKind.EMERGENCY
        title = more.pop("title", TITLE)
        values = {"title": title, "text": "Sơ tán ngay."} if urgent else {}
        number = self._begun(session, home.id, kind, values, channel, more.pop("hours", 48))
        if not urgent:
            told: Article = article(session, home, title, at=self.now)
            for name, value in more.items():
                setattr(told, name, value)
            session.add(BroadcastItem(broadcast_id=number, article_id=told.id, version=1, position=0))
        return number

    def _begun(
        self,
        session: Session,
        home: int,
        kind: BroadcastKind,
        values: dict[str, Any],
        channel: str = "",
        hours: int = 48,
    ) -> int:
        made = Broadcast(
            agency_id=home,
            kind=kind,
            state=BroadcastState.PLANNED,
            created_by="lan",
            created_at=self.now,
            start_at=self.now,
            until=self.now + timedelta(hours=hours),
            **values,
        )
        session.add(made)
        session.flush()
        if channel:
            way = Way.PLATFORM if channel == "zalo" else Way.POST
            session.add(BroadcastPart(broadcast_id=made.id, channel=channel, agency=CODE, way=way))
        session.flush()
        controlling.begin(session, made, self.now)
        return made.id

    async def account(self, channel: str, agency: str) -> Account:
        if channel in self.trouble:
            raise Stopped(self.trouble[channel])
        if channel == "zalo":
            secrets = {"access_token": "first-access"}
            return Account(1, channel, agency, "4000000000000000004", "a", "Xã An", {}, secrets)
        page, secrets = next(iter(self.page.world.pages)), {"page_token": self.page.token()}
        return Account(2, channel, agency, page, "a", "Xã An", {"page_posts": True}, secrets)

    async def _same(self, account: Account) -> Account:
        return account

    def _alarm(self, _session: Session, channel: str, _agency: str, told: str, _now: datetime) -> None:
        self.alarms.append(f"{channel}: {told}")


async def post_due(poster: Poster) -> None:
    """One tick of the clock, and all that it began, until that rests or has ended."""
    await poster.begin_due()
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name().startswith("post ")))


def _next_due(session: Session) -> datetime | None:
    """When something waiting, and not held, may next be claimed."""
    waiting = select(Post.due_at, Post.lease_until).where(
        Post.state == WaitState.WAITING, Post.key.not_like(f"%{HELD}")
    )
    return min((lease or due for due, lease in session.execute(waiting)), default=None)


@asynccontextmanager
async def a_press(
    database: Database, *, office: dict[str, Any] | None = None, private: tuple[str, ...] = (), **doubts: Any
) -> AsyncIterator[Press]:
    given = Office(access_token="first-access", refresh_token="r", **(office or {}))
    zalo = ZaloServer(Setup(accounts=(given,), doubts=Doubts(**doubts)))
    page = GraphServer(GraphSetup())
    async with (
        running(zalo) as there,
        running(page) as here,
        losing(there) as one,
        losing(here) as other,
        Http([urlsplit(wire.url).netloc for wire in (one, other)], seconds=2) as http,
    ):
        fetcher = Fetcher(clock=lambda: press.now, seconds=2, private=private, pause=0)
        press = Press(database, zalo, page, {"zalo": one, "messenger": other}, http, fetcher)
        press.at(press.now)

        def found(session: Session) -> None:
            agency(session, CODE)
            account_of(session, "zalo", CODE)
            account_of(session, "messenger", CODE, page_posts=True)

        await database.at_once(found)
        yield press
        await fetcher.close()
