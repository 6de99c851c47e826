"""Whose turn it is to write to an SQLite file, in this process and among all that use it.

SQLite's own way of waiting is to sleep and look again, longer each time, up to 100 ms: beside two busy
workers a server was kept from writing for seconds. Here the kernel wakes who waits. The lock guards nothing,
it only makes waiting fair; SQLite has its own, which is what holds.
"""

import asyncio
import fcntl
import os
from asyncio import get_running_loop
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from threading import Thread


class Turns:
    """One a process. `database` is the file, beside which the lock lies; empty where nobody else writes.

    A process that dies gives its turn back.
    """

    def __init__(self, database: str) -> None:
        self._path = f"{database}-turn" if database else ""
        self._mine = asyncio.Lock()
        self._file: int | None = None

    @asynccontextmanager
    async def turn(self, seconds: float) -> AsyncIterator[None]:
        """A block in which nobody else writes.

        Raises:
            TimeoutError: it did not come within so many seconds.
            OSError: the lock's file can't be made: the folder is gone, or not ours.
        """
        async with asyncio.timeout(seconds):
            await self._mine.acquire()
        try:
            async with asyncio.timeout(seconds):
                await self._take()
            try:
                yield
            finally:
                self._give_back()
        finally:
            self._mine.release()

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    async def _take(self) -> None:
        if not self._path:
            return
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await self._wait(self._file)

    async def _wait(self, file: int) -> None:
        waiting = Future[None]()
        # A daemon: a process that gave up waiting may end, however long the other one writes.
        Thread(target=_locked, args=(file, waiting), name="turn", daemon=True).start()
        try:
            await asyncio.shield(asyncio.wrap_future(waiting, loop=get_running_loop()))
        except BaseException:
            waiting.add_done_callback(self._not_needed)
            raise

    def _give_back(self) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def _not_needed(self, waiting: Future[None]) -> None:
        if not waiting.cancelled() and waiting.exception() is None:
            self._give_back()


def _locked(file: int, waiting: Future[None]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        waiting.set_exception(error)
    else:
        waiting.set_result(None)
