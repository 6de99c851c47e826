"""A town with a portal of its own, whose news the service reads and tells: for cases from end to end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestServer
from chat_door import AGENCY
from little_portal import Portal
from sqlalchemy import select
from sqlalchemy.orm import Session
from town import Town, town

from broadcasts.broadcast import Broadcast, BroadcastItem, BroadcastKind, BroadcastState
from broadcasts.deliveries import REACHED, Delivery, Parcel
from broadcasts.posts import Post
from broadcasts.ruling import change_rule
from broadcasts.tallies import tally
from connectors.claims import WaitState
from connectors.messages import Address
from connectors.people import Person
from knowledge import deciding
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.editing_sources import NewSource, add_source
from knowledge.opening import VIETNAM
from knowledge.sources import SourceKind

LAND = "Công khai hồ sơ cấp giấy chứng nhận quyền sử dụng đất đợt {}"
SCHOOL = "Thông báo tuyển sinh vào lớp 1 năm học {}"
EVERY = timedelta(minutes=10)
"""So often the portal is read."""
UNDO = timedelta(minutes=15)
EDITOR, OTHER = "Trần Thị Lan", "Nguyễn Văn Minh"
Result = TypeVar("Result")
_OVER = (BroadcastState.DONE, BroadcastState.CANCELLED)


@dataclass
class NewsTown:
    """What people and editors of the town see and do about its news."""

    place: Town
    portal: Portal

    @property
    def now(self) -> datetime:
        return self.place.hours()

    async def act(self, act: Callable[[Session], Result]) -> Result:
        """What an editor does, at once."""
        return await self.place.database.at_once(act)

    async def rule(self, **values: object) -> None:
        await self.act(lambda session: change_rule(session, AGENCY, values, by=EDITOR, now=self.now))

    async def add_source(self) -> None:
        """The portal's feed, read for the first time."""
        new = NewSource(f"{self.portal.base}/rss", SourceKind.FEED, "Tin", int(EVERY.total_seconds()))

        def added(session: Session) -> None:
            agency = session.scalars(select(Agency).where(Agency.code == AGENCY)).one()
            add_source(session, agency, new, by=EDITOR, now=self.now)

        await self.act(added)
        await self.place.service.portals.read_due()

    async def appears(self, path: str, title: str, body: str = "") -> Article:
        """The portal publishes an article, and it is read."""
        self.portal.tell(path, title, self.now, body)
        self.place.pass_time(EVERY + timedelta(seconds=1))
        await self.until(lambda: self._is_read(title))
        return await self.article(title)

    async def article(self, title: str) -> Article:
        (found,) = await self.place.rows(Article, title=title)
        assert isinstance(found, Article)
        return found

    async def approve(self, article: Article) -> None:
        await self.act(lambda session: deciding.approve(session, [article.id], by=EDITOR, now=self.now))

    async def planned(self, article: Article, kind: BroadcastKind = BroadcastKind.NEWS) -> Broadcast:
        """The broadcast that tells the article, once there is one."""
        found: list[Broadcast] = []

        async def is_there() -> bool:
            found[:] = [each for each in await self._telling(article) if each.kind is kind]
            return bool(found)

        await self.until(is_there)
        (only,) = found
        return only

    async def told(self, article: Article) -> Broadcast:
        """Approved, planned, and told to its end when the undo window is over."""
        await self.approve(article)
        planned = await self.planned(article)
        self.place.pass_time(UNDO)
        return await self.ended(planned)

    async def ended(self, broadcast: Broadcast) -> Broadcast:
        """Return when it is over; pauses are not waited for: it is later then."""
        await self.until(lambda: self._is_in(broadcast, *_OVER), on_the_way=self._skip_pauses)
        return await self.row(broadcast)

    async def in_state(self, broadcast: Broadcast, state: BroadcastState) -> Broadcast:
        await self.until(lambda: self._is_in(broadcast, state))
        return await self.row(broadcast)

    async def row(self, broadcast: Broadcast) -> Broadcast:
        (found,) = await self.place.rows(Broadcast, id=broadcast.id)
        assert isinstance(found, Broadcast)
        return found

    def go_to(self, hour: int, minute: int = 0) -> None:
        """Let it be that time in Vietnam, today or else tomorrow."""
        now = self.now.astimezone(VIETNAM)
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        self.place.pass_time(then - now + timedelta(days=then <= now))

    async def ticks(self) -> None:
        """What the clock has done again and again, once and now."""
        service = self.place.service
        await service.portals.read_due()
        await service.portals.watch()
        for tick in service.telling.ticks:
            await tick.act()
        await service.publishing.begin_due()

    async def until(
        self, holds: Callable[[], Awaitable[bool]], on_the_way: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Let the clock tick until that holds."""
        async with asyncio.timeout(60):
            while not await holds():
                await self.ticks()
                if on_the_way is not None:
                    await on_the_way()
                await asyncio.sleep(0.02)

    async def news(self, channel: str, who: str, words: str) -> list[str]:
        """What reached the person that holds these words."""
        return [text for text in await self.place.way(channel).texts(who) if words in text]

    async def ledger(self, broadcast: Broadcast) -> dict[str, tuple[str, str]]:
        """State and reason of each person, by channel and id."""
        rows = await self.place.rows(Delivery, broadcast_id=broadcast.id)
        return {row.person_key: (row.state.value, row.reason) for row in rows}

    async def reached(self, broadcast: Broadcast) -> tuple[int, int]:
        """How many were told, of how large an audience, as the tallies say; they fit the ledger."""
        counted = await self.place.database.at_once(
            lambda session: tally(session, broadcast.id), writing=False
        )
        assert sum(counted.values()) == len(await self.ledger(broadcast))
        return sum(counted.get(state, 0) for state in REACHED), sum(counted.values())

    def key(self, channel: str, who: str) -> str:
        name = self.place.webchat.visitor(who) if channel == "webchat" else who
        return Address(channel, AGENCY, name).key

    async def person(self, channel: str, who: str) -> Person:
        (found,) = await self.place.rows(Person, key=self.key(channel, who))
        assert isinstance(found, Person)
        return found

    async def writes(self, who: str, words: str) -> None:
        """Somebody says something on Zalo; returns when it is done, answered or not."""
        await self.place.zalo.say(words, who)
        await self.place.tried()

    async def crowd(self, count: int) -> list[str]:
        """So many follow on Zalo, in the order in which they are told."""
        people = [str(5_275_811_702_480_000 + number) for number in range(count)]
        for who in people:
            self.place.zalo.come(who)
        await self.place.settled()
        return people

    async def counts(self, people: Sequence[str], words: str) -> list[int]:
        """How many messages with these words each of them got on Zalo."""
        return [len(await self.news("zalo", who, words)) for who in people]

    async def signs_up(self, channel: str, who: str, words: str = "đăng ký tin") -> None:
        await self.place.way(channel).say(words, who)
        await self.place.settled()

    async def _is_read(self, title: str) -> bool:
        return bool(await self.place.rows(Article, title=title))

    async def _is_in(self, broadcast: Broadcast, *states: BroadcastState) -> bool:
        return (await self.row(broadcast)).state in states

    async def _telling(self, article: Article) -> list[Broadcast]:
        items = await self.place.rows(BroadcastItem, article_id=article.id)
        rows = await self.place.rows(Broadcast)
        return [row for row in rows if row.id in {item.broadcast_id for item in items}]

    async def _skip_pauses(self) -> None:
        waiting = [
            *await self.place.rows(Parcel, state=WaitState.WAITING),
            *await self.place.rows(Post, state=WaitState.WAITING),
        ]
        if waiting and all(row.lease_until is None and row.due_at > self.now for row in waiting):
            soonest = min(row.due_at for row in waiting)
            self.place.pass_time(soonest - self.now + timedelta(milliseconds=20))


@asynccontextmanager
async def news_town(url: str, var: Path, **options: Any) -> AsyncIterator[NewsTown]:
    """The portal has nothing to say yet, and is no source."""
    portal, app = Portal(), web.Application()
    app.router.add_get("/{path:.*}", portal.answer)
    given = {
        "portal_private_hosts": "127.0.0.1",
        "portal_pause_seconds": 0,
        "public_url": "https://tro-ly.example",
    }
    async with TestServer(app) as server:
        portal.base = str(server.make_url("")).rstrip("/")
        async with town(url, var, given=given, **{"per_minute": 4_000, **options}) as place:
            yield NewsTown(place, portal)
