"""Which address a platform calls, and what it is answered."""

import asyncio
from collections.abc import Mapping

from aiohttp import StreamReader, web

from bot.settings import Settings
from bot.webhooks.consent import PATH, ConsentPage
from bot.webhooks.desk import Entrance, WebhookDesk
from connectors.database import DatabaseUnavailableError
from connectors.doors import LARGEST_BODY, Reason, Rejected
from connectors.messenger import webhook as messenger_webhook
from connectors.messenger.names import CHANNEL as MESSENGER
from connectors.zalo import verification
from connectors.zalo import webhook as zalo_webhook
from connectors.zalo.names import CHANNEL as ZALO

ANSWER_SECONDS = 1.8
"""How long all of a call may take: an answer is due after two. Then the platform is told to call again."""
BODY_SECONDS = 1.5
"""How long its body may take to come in."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Webhook:
    """The handler of one platform's calls."""

    def __init__(self, desk: WebhookDesk, entrance: Entrance) -> None:
        self._desk = desk
        self._entrance = entrance

    async def answer(self, request: web.Request) -> web.Response:
        until = asyncio.get_running_loop().time() + ANSWER_SECONDS
        try:
            body = await _body_in_time(request)
            await self._desk.take(self._entrance, body, request.headers, until)
        except Rejected as rejected:
            return self._away(rejected.reason)
        except (DatabaseUnavailableError, TimeoutError):
            return _answer(503, {"Retry-After": "5"})
        return _answer(200)

    def _away(self, reason: Reason) -> web.Response:
        response = _answer(self._desk.turn_away(self._entrance, reason))
        if reason in {Reason.TOO_LARGE, Reason.SLOW}:
            response.force_close()  # the rest of its body is not waited for
        return response


def add_routes(app: web.Application, desk: WebhookDesk, consent: ConsentPage, settings: Settings) -> None:
    """Every address that platforms know of us."""
    zalo = Entrance(
        ZALO,
        zalo_webhook.read,
        {Reason.UNSIGNED: 200, Reason.WRONG_SIGNATURE: settings.zalo_wrong_signature_status},
    )
    messenger = Entrance(MESSENGER, messenger_webhook.read)
    app.add_routes(
        [
            web.post("/webhooks/zalo", Webhook(desk, zalo).answer),
            web.get("/webhooks/zalo", alive),
            web.post("/webhooks/messenger", Webhook(desk, messenger).answer),
            web.get("/webhooks/messenger", Challenge(desk).answer),
            web.get(PATH, consent.answer),
            *(_proof(code) for code in settings.zalo_codes),
        ]
    )


class Challenge:
    """How Facebook sees that the address is ours: the verify token of any of our Pages opens."""

    def __init__(self, desk: WebhookDesk) -> None:
        self._desk = desk

    async def answer(self, request: web.Request) -> web.Response:
        await self._desk.look()
        tokens = [account.secrets.get("verify_token", "") for account in self._desk.accounts.all]
        echo = messenger_webhook.challenge(dict(request.query), [token for token in tokens if token])
        if echo is None:
            return _answer(403)
        return web.Response(text=echo, content_type="text/plain", headers=_HEADERS)


def _proof(code: str) -> web.RouteDef:
    """The file by which Zalo sees whose domain it is."""
    page = verification.page(code)

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html", charset="utf-8", headers=_HEADERS)

    return web.get(verification.path(code), show)


async def alive(_request: web.Request) -> web.Response:
    """What a person, or a platform's first look, gets for a GET."""
    return _answer(200)


async def _body_in_time(request: web.Request) -> bytes:
    if (request.content_length or 0) > LARGEST_BODY:
        raise Rejected(Reason.TOO_LARGE)
    if request.content.is_eof():  # it came with the headers, as a short one does
        return request.content.read_nowait()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _body(request.content)
    except TimeoutError:
        raise Rejected(Reason.SLOW) from None


async def _body(content: StreamReader) -> bytes:
    body = b""
    async for piece in content.iter_any():
        body += piece
        if len(body) > LARGEST_BODY:
            raise Rejected(Reason.TOO_LARGE)
    return body


def _answer(status: int, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(status=status, headers={**_HEADERS, **(headers or {})})
