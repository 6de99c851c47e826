"""Both platforms, and if wanted the service, in a thread of their own: commands are run beside them."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, TypeVar

from bot.rehearsal.platforms.messenger import GraphServer
from bot.rehearsal.platforms.messenger import Setup as GraphSetup
from bot.rehearsal.platforms.messenger.state import Kind
from bot.rehearsal.platforms.serving import running
from bot.rehearsal.platforms.zalo import Setup as ZaloSetup
from bot.rehearsal.platforms.zalo import ZaloServer
from bot.rehearsal.platforms.zalo.setup import Account

T = TypeVar("T")
APP, OA, APP_SECRET, OA_SECRET = (
    "1000000000000000001",
    "4000000000000000004",
    "zalo-app-secret",
    "zalo-oa-secret",
)
ACCESS, REFRESH = "first-access-token", "first-refresh-token"
GRAPH_APP, PAGE, GRAPH_SECRET = "1517776481860111", "104000000000001", "graph-app-secret"
KEY = "a secret key of these tests only"


class Aside:
    """`zalo` and `graph` are driven by `do`, which runs an act in their loop."""

    def __init__(self, port: int, **account: Any) -> None:
        self.port = port
        oa = Account(oa_id=OA, access_token=ACCESS, refresh_token=REFRESH, **account)
        self.zalo = ZaloServer(
            ZaloSetup(
                app_id=APP,
                app_secret=APP_SECRET,
                oa_secret=OA_SECRET,
                callback=f"{self.public_url}/zalo/consent",
                accounts=(oa,),
            )
        )
        self.graph = GraphServer(GraphSetup(app_id=GRAPH_APP, app_secret=GRAPH_SECRET))
        self.zalo_url = self.graph_url = ""
        self._loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()

    @property
    def public_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """What a command must know of them, as its environment."""
        return {
            "CONGDAN_ZALO_API_URL": self.zalo_url,
            "CONGDAN_ZALO_OAUTH_URL": self.zalo_url,
            "CONGDAN_GRAPH_URL": self.graph_url,
            "CONGDAN_PUBLIC_URL": self.public_url,
            "CONGDAN_SECRET_KEY": KEY,
        }

    def do(self, act: Callable[[], T]) -> T:
        async def acted() -> T:
            return act()

        return self.wait_for(acted())

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def user_token(self) -> str:
        """A token that lives for hours, of the user who administers the Page."""
        graph = self.graph
        return self.do(lambda: graph.world.issue(Kind.USER, graph.app, graph.graph.setup.manager).value)

    def serve(self, database_url: str) -> None:
        """Run the service, at the public address, until the end."""

        async def started() -> None:
            from bot import app, serving  # noqa: PLC0415 (only where the service is wanted)
            from bot.settings import Settings  # noqa: PLC0415 (the same)

            ready, stop = asyncio.get_running_loop().create_future(), asyncio.Event()
            service = app.build(Settings(database_url=database_url))
            work = asyncio.create_task(
                serving.serve(
                    service, stop, host="127.0.0.1", port=self.port, work=True, started=ready.set_result
                )
            )

            async def end() -> None:
                stop.set()
                await work

            self._stack.push_async_callback(end)
            await asyncio.wait({ready, work}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                await work

        self.wait_for(started())

    @contextmanager
    def running(self) -> Iterator[None]:
        thread = threading.Thread(target=self._loop.run_forever)
        thread.start()
        try:
            self.wait_for(self._open())
            yield
        finally:
            self.wait_for(self._stack.aclose())
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    async def _open(self) -> None:
        self.zalo_url = await self._stack.enter_async_context(running(self.zalo))
        self.graph_url = await self._stack.enter_async_context(running(self.graph))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
