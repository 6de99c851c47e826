"""What a chat page reads: the lines said so far, and those still to come as a stream of events."""

import asyncio
import json
import logging
from collections.abc import Sequence

from aiohttp import web

from bot.webchat import answers
from bot.webchat.desk import WebChatDesk
from connectors.database import DatabaseUnavailableError
from connectors.webchat import wording
from connectors.webchat.lines import PAGE, WebchatLine, as_json, since
from connectors.webchat.streams import Listener, TooManyStreamsError

log = logging.getLogger(__name__)
STREAM = answers.DATA | {"X-Accel-Buffering": "no"}  # else a proxy in front collects before it passes on
LARGEST_ID = 2**63 - 1


class Reading:
    """Handlers of one desk."""

    def __init__(self, desk: WebChatDesk) -> None:
        self._desk = desk

    async def lines(self, request: web.Request) -> web.Response:
        try:
            agency, visitor, after = self._who(request)
            told = [as_json(line) for line in await self._since(agency, visitor, after)]
        except DatabaseUnavailableError:
            return answers.unavailable()
        except RefusedError as refused:
            return refused.response
        return answers.data({"lines": told})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        try:
            agency, visitor, after = self._who(request)
            with self._desk.webchat.streams.open(visitor, after) as listener:
                return await self._follow(request, listener, agency, visitor)
        except TooManyStreamsError:
            return answers.failure(429, wording.TOO_MANY_STREAMS, retry_after=10)
        except RefusedError as refused:
            return refused.response

    def _who(self, request: web.Request) -> tuple[str, str, int]:
        agency = request.match_info["agency"]
        visitor = self._desk.tokens.visitor(agency, request.headers.get("X-Visitor", ""))
        if visitor is None:
            raise RefusedError(answers.failure(401, wording.NO_VISITOR))
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "0")
        if not (after.isascii() and after.isdecimal() and len(after) < 20 and int(after) <= LARGEST_ID):  # noqa: PLR2004 (digits of LARGEST_ID)
            raise RefusedError(answers.failure(400, wording.BAD_NUMBER))
        return agency, visitor, int(after)

    async def _since(self, agency: str, visitor: str, after: int) -> list[WebchatLine]:
        async with self._desk.database.reading() as session:
            return await since(session, agency, visitor, after)

    async def _follow(
        self, request: web.Request, listener: Listener, agency: str, visitor: str
    ) -> web.StreamResponse:
        """Everything after the listener's cursor, then each line as it appears, until someone hangs up."""
        response = web.StreamResponse(headers=STREAM | {"Content-Type": "text/event-stream; charset=utf-8"})
        try:
            listener.listen()
            found = await self._since(agency, visitor, listener.cursor)
            await response.prepare(request)
            await self._write(response, _events(found) + b"event: ready\ndata:\n\n")
            while not self._desk.webchat.streams.closing:
                if found:
                    listener.cursor = found[-1].id
                if len(found) < PAGE and not await listener.wait(self._desk.heartbeat):
                    await self._write(response, b":\n\n")
                listener.listen()
                found = await self._since(agency, visitor, listener.cursor)
                await self._write(response, _events(found))
        except (ConnectionError, TimeoutError):
            log.debug("a page went away or was too slow")
            if request.transport is not None:
                request.transport.abort()  # else the end of the stream would wait for it, too
        except DatabaseUnavailableError:
            return response if response.prepared else answers.unavailable()
        return response

    async def _write(self, response: web.StreamResponse, piece: bytes) -> None:
        if piece:
            async with asyncio.timeout(self._desk.patience):
                await response.write(piece)


class RefusedError(Exception):
    """Not who it says, or not a number."""

    def __init__(self, response: web.Response) -> None:
        super().__init__()
        self.response = response


def _events(found: Sequence[WebchatLine]) -> bytes:
    told = (json.dumps(as_json(line), ensure_ascii=False, separators=(",", ":")) for line in found)
    return "".join(
        f"id: {line.id}\nevent: line\ndata: {body}\n\n" for line, body in zip(found, told, strict=True)
    ).encode()
