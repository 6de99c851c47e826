"""A webhook for the local platforms to call: it keeps what came and answers as it is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True)
class Got:
    body: bytes
    headers: dict[str, str]


@dataclass
class Receiver:
    """`answers`: the statuses of the next answers; then it is 200. `slow`: seconds before each answer."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    slow: float = 0.0

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(Got(await request.read(), dict(request.headers)))
        await asyncio.sleep(self.slow)
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()
