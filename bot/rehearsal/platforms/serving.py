"""A platform's server in this event loop or in a process of its own, with an address from which it is driven.

`POST /control/<name>` with a JSON object calls that act of the server with its members as arguments;
`GET /control/<name>?…` does the same with those of the query. The answer is JSON: 200, 400 for wrong
arguments, 404 for an act that is not there. The acts of every platform are those of `common`.
"""

import asyncio
import inspect
import json
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any, Protocol

import uvloop
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.rehearsal.platforms.faults import SLOW_SECONDS, Fault, Faults, Rule
from bot.rehearsal.platforms.hooks import Hooks
from bot.rehearsal.platforms.outbox import Outbox, Sent

SENT = web.RequestKey("sent", Sent)
"""A handler that takes a message puts it there, so that it is known as lost when its answer is."""
Act = Callable[..., Any]
"""What `/control` can call: it takes and gives what JSON holds, and may be asynchronous."""

HTML_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
ELSEWHERE = "https://elsewhere.invalid/"


class PlatformServer(Protocol):
    """A platform. `web` answers its API; between `open` and `close` its caller of webhooks runs."""

    @property
    def web(self) -> web.Application: ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...


@asynccontextmanager
async def running(server: PlatformServer, port: int = 0) -> AsyncIterator[str]:
    """Serve on 127.0.0.1, in this event loop; gives the base address. Port 0: a free one."""
    runner = web.AppRunner(server.web, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await server.open()
    try:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port, backlog=1024)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
        await server.close()


def run(make: Callable[[], PlatformServer], port: int, started: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; `started` is told the base address when requests may come."""

    async def main() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        async with running(make(), port) as url:
            started(url)
            await stop.wait()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())


def failing(
    faults: Faults,
    place: Callable[[web.Request], str],
    refusals: Mapping[Fault, Callable[[], web.StreamResponse]],
) -> Middleware:
    """Lets the plan strike requests. `place` tells where one belongs (SEND, READ, TOKEN; "": spared).

    `refusals` are the platform's own words for `Fault.THROTTLED` and `Fault.ERROR`.
    """
    untaken = {Fault.BROKEN: _broken, Fault.HTML: _page, Fault.REDIRECT: _elsewhere, **refusals}

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        where = place(request)
        fault = faults.of_answer(where) if where else None
        if fault is Fault.DROPPED:
            return _cut(request)
        if fault in untaken:
            return untaken[fault]()
        answer = await handler(request)
        _note(request, lost=fault in {Fault.LOST, Fault.SLOW})
        if fault is Fault.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
        return _cut(request) if fault is Fault.LOST else answer

    return middleware


def add_controls(app: web.Application, acts: Mapping[str, Act]) -> None:
    """Make each of `acts` callable from outside as `/control/<name>`, and `many` of them in one call."""

    async def many(acts: list[tuple[str, dict[str, Any]]]) -> list[Any]:
        """Each of `acts`, a name and its arguments, in order; gives what each gave."""
        return [await _done(known[name], arguments) for name, arguments in acts]

    known: dict[str, Act] = {**acts, "many": many}

    async def call(request: web.Request) -> web.Response:
        act = known.get(request.match_info["name"])
        if act is None:
            return web.json_response({"error": "no such act"}, status=404)
        try:
            return web.json_response(await _done(act, await _arguments(request)))
        except (TypeError, ValueError, KeyError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

    app.router.add_route("*", "/control/{name}", call)


def common(outbox: Outbox, hooks: Hooks, faults: Faults) -> dict[str, Act]:
    """The acts every platform has: see each for its arguments."""

    def follow(rules: list[dict[str, Any]]) -> None:
        """A new plan of faults that begins now; `rules` as `faults.Rule` reads them."""
        faults.follow([Rule.model_validate(rule) for rule in rules])

    def sent(after: int | str = 0) -> list[dict[str, Any]]:
        """Messages taken, with a higher number than `after`, at most 1,000 at a time."""
        return outbox.after(int(after))

    def fates() -> dict[str, Any]:
        """What became of each event's call, by the event's id."""
        return {key: asdict(fate) for key, fate in hooks.record.fates.items()}

    def call_at(url: str) -> None:
        """The webhook's address; a webhook that was switched off is on again."""
        hooks.url, hooks.enabled = url, True

    return {
        "faults": follow,
        "struck": lambda: dict(faults.counted),
        "outbox": sent,
        "fates": fates,
        "hook": call_at,
        "hooks": hooks.report,
        "idle": hooks.idle,
    }


async def _done(act: Act, arguments: Mapping[str, Any]) -> Any:
    done = act(**arguments)
    return await done if inspect.isawaitable(done) else done


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.method == "GET":
        return dict(request.query)
    given = json.loads(await request.text() or "{}")
    if not isinstance(given, dict):
        raise TypeError("an object of arguments is expected")
    return given


def _note(request: web.Request, *, lost: bool) -> None:
    """Marks a message whose sender won't hear of it."""
    sent = request.get(SENT)
    gone = request.transport is None or request.transport.is_closing()
    if sent is not None:
        sent.lost = lost or gone


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _broken() -> web.Response:
    return web.json_response({"message": "Service Unavailable"}, status=503)


def _page() -> web.Response:
    return web.Response(text=HTML_PAGE, content_type="text/html", status=502)


def _elsewhere() -> web.Response:
    return web.Response(status=302, headers={"Location": ELSEWHERE})
