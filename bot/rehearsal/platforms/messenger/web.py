"""The Graph API over HTTP: requests taken apart, faults of the plan let strike, answers written."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.rehearsal.platforms.faults import READ, SEND, TOKEN, Fault, Faults
from bot.rehearsal.platforms.messenger.answering import Answer, answer, is_send, refusal, unversioned
from bot.rehearsal.platforms.messenger.batching import batch
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import GraphError, invalid
from bot.rehearsal.platforms.messenger.graph import Graph
from bot.rehearsal.platforms.messenger.tokens import DialogError, consent
from bot.rehearsal.platforms.serving import SENT, failing

LARGEST = 32 * 1024 * 1024
OVERTAKEN_SECONDS = 0.05
"""How long an answer is held back after its echo went out."""
_TOO_MANY = (613, 80006)
_PASSING = (1, 2, 1200)


def make_web(graph: Graph, faults: Faults) -> web.Application:
    """The API, with the plan of faults before it. Addresses are added by `add_calls`, last of all."""
    refusals = {
        Fault.THROTTLED: lambda: _throttled(graph, faults),
        Fault.ERROR: lambda: _inner(graph, faults),
    }
    return web.Application(middlewares=[failing(faults, place, refusals)], client_max_size=LARGEST)


def add_calls(app: web.Application, graph: Graph, faults: Faults, user: str) -> None:
    """Every address that is not taken yet. `user`: who says yes in the consent dialog."""
    api = Api(graph, faults, user)
    app.router.add_route("GET", "/{version:v[0-9.]+}/dialog/oauth", api.dialog)
    app.router.add_route("*", "/{path:.*}", api.call)


def place(request: web.Request) -> str:
    """Where a request belongs in a plan of faults; nowhere, if it drives the platform."""
    path = tuple(part for part in request.path.split("/") if part)
    if path[:1] == ("control",) or path[-2:] == ("dialog", "oauth"):
        return ""
    if path[-2:] == ("oauth", "access_token"):
        return TOKEN
    return SEND if is_send(request.method, path) else READ


class Api:
    """Handlers of one platform."""

    def __init__(self, graph: Graph, faults: Faults, user: str) -> None:
        self._graph, self._faults, self._user = graph, faults, user

    async def call(self, request: web.Request) -> web.StreamResponse:
        graph = self._graph
        try:
            call = await _read(graph, request)
        except GraphError as error:
            return _written(refusal(graph, error))
        self._age(request, call)
        taken, overtaken = len(graph.world.outbox.taken), graph.overtaken
        made = await batch(graph, call) if not call.path else await answer(graph, call)
        if len(graph.world.outbox.taken) > taken:
            request[SENT] = graph.world.outbox.taken[-1]
        if graph.overtaken > overtaken:
            await asyncio.sleep(OVERTAKEN_SECONDS)
        return _written(made) if made is not None else _silent(request)

    async def dialog(self, request: web.Request) -> web.StreamResponse:
        try:
            back = consent(self._graph, Call("GET", (), dict(request.query), None), self._user)
        except DialogError as error:
            return _written(Answer(400, error.body()))
        return web.Response(status=302, headers={"Location": back})

    def _age(self, request: web.Request, call: Call) -> None:
        """A token may die at this moment, and the call that shows it be the first to learn of it."""
        token = self._graph.world.tokens.get(call.token or "")
        if token is not None and self._faults.strikes(Fault.EXPIRED, place(request)):
            token.killed = 463


async def _read(graph: Graph, request: web.Request) -> Call:
    """Raises GraphError for a version that is not served or a body that can't be read."""
    path, files = unversioned(graph, request.path), dict[str, bytes]()
    params: dict[str, Any] = dict(request.query)
    if request.can_read_body:
        params |= await _body(request, files)
    bearer = request.headers.get("Authorization", "").partition("Bearer ")[2]
    token = params.pop("access_token", None) or bearer or None
    return Call(request.method, path, params, token if isinstance(token, str) else None, files)


async def _body(request: web.Request, files: dict[str, bytes]) -> dict[str, Any]:
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _parts(request, files)
    try:
        text = (await request.read()).decode()
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(text, keep_blank_values=True))
        given = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise invalid("The body is not valid JSON.") from error
    if not isinstance(given, dict):
        raise invalid("The body must be a JSON object.")
    return given


async def _parts(request: web.Request, files: dict[str, bytes]) -> dict[str, Any]:
    params: dict[str, Any] = {}
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                continue
            if part.filename is not None:
                files[part.name] = bytes(await part.read())
            else:
                params[part.name] = await part.text()
    except ValueError as error:
        raise invalid("The body is not valid multipart.") from error
    return params


def _written(made: Answer) -> web.Response:
    # Meta answers with this type, whatever is inside.
    headers = made.headers | {"Content-Type": "application/json; charset=UTF-8"}
    return web.Response(status=made.status, body=json.dumps(made.body).encode(), headers=headers)


def _silent(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _throttled(graph: Graph, faults: Faults) -> web.Response:
    met = refusal(graph, GraphError(faults.random.choice(_TOO_MANY)))
    # The limit of the app tells no time to regain: full, it would silence the Page for minutes.
    usage = {"call_count": 95, "total_cputime": 50, "total_time": 50}
    case = usage | {"call_count": 100, "type": "messenger", "estimated_time_to_regain_access": 1}
    page = next(iter(graph.world.pages))
    met.headers["X-App-Usage"] = json.dumps(usage)
    met.headers["X-Business-Use-Case-Usage"] = json.dumps({page: [case]})
    return _written(met)


def _inner(graph: Graph, faults: Faults) -> web.Response:
    """An inner error, with the status of success."""
    met = refusal(graph, GraphError(faults.random.choice(_PASSING)))
    return _written(Answer(200, met.body, met.headers))
