"""A client that does nothing but send: so many connections, each posting one message after the other.

Run by itself with its orders as JSON: `count`, `connections`, and `sides` with url, headers, body and first
id of each platform, and the name of the id. It prints as JSON how many were accepted in what seconds.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import aiohttp
import uvloop


class Sender:
    """`accepted`: how many the platform took."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self._orders = orders
        self.accepted = 0

    async def send(self) -> float:
        """Send all of it; returns the seconds that took."""
        connections = self._orders["connections"]
        connector = aiohttp.TCPConnector(limit=connections)
        letters = self._letters()
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as http:
            start = time.perf_counter()
            await asyncio.gather(*(self._drive(http, letters) for _ in range(connections)))
            return time.perf_counter() - start

    def _letters(self) -> Iterator[tuple[str, dict[str, str], dict[str, Any]]]:
        """Address, headers and body of each, the platforms taking turns."""
        sides = itertools.cycle(self._orders["sides"])
        for number, side in zip(range(self._orders["count"]), sides, strict=False):
            person = str(side["first"] + number // len(self._orders["sides"]))
            recipient = {side["person"]: person}
            yield (
                side["url"],
                side["headers"],
                {**side["body"], "recipient": recipient},
            )

    async def _drive(
        self, http: aiohttp.ClientSession, letters: Iterator[tuple[str, dict[str, str], dict[str, Any]]]
    ) -> None:
        for url, headers, body in letters:
            async with http.post(url, json=body, headers=headers) as answer:
                told = json.loads(await answer.read())
                self.accepted += "message_id" in told or "data" in told


def main() -> None:
    sender = Sender(json.loads(sys.argv[1]))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        seconds = runner.run(sender.send())
    print(json.dumps({"accepted": sender.accepted, "seconds": seconds}))


if __name__ == "__main__":
    main()
