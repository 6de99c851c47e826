"""A town whose officers sit at the desk, and what they do there."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from desks import Colleague, Desk
from sqlalchemy import update
from town import Town, town

from bot.console import sessions
from bot.console.editors import EditorSession
from bot.officers.letters import Letter
from bot.officers.talks import OfficerTalk
from connectors.claims import WaitState

TALK = re.compile(r'href="/console/talks/(\d+)"')
HAND = "gặp cán bộ"


class Office:
    """`officer` and `other` work for the commune, `stranger` for its neighbour."""

    def __init__(self, place: Town) -> None:
        self.place = place
        self.desk = Desk(place.url, place.service, place.database, place.hours, place.settings)  # type: ignore[arg-type] # a clock as well

    async def open(self) -> None:
        self.officer = await self._colleague("xa-b", "cuc")
        self.other = await self._colleague("xa-b", "dao")
        self.stranger = await self._colleague("xa-c", "mai")

    async def _colleague(self, agency: str, name: str) -> Colleague:
        """Somebody whose browser keeps cookies, though the desk has an address without a name."""
        colleague = await self.desk.colleague("editor", agency, name)
        jar = aiohttp.CookieJar(unsafe=True)
        colleague.http = aiohttp.ClientSession(
            self.place.url, cookies={sessions.COOKIE: colleague.cookie}, cookie_jar=jar
        )
        self.desk.closing.append(colleague.http)
        return colleague

    async def close(self) -> None:
        for http in self.desk.closing:
            await http.close()

    async def asked(self, channel: str, who: str) -> OfficerTalk:
        """Somebody asks for a person within office hours."""
        await self.place.way(channel).say(HAND, who)
        await self.place.settled()
        return await self.talk()

    async def talk(self) -> OfficerTalk:
        """The newest talk."""
        talk: OfficerTalk = (await self.place.rows(OfficerTalk))[-1]
        return talk

    async def page(self, path: str, by: Colleague | None = None) -> tuple[int, str]:
        await self._awake()
        return await (by or self.officer).get(path)

    async def does(
        self, act: str, talk: OfficerTalk, by: Colleague | None = None, **values: str
    ) -> tuple[int, str]:
        """An act on a talk: the page it leads to."""
        await self._awake()
        return await (by or self.officer).post(f"/talks/{talk.id}/{act}", values, page="/talks")

    async def _awake(self) -> None:
        """Devices stay signed in, however far the town's time moves on."""
        async with self.place.database.writing() as session:
            now = self.place.hours()
            await session.execute(update(EditorSession).values(began_at=now, seen_at=now))

    async def posted(self) -> None:
        """Return when no letter waits to be sent."""
        async with asyncio.timeout(60):
            while await self.place.rows(Letter, state=WaitState.WAITING):  # noqa: ASYNC110 (rows tell it)
                await asyncio.sleep(0.05)


@asynccontextmanager
async def office(url: str, var: Path) -> AsyncIterator[Office]:
    async with town(url, var, staff_answers=True) as place:
        it = Office(place)
        await it.open()
        yield it
        await it.close()
