"""HTTP/1.1 as far as a client of an API speaks it: requests with a length, one after another."""

import asyncio
import re
from collections.abc import Callable
from typing import NamedTuple, cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_REASONS = {
    200: b"OK",
    302: b"Found",
    400: b"Bad Request",
    404: b"Not Found",
    500: b"Error",
    502: b"Bad Gateway",
}


class Request(NamedTuple):
    """`head` holds the request line, too."""

    method: bytes
    path: bytes
    head: bytes
    body: bytes


class Line(asyncio.Protocol):
    """One connection. `handle` is told each whole request; it may answer later."""

    def __init__(self, handle: Callable[[Request, "Line"], None]) -> None:
        self._handle = handle
        self._held = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (request := self._next()) is not None:
            self._handle(request, self)

    def answer(self, status: int, body: bytes, headers: bytes = b"") -> None:
        """`headers`: further ones, each line ended."""
        if not self._transport.is_closing():
            reason = _REASONS.get(status, b"Answer")
            start = b"HTTP/1.1 %d %b\r\nContent-Type: application/json\r\n" % (status, reason)
            self._transport.write(b"%bContent-Length: %d\r\n%b\r\n%b" % (start, len(body), headers, body))

    def cut(self) -> None:
        self._transport.abort()

    def _next(self) -> Request | None:
        end = self._held.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self._held[:end])
        found = _LENGTH.search(head)
        whole = end + 4 + (int(found[1]) if found else 0)
        if len(self._held) < whole:
            return None
        body = bytes(self._held[end + 4 : whole])
        del self._held[:whole]
        method, path, _ = head.split(b" ", 2)
        return Request(method, path, head, body)
