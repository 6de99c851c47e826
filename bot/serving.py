"""Running the service until it is told to stop: web server, worker and clock in one event loop."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import uvloop
from aiohttp import web

from bot.app import Service
from bot.inbox import now_utc
from connectors.database import DatabaseUnavailableError

log = logging.getLogger(__name__)
GRACE_SECONDS = 5
"""How long open requests, streams of replies among them, may take to end when the server stops."""

LINGER_SECONDS = 1
"""How long the rest of a body is still taken in after its answer, so that the answer is read at all."""
SWITCH_SECONDS = 0.001
"""A thread that writes for the event loop waits that long for its turn, not Python's usual 5 ms."""


def run_until_stopped(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run `main` in an event loop; SIGTERM or Ctrl-C sets its event, and a second one ends it at once."""
    sys.setswitchinterval(SWITCH_SECONDS)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_stoppable(main))


async def serve(
    service: Service,
    stop: asyncio.Event,
    *,
    host: str,
    port: int,
    work: bool,
    started: Callable[[int], None] = lambda _port: None,
) -> None:
    """Answer requests, and messages too if `work`; `started` is told the port when requests may come."""
    async with _prepared(service), _working(service, work=work):
        runner = web.AppRunner(
            service.web,
            access_log=None,
            handle_signals=False,
            shutdown_timeout=GRACE_SECONDS,
            lingering_time=LINGER_SECONDS,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port, backlog=1024).start()
            started(runner.addresses[0][1])
            await stop.wait()
        finally:
            await runner.cleanup()


async def work(service: Service, stop: asyncio.Event, *, started: Callable[[], None] = lambda: None) -> None:
    """Answer the messages that other processes keep."""
    async with _prepared(service), _working(service, work=True):
        started()
        await stop.wait()


@asynccontextmanager
async def _prepared(service: Service) -> AsyncIterator[None]:
    try:
        await service.library.refresh(service.database)
        await service.platforms.accounts.refresh()
        service.clock.start()
        yield
    finally:
        service.clock.stop()
        await _written(service)
        await service.publishing.close()
        await service.postman.close()
        await service.inbox.close()
        await service.platforms.close()
        await service.portals.close()
        await service.webchat.close()
        await service.database.close()


async def _written(service: Service) -> None:
    try:
        await service.counts.write(now_utc())
    except DatabaseUnavailableError:
        log.warning("which calls were turned away last was not written: the database is not there")
    except Exception:
        log.exception("which calls were turned away last was not written")  # the rest must still be closed


@asynccontextmanager
async def _working(service: Service, *, work: bool) -> AsyncIterator[None]:
    if not work:
        yield
        return
    running = asyncio.gather(service.worker.run(), service.telling.sender.run())
    try:
        yield
    finally:
        service.worker.stop()
        service.telling.sender.stop()
        await running


async def _stoppable(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def told(number: int) -> None:
        log.info("stopping")
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told, number)
    await main(stop)
