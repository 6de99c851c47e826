"""What a chat page posts: that it is a visitor, what the visitor says, that all of it be forgotten."""

import asyncio
import time

from aiohttp import web

from bot.inbox import now_utc
from bot.officers import forgetting
from bot.webchat import answers
from bot.webchat.desk import WebChatDesk
from connectors.database import DatabaseUnavailableError
from connectors.messages import Address
from connectors.webchat import lines, wording
from connectors.webchat.door import CHANNEL, LARGEST_BODY, BadBodyError, read, too_long

BODY_SECONDS = 10
"""How long a body may take to come in."""


class TooLargeError(Exception):
    """The body is larger than any message."""


class Posting:
    """Handlers of one desk."""

    def __init__(self, desk: WebChatDesk) -> None:
        self._desk = desk

    async def visitor(self, request: web.Request) -> web.Response:
        agency = request.match_info["agency"]
        try:
            if await self._desk.directory.find(agency) is None:
                return answers.failure(404, wording.UNKNOWN_AGENCY)
        except DatabaseUnavailableError:
            return answers.unavailable()
        if seconds := self._desk.visitors.take(self._desk.client(request), time.monotonic()):
            sentence = wording.TOO_MANY_VISITORS.format(seconds=seconds)
            return answers.failure(429, sentence, retry_after=seconds)
        return answers.data({"token": self._desk.tokens.issue(agency)}, 201)

    async def message(self, request: web.Request) -> web.Response:
        """202 when the message is durable, and for a repeated id too; it is answered by a line later."""
        try:
            return await self._message(request)
        except TooLargeError:
            response = answers.failure(413, wording.TOO_LARGE)
            response.force_close()
            return response
        except (BadBodyError, TimeoutError):
            return answers.failure(400, wording.BAD_BODY)
        except DatabaseUnavailableError:
            return answers.unavailable()

    async def _message(self, request: web.Request) -> web.Response:
        desk, agency = self._desk, request.match_info["agency"]
        if await desk.directory.find(agency) is None:
            return answers.failure(404, wording.UNKNOWN_AGENCY)
        visitor = desk.tokens.visitor(agency, request.headers.get("X-Visitor", ""))
        if visitor is None:
            return answers.failure(401, wording.NO_VISITOR)
        if seconds := desk.messages.take(visitor, time.monotonic()):
            return answers.failure(429, wording.TOO_FAST.format(seconds=seconds), retry_after=seconds)
        message = read(await _body(request), agency=agency, visitor=visitor, at=now_utc())
        if too_long(message):
            await desk.decline(message)
        else:
            await desk.inbox.keep(message)
        return answers.data({"id": lines.client_id(message.id)}, 202)

    async def forget(self, request: web.Request) -> web.Response:
        """Delete what was said by and to this visitor."""
        agency = request.match_info["agency"]
        visitor = self._desk.tokens.visitor(agency, request.headers.get("X-Visitor", ""))
        if visitor is None:
            return answers.failure(401, wording.NO_VISITOR)
        try:
            async with self._desk.database.writing() as session:
                await lines.forget_visitor(session, agency, visitor)
                await session.run_sync(forgetting.forget, Address(CHANNEL, agency, visitor))
        except DatabaseUnavailableError:
            return answers.unavailable()
        return web.Response(status=204, headers=answers.DATA)


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > LARGEST_BODY:
        raise TooLargeError
    content = request.content
    if content.is_eof():  # it came with the headers, as a short one does
        return content.read_nowait()
    body = b""
    async with asyncio.timeout(BODY_SECONDS):
        async for piece in content.iter_any():
            body += piece
            if len(body) > LARGEST_BODY:
                raise TooLargeError
    return body
