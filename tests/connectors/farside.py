"""The far side of a wire: a server on this machine that answers, or breaks, as a test tells it to."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answering = Callable[["Call"], Awaitable[None]]


@dataclass
class Call:
    """One request, read to its end, and the way back."""

    head: str
    body: bytes
    writer: asyncio.StreamWriter

    async def answer(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.write("\r\n".join((*lines, "", "")).encode() + body)

    async def tell(self, told: object) -> None:
        await self.answer(json.dumps(told).encode(), Content_Type="application/json")

    async def write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def cut(self) -> None:
        self.writer.close()


@dataclass
class FarSide:
    """`answering` is asked for each request; `calls` are those that came, and `opened` how they came."""

    answering: Answering
    calls: list[Call] = field(default_factory=list)
    opened: int = 0
    host: str = ""
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def hang_up(self) -> None:
        """Close every connection, as servers do with idle ones."""
        for writer in self._writers:
            writer.close()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        self._writers.add(writer)
        try:
            while not writer.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.calls.append(Call(head, await reader.readexactly(_length(head)), writer))
                await self.answering(self.calls[-1])
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            self._writers.discard(writer)
            writer.close()


@asynccontextmanager
async def far_side(answering: Answering) -> AsyncIterator[FarSide]:
    side = FarSide(answering)
    server = await asyncio.start_server(side.serve, "127.0.0.1", 0, backlog=512)
    side.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield side
    finally:
        server.close()
        side.hang_up()
        await asyncio.sleep(0)


def _length(head: str) -> int:
    found = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
    return int(found[0].partition(":")[2]) if found else 0
