"""A wire to a local platform on which chosen calls are lost: taken, or not, and never answered."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

_PASSED_ON = ("access_token", "authorization", "content-type")


@dataclass
class Wire:
    """`lose` and `drop` are ends of paths: the next call there is taken, or not, and the line goes dead."""

    url: str = ""
    lose: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    """Method and path of each call."""
    meet: Callable[[str], object] = lambda _path: None
    """Told of each path before the call goes on."""

    def count(self, end: str) -> int:
        return sum(call.endswith(end) for call in self.calls)


def _struck(ends: list[str], path: str) -> bool:
    found = next((end for end in ends if path.endswith(end)), None)
    if found is not None:
        ends.remove(found)
    return found is not None


@asynccontextmanager
async def losing(to: str) -> AsyncIterator[Wire]:
    """A wire to the server at `to`."""
    wire = Wire()
    async with aiohttp.ClientSession() as http:

        async def answer(request: web.Request) -> web.Response:
            call = f"{request.method} {request.path}"
            wire.calls.append(call)
            wire.meet(call)
            headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
            assert request.transport is not None
            if _struck(wire.drop, call):
                request.transport.abort()
                return web.Response()
            passed = http.request(
                request.method, to + request.raw_path, data=await request.read(), headers=headers
            )
            async with passed as taken:
                body = await taken.read()
            if _struck(wire.lose, call):
                request.transport.abort()
                return web.Response()
            return web.Response(body=body, status=taken.status, content_type=taken.content_type)

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield wire
        finally:
            await runner.cleanup()
