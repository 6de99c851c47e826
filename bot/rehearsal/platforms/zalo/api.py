"""The API's addresses: who calls is known by the token, what goes wrong is told in the envelope."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import BodyPartReader, web

from bot.rehearsal.platforms.faults import READ, SEND, TOKEN, Fault
from bot.rehearsal.platforms.serving import SENT
from bot.rehearsal.platforms.zalo import uploads
from bot.rehearsal.platforms.zalo.answers import Wrong, done, need
from bot.rehearsal.platforms.zalo.articles import Articles
from bot.rehearsal.platforms.zalo.events import Events
from bot.rehearsal.platforms.zalo.limits import Budget
from bot.rehearsal.platforms.zalo.people import People, asked_in
from bot.rehearsal.platforms.zalo.sending import V2, V3, Sending
from bot.rehearsal.platforms.zalo.tokens import Tokens
from bot.rehearsal.platforms.zalo.world import Office, World

PERMISSION, ACCESS_TOKEN = "/v4/oa/permission", "/v4/oa/access_token"
GONE = ("/v2.0/article/upload_image", "/v2.0/article/upload_video_or_cover")
ARTICLES, MESSAGES = "article", "oa"
Handler = Callable[[web.Request, Office], Awaitable[web.Response]]


class Api:
    """Adds every address to a web application."""

    def __init__(self, world: World, tokens: Tokens, events: Events) -> None:
        self._world, self._tokens = world, tokens
        self._budget = Budget(world.clock, world.setup.per_minute)
        self._sending, self._people, self.articles = Sending(world, events), People(world), Articles(world)

    def add_to(self, app: web.Application) -> None:
        add = app.router.add_route
        add("GET", PERMISSION, self._permission)
        add("POST", ACCESS_TOKEN, self._exchange)
        for method, path, handler in (*self._of_messages(), *self._of_people(), *self._of_articles()):
            add(method, path, self._called(path, handler))
        for path in GONE:
            add("*", path, _answer_gone)
        add("*", "/{version:v[234]\\.?0?}/{rest:.*}", _answer_unknown)

    def _of_messages(self) -> list[tuple[str, str, Handler]]:
        kinds = ("image", "gif", "file")
        uploading: list[tuple[str, str, Handler]] = [
            ("POST", f"/v2.0/oa/upload/{kind}", self._upload) for kind in kinds
        ]
        return [("POST", V3, self._message), ("POST", V2, self._message), *uploading]

    def _of_people(self) -> list[tuple[str, str, Handler]]:
        people = self._people
        return [
            ("GET", "/v3.0/oa/user/getlist", _reading(people.getlist)),
            ("GET", "/v3.0/oa/user/detail", _reading(people.detail)),
            ("GET", "/v2.0/oa/getfollowers", _reading(people.getfollowers)),
            ("GET", "/v2.0/oa/getprofile", _reading(people.getprofile)),
            ("GET", "/v2.0/oa/conversation", _reading(people.conversation)),
            ("GET", "/v2.0/oa/getoa", self._office),
            ("POST", "/v2.0/oa/deletefollowerinfo", self._erase),
        ]

    def _of_articles(self) -> list[tuple[str, str, Handler]]:
        articles = self.articles
        return [
            ("POST", "/v2.0/article/create", _posting(articles.create)),
            ("POST", "/v2.0/article/verify", _posting(articles.verify)),
            ("POST", "/v2.0/article/update", _posting(articles.update)),
            ("POST", "/v2.0/article/remove", _posting(articles.remove)),
            ("GET", "/v2.0/article/getslice", _plain(articles.getslice)),
            ("GET", "/v2.0/article/getdetail", _plain(articles.getdetail)),
        ]

    def _called(self, path: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        family = ARTICLES if path.startswith("/v2.0/article/") else MESSAGES

        async def answer(request: web.Request) -> web.Response:
            try:
                need(self._budget.spend(family), "", -32)
                response = await handler(request, self._owner(request))
            except Wrong as wrong:
                response = wrong.answer()
            response.headers.update(self._budget.headers(family))
            return response

        return answer

    def _owner(self, request: web.Request) -> Office:
        office = self._tokens.owner(request.headers)
        if self._world.faults.strikes(Fault.EXPIRED, place(request)):
            self._tokens.kill(office.id)
            raise Wrong(-216)
        return office

    async def _permission(self, request: web.Request) -> web.Response:
        return self._tokens.permission(dict(request.query))

    async def _exchange(self, request: web.Request) -> web.Response:
        secret = request.headers.get("secret_key", "")
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        return self._tokens.exchange(request.content_type, secret, form)

    async def _message(self, request: web.Request, office: Office) -> web.Response:
        data, sent = self._sending.take(office, await _body(request), request.path)
        if sent is not None:
            request[SENT] = sent
        return done(data)

    async def _upload(self, request: web.Request, office: Office) -> web.Response:
        name, content = await _file(request)
        return done(uploads.keep(self._world, office, request.path.rpartition("/")[2], name, content))

    async def _erase(self, request: web.Request, office: Office) -> web.Response:
        self._people.erase(office, await _body(request))
        return done()

    async def _office(self, _request: web.Request, office: Office) -> web.Response:
        return done(self._people.office(office))


def place(request: web.Request) -> str:
    """Where faults may strike: messages, tokens, the rest of the API; "" for pages and `/control`."""
    if request.path in {V2, V3}:
        return SEND
    if request.path == ACCESS_TOKEN:
        return TOKEN
    return READ if request.path.startswith(("/v2.0/", "/v3.0/")) else ""


def _reading(act: Callable[[Office, Mapping[str, Any]], Any]) -> Handler:
    """A GET whose one parameter is JSON."""

    async def handler(request: web.Request, office: Office) -> web.Response:
        return done(act(office, asked_in(request.query)))

    return handler


def _plain(act: Callable[[Office, Mapping[str, str]], Any]) -> Handler:
    async def handler(request: web.Request, office: Office) -> web.Response:
        return done(act(office, request.query))

    return handler


def _posting(act: Callable[[Office, Mapping[str, Any]], Awaitable[Any]]) -> Handler:
    async def handler(request: web.Request, office: Office) -> web.Response:
        return done(await act(office, await _body(request)))

    return handler


async def _body(request: web.Request) -> Mapping[str, Any]:
    """The JSON object that was sent; raises `Wrong` (-201) for anything else."""
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    need(request.content_type == "application/json" and isinstance(body, dict), "body is invalid")
    given: Mapping[str, Any] = body
    return given


async def _file(request: web.Request) -> tuple[str, bytes]:
    """Name and content of the part `file`; raises `Wrong` (-201) without one."""
    need(request.content_type == "multipart/form-data", "file is invalid")
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name == "file":
            return part.filename or "", bytes(await part.read())
    raise Wrong(-201, "file is invalid")


async def _answer_gone(_request: web.Request) -> web.Response:
    return Wrong(-209, status=404).answer()


async def _answer_unknown(_request: web.Request) -> web.Response:
    return Wrong(-209, "empty or invalid API", status=404).answer()
