"""A little portal in a thread of its own: commands are run beside it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web
from little_portal import Portal


@contextmanager
def portal_aside() -> Iterator[Portal]:
    """A portal with nothing on it; what a test puts there is served at once."""
    portal, started, loop = Portal(), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", portal.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        portal.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        started.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    started.wait()
    try:
        yield portal
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
