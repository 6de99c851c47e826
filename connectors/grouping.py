"""Writes of concurrent callers, committed together: one wait for the disk instead of one each."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from connectors.database import Database, DatabaseUnavailableError

Item = TypeVar("Item")


class Grouped(Generic[Item]):
    """Each caller of `add` goes on when its own item is durable, which `write` makes it in a thread.

    While one group is being committed the next one gathers, so a lone caller never waits for company.
    A group that fails because the database is not there fails all its callers and leaves nothing half
    done; a group that fails for any other reason is tried item by item, so that only the bad one fails.
    """

    def __init__(
        self,
        database: Database,
        write: Callable[[Session, Sequence[Item]], object],
        *,
        largest: int = 500,
        most_waiting: int = 20_000,
        seconds: float = 15,
    ) -> None:
        self._database = database
        self._write = write
        self._largest = largest
        self._most_waiting = most_waiting
        self._seconds = seconds
        self._queue: deque[tuple[Item, asyncio.Future[None]]] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> None:
        """Return when `item` is durable.

        Raises:
            DatabaseUnavailableError: it was not kept, or not surely; too many others wait, or no database.
        """
        if len(self._queue) >= self._most_waiting:
            raise DatabaseUnavailableError("too many writes are waiting")
        loop = asyncio.get_running_loop()
        kept = loop.create_future()
        self._queue.append((item, kept))
        if self._writer is None or self._writer.done():
            self._writer = loop.create_task(self._drain())
        await kept

    async def close(self) -> None:
        """Wait for what was added."""
        while self._writer is not None and not self._writer.done():
            await asyncio.wait([self._writer])

    async def _drain(self) -> None:
        while self._queue:
            size = min(len(self._queue), self._largest)
            await self._keep([self._queue.popleft() for _ in range(size)])

    async def _keep(self, group: list[tuple[Item, asyncio.Future[None]]]) -> None:
        error = await self._commit([item for item, _ in group])
        if error is None or len(group) == 1 or isinstance(error, DatabaseUnavailableError):
            for _, kept in group:
                _tell(kept, error)
            return
        for one in group:
            await self._keep([one])

    async def _commit(self, items: Sequence[Item]) -> Exception | None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._database.at_once(lambda session: self._write(session, items))
        except TimeoutError:
            return DatabaseUnavailableError("the database does not answer")
        except Exception as error:  # noqa: BLE001 (whatever it is, it belongs to the callers)
            return error
        return None


def _tell(kept: asyncio.Future[None], error: Exception | None) -> None:
    if kept.done():  # its caller went away
        return
    if error is None:
        kept.set_result(None)
    else:
        kept.set_exception(error)
