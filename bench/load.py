"""A load of chat messages, in a process of its own: raw protocols, so that it is not what is measured.

Reads its orders as JSON from the first argument, writes what came of them as JSON.
"""

import asyncio
import json
import sys
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import uvloop

from connectors.webchat.tokens import Tokens

TEXT = "Cho tôi hỏi làm giấy khai sinh cho con thì cần những giấy tờ gì, nộp ở đâu và mất bao lâu ạ?"


@dataclass(kw_only=True)
class Pressure:
    """`rate` requests a second from an open loop, or as fast as they are answered when it is 0."""

    port: int
    seconds: float
    connections: int
    rate: float = 0
    warm_up: float = 1


@dataclass(kw_only=True)
class Orders(Pressure):
    path: str
    agency: str
    secret: str


@dataclass
class Record:
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def told(self, took: float) -> dict[str, Any]:
        """As JSON takes it; `took` seconds for all of it, latencies in milliseconds."""
        taken = sorted(self.seconds)
        return {
            "statuses": self.statuses,
            "per_second": len(taken) / took,
            **{f"p{share}": taken[int(len(taken) * share / 100)] * 1000 for share in (50, 99)},
        }


class Connection(asyncio.Protocol, ABC):
    """One kept-alive connection with one request under way at a time."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._answered: asyncio.Future[int] | None = None
        self._received = b""
        self.transport: Any = None

    @abstractmethod
    def request(self) -> bytes:
        """The next request, whole."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 (asyncio's signature)
        self._answer(0)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, rest = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        lowered = head.lower()
        start = lowered.index(b"content-length:") + 15
        length = int(lowered[start : start + 9].split(b"\r\n")[0])
        if len(rest) >= length:
            self._received = b""
            self._answer(int(head[9:12]))

    async def post(self, since: float, *, counted: bool) -> None:
        """`since`: when the request was to go out; waiting for a free connection counts as latency."""
        self._answered = asyncio.get_running_loop().create_future()
        self.transport.write(self.request())
        status = await self._answered
        if counted:
            self._record.statuses[status] = self._record.statuses.get(status, 0) + 1
            self._record.seconds.append(time.perf_counter() - since)

    def _answer(self, status: int) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(status)


class Page(Connection):
    """The page of one visitor."""

    def __init__(self, orders: Orders, record: Record) -> None:
        super().__init__(record)
        token = Tokens(orders.secret.encode()).issue(orders.agency)
        body = json.dumps(
            {"id": uuid.uuid4().hex, "text": TEXT, "payload": None}, ensure_ascii=False
        ).encode()
        self._before, _, self._after = body.partition(json.loads(body)["id"].encode())
        self._head = (
            f"POST {orders.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Visitor: {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        self._run, self._count = uuid.uuid4().hex[:20], 0

    def request(self) -> bytes:
        self._count += 1
        name = f"{self._run}{self._count:012d}".encode()
        return self._head + self._before + name + self._after


async def closed_loop(connections: Sequence[Connection], orders: Pressure) -> float:
    start = time.perf_counter()
    warm, end = start + orders.warm_up, start + orders.warm_up + orders.seconds

    async def press(connection: Connection) -> None:
        while (now := time.perf_counter()) < end:
            await connection.post(now, counted=now >= warm)

    await asyncio.gather(*map(press, connections))
    return time.perf_counter() - warm


async def open_loop(connections: Sequence[Connection], orders: Pressure) -> float:
    start = time.perf_counter()
    planned = iter(range(int(orders.rate * (orders.warm_up + orders.seconds))))

    async def press(connection: Connection) -> None:
        for number in planned:
            due = start + number / orders.rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            await connection.post(due, counted=due >= start + orders.warm_up)

    await asyncio.gather(*map(press, connections))
    return time.perf_counter() - start - orders.warm_up


async def connect(orders: Pressure, make: Callable[[], Connection]) -> list[Connection]:
    """As many connections as are ordered."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(make, "127.0.0.1", orders.port) for _ in range(orders.connections)]
    return [connection for _, connection in made]


async def run(orders: Orders) -> dict[str, Any]:
    record = Record()
    pages = await connect(orders, lambda: Page(orders, record))
    return record.told(await (open_loop if orders.rate else closed_loop)(pages, orders))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(run(Orders(**json.loads(sys.argv[1]))))))
