"""A load of chat messages, in a process of its own: raw protocols, so that it is not what is measured.

Reads its orders as JSON from the first argument, writes what came of them as JSON.
"""

import asyncio
import json
import sys
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import uvloop

from connectors.webchat.tokens import Tokens

TEXT = "Cho tôi hỏi làm giấy khai sinh cho con thì cần những giấy tờ gì, nộp ở đâu và mất bao lâu ạ?"


@dataclass
class Orders:
    """`rate` requests a second from an open loop, or as fast as they are answered when it is 0."""

    port: int
    path: str
    agency: str
    secret: str
    seconds: float
    connections: int
    rate: float = 0
    warm_up: float = 1


@dataclass
class Record:
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)


class Page(asyncio.Protocol):
    """One kept-alive connection of one visitor with one request under way at a time."""

    def __init__(self, orders: Orders, record: Record) -> None:
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
        self._record = record
        self._answered: asyncio.Future[int] | None = None
        self._received = b""
        self.transport: Any = None

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
        self._count += 1
        name = f"{self._run}{self._count:012d}".encode()
        self._answered = asyncio.get_running_loop().create_future()
        self.transport.write(self._head + self._before + name + self._after)
        status = await self._answered
        if counted:
            self._record.statuses[status] = self._record.statuses.get(status, 0) + 1
            self._record.seconds.append(time.perf_counter() - since)

    def _answer(self, status: int) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(status)


async def closed_loop(pages: list[Page], orders: Orders) -> float:
    start = time.perf_counter()
    warm, end = start + orders.warm_up, start + orders.warm_up + orders.seconds

    async def press(page: Page) -> None:
        while (now := time.perf_counter()) < end:
            await page.post(now, counted=now >= warm)

    await asyncio.gather(*map(press, pages))
    return time.perf_counter() - warm


async def open_loop(pages: list[Page], orders: Orders) -> float:
    start = time.perf_counter()
    planned = iter(range(int(orders.rate * (orders.warm_up + orders.seconds))))

    async def press(page: Page) -> None:
        for number in planned:
            due = start + number / orders.rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            await page.post(due, counted=due >= start + orders.warm_up)

    await asyncio.gather(*map(press, pages))
    return time.perf_counter() - start - orders.warm_up


async def run(orders: Orders) -> dict[str, Any]:
    loop, record = asyncio.get_running_loop(), Record()
    pages = []
    for _ in range(orders.connections):
        _, page = await loop.create_connection(lambda: Page(orders, record), "127.0.0.1", orders.port)
        pages.append(page)
    took = await (open_loop if orders.rate else closed_loop)(pages, orders)
    taken = sorted(record.seconds)
    return {
        "statuses": record.statuses,
        "per_second": len(taken) / took,
        **{f"p{share}": taken[int(len(taken) * share / 100)] * 1000 for share in (50, 99)},
    }


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(run(Orders(**json.loads(sys.argv[1]))))))
