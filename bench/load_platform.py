"""A load of signed calls of the platforms, in a process of its own, as load.py makes one of chat messages."""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import uvloop
from load import Connection, Pressure, Record, closed_loop, connect, open_loop
from signed_calls import CALLS


@dataclass(kw_only=True)
class Orders(Pressure):
    """Connections are shared out among `platforms`. `count`: so many calls in all; 0: for `seconds`."""

    platforms: Sequence[str]
    seconds: float = 0
    count: int = 0


class Caller(Connection):
    def __init__(self, platform: str, record: Record) -> None:
        super().__init__(record)
        self._make = CALLS[platform]()
        self._head = (
            f"POST /webhooks/{platform} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )

    def request(self) -> bytes:
        signed, body = self._make()
        return f"{self._head}{len(body)}\r\n{signed}\r\n".encode() + body


async def exactly(callers: Sequence[Connection], orders: Orders) -> float:
    """So many calls of each platform, as fast as they are answered."""
    start, kinds = time.perf_counter(), len(orders.platforms)
    planned = [iter(range(orders.count // kinds)) for _ in range(kinds)]

    async def press(place: int, caller: Connection) -> None:
        for _ in planned[place % kinds]:
            await caller.post(time.perf_counter(), counted=True)

    await asyncio.gather(*(press(place, caller) for place, caller in enumerate(callers)))
    return time.perf_counter() - start


async def run(orders: Orders) -> dict[str, Any]:
    record, platforms = Record(), cycle(orders.platforms)
    callers = await connect(orders, lambda: Caller(next(platforms), record))
    if orders.count:
        return record.told(await exactly(callers, orders))
    return record.told(await (open_loop if orders.rate else closed_loop)(callers, orders))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(run(Orders(**json.loads(sys.argv[1]))))))
