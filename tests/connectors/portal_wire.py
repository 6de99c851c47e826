"""A portal on the far side of the wire: pages by their paths, names and time as a test gives them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from farside import Call, FarSide, far_side

from connectors.portal.fetching import Fetcher

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LOCAL = "127.0.0.0/8"
Page = Callable[[Call], Awaitable[None]]


class Time:
    """A clock that goes on only while somebody waits, or when a test says so."""

    def __init__(self) -> None:
        self.now = NOON
        self.waited: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += timedelta(seconds=seconds)


def page(body: bytes = b"<p>Tin</p>", status: str = "200 OK", **headers: str) -> Page:
    async def answer(call: Call) -> None:
        await call.answer(body, status, **{"Content_Type": "text/html", **headers})

    return answer


def redirect(to: str, status: str = "302 Found") -> Page:
    return page(b"", status, Location=to)


@dataclass
class Portal:
    """Answers by path, with its query; 404 for what it does not have."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, call: Call) -> None:
        path = call.head.split(" ")[1]
        self.asked.append(path)
        await self.pages.get(path, page(b"", "404 Not Found"))(call)

    @property
    def read(self) -> list[str]:
        """What was asked besides robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


@dataclass
class Names:
    """A name server: each name has a row of answers, one after another; the last one stays."""

    answers: Mapping[str, list[list[str]]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        row = self.answers.get(host)
        if row is None:
            raise OSError("no such name")
        return row.pop(0) if len(row) > 1 else row[0]


def here(*hosts: str) -> Names:
    """Every one of `hosts` is this machine."""
    return Names({host: [["127.0.0.1"]] for host in hosts})


@dataclass
class Wire:
    """A portal, the server it stands on, and one who fetches from it."""

    portal: Portal
    side: FarSide
    time: Time
    fetcher: Fetcher

    def at(self, path: str, host: str = "") -> str:
        port = self.side.host.rpartition(":")[2]
        return f"http://{host}:{port}{path}" if host else self.side.url + path


@asynccontextmanager
async def wired(
    names: Names | None = None, *, private: Sequence[str] = (LOCAL,), seconds: float = 10
) -> AsyncIterator[Wire]:
    portal, time = Portal(), Time()
    names = names or here("xa-mau.vn", "www.xa-mau.vn", "khac.vn")
    async with far_side(portal) as side:
        fetcher = Fetcher(clock=time, wait=time.wait, lookup=names, private=private, seconds=seconds)
        try:
            yield Wire(portal, side, time, fetcher)
        finally:
            await fetcher.close()


@asynccontextmanager
async def secure_side(portal: Portal, certificate: Path) -> AsyncIterator[int]:
    """The port of a server that speaks TLS with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    side = FarSide(portal)
    server = await asyncio.start_server(side.serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        side.hang_up()
        await asyncio.sleep(0)
