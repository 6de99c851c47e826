"""A running desk, and people who are signed in at it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from known import NOW, furnish
from sqlalchemy import select

import bot.clock
from bot import app, serving
from bot.console import sessions
from bot.console.editors import Editor, Grant
from bot.console.rights import Role
from bot.settings import Settings
from connectors.database import Database
from knowledge.agencies import Agency

NEEDED = ("knowledge", "accounts", "letters", "limits", "tokens", "turned away")
"""Ticks that change nothing but what somebody has just asked for."""
CSRF = re.compile(r'name="csrf" value="([0-9a-f]{40})"')


@dataclass
class Clock:
    """The time of a desk; it runs from `NOW` on."""

    ahead: Any = field(default_factory=lambda: NOW - datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Colleague:
    """Somebody who is signed in; `cookie` for a browser, `http` for plain requests."""

    desk: "Desk"
    editor: Editor
    cookie: str
    http: aiohttp.ClientSession

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page below /console; redirects are followed."""
        async with self.http.get(f"/console{path}") as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, values: Any = (), *, page: str = "/") -> tuple[int, str]:
        """Send a form with the token that the page `page` has; the page it leads to."""
        data = [*(values.items() if isinstance(values, dict) else values), ("csrf", await self.token(page))]
        async with self.http.post(f"/console{path}", data=data) as answer:
            return answer.status, await answer.text()

    async def seen(self, page: str) -> dict[str, str]:
        """What the form of a page says of what it was shown."""
        _, text = await self.get(page)
        return {"seen": text.partition('name="seen" value="')[2].partition('"')[0]}

    async def token(self, page: str = "/") -> str:
        _, text = await self.get(page)
        found = CSRF.search(text)
        return found[1] if found else ""


@dataclass
class Desk:
    url: str
    service: app.Service
    database: Database
    clock: Clock
    settings: Settings
    closing: list[aiohttp.ClientSession] = field(default_factory=list)

    async def colleague(self, role: Role | str, agency: str = "tinh-a", name: str = "") -> Colleague:
        """Somebody of that role at the agency, signed in."""
        async with self.database.writing() as session:
            agency_id = await session.scalar(select(Agency.id).where(Agency.code == agency))
            assert agency_id is not None
            name = name or f"{role}.{agency}"
            editor = await session.scalar(select(Editor).where(Editor.name == name))
            if editor is None:
                editor = Editor(name=name, full_name=f"Bà {name}", created_at=self.clock())
                session.add(editor)
                await session.flush()
            session.add(Grant(editor_id=editor.id, agency_id=agency_id, role=Role(role)))
            number, now = editor.id, self.clock()
            cookie = await session.run_sync(
                lambda sync: sessions.open_session(sync, number, agent="test", now=now)
            )
        jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address in digits, too
        http = aiohttp.ClientSession(self.url, cookies={sessions.COOKIE: cookie}, cookie_jar=jar)
        self.closing.append(http)
        return Colleague(self, editor, cookie, http)


@asynccontextmanager
async def desk(
    url: str,
    var: Path,
    *,
    fill: Callable[[Database], Any] = furnish,
    work: bool = False,
    clock: Clock | None = None,
    **given: Any,
) -> AsyncIterator[Desk]:
    """The service on `url`, which `fill` has furnished; `work`: messages are answered, too.

    What the clock would do by itself with broadcasts, sources, questions and figures is left: all of that
    stands as `fill` has put it, however slow the machine is.
    """
    clock, database = clock or Clock(), Database(url)
    await fill(database)
    settings = Settings(_env_file=None, database_url=url, var=var, chat_per_minute=0, **given)
    service = app.build(settings, now=clock)
    kept = [tick for tick in service.clock.ticks if tick.name in NEEDED]
    service = replace(service, clock=bot.clock.Clock(kept))
    async with _served(service, work=work) as address:
        it = Desk(address, service, database, clock, settings)
        try:
            yield it
        finally:
            for http in it.closing:
                await http.close()
            await database.close()


@asynccontextmanager
async def _served(service: app.Service, *, work: bool) -> AsyncIterator[str]:
    stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
    serve = serving.serve(service, stop, host="127.0.0.1", port=0, work=work, started=port.set_result)
    task = asyncio.create_task(serve)
    await asyncio.wait((task, port), return_when=asyncio.FIRST_COMPLETED)
    try:
        yield f"http://127.0.0.1:{port.result()}"
    finally:
        stop.set()
        await task
