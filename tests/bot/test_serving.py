"""The service as an operator runs it: processes of `congdan`, spoken to over HTTP."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import aiohttp
import pytest
from eventually import eventually
from processes import AGENCY, QUICK, Page, Process, prepare

from bot.migrate import migrate

pytestmark = pytest.mark.timeout(300)  # a process takes seconds to start, and many on a busy machine


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as http:
        yield http


@pytest.fixture
async def running() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as processes:
        yield processes


async def started(running: AsyncExitStack, url: str, *command: str) -> Process:
    process = Process(url, *command)
    running.push_async_callback(process.kill)
    await process.start()
    return process


async def served(running: AsyncExitStack, url: str, *more: str) -> Process:
    return await started(running, url, "serve", "--port", "0", *more)


async def answered(page: Page, port: int) -> None:
    async def all_are() -> bool:
        return await page.replies(port) == page.accepted

    await eventually(all_are, seconds=60)


async def test_a_question_is_answered_and_the_service_stops_when_told(
    empty_url: str, running: AsyncExitStack, http: aiohttp.ClientSession
) -> None:
    await prepare(empty_url)
    server, page = await served(running, empty_url), Page(http)
    assert await page.say(server.port, "làm giấy khai sinh cho con cần gì") == 202
    await answered(page, server.port)

    async def nothing_waits() -> bool:
        async with http.get(f"http://127.0.0.1:{server.port}/health") as health:
            return (health.status, (await health.json())["waiting"]) == (200, 0)

    await eventually(nothing_waits)  # the answer is seen a moment before its row is settled
    assert await server.stop() == 0


async def test_an_open_page_does_not_keep_the_service_from_stopping(
    empty_url: str, running: AsyncExitStack, http: aiohttp.ClientSession
) -> None:
    await prepare(empty_url)
    server, page = await served(running, empty_url), Page(http)
    url = f"http://127.0.0.1:{server.port}/{AGENCY}/chat/stream"
    async with http.get(url, headers=page.headers) as stream:
        assert stream.status == 200
        async with asyncio.timeout(60):
            assert await server.stop() == 0


async def test_a_server_keeps_and_another_process_answers(
    empty_url: str, running: AsyncExitStack, http: aiohttp.ClientSession
) -> None:
    await prepare(empty_url)
    server, page = await served(running, empty_url, "--no-work"), Page(http)
    for text in ("làm giấy khai sinh cho con cần gì", "mất bao lâu"):
        assert await page.say(server.port, text) == 202
    assert await page.replies(server.port) == []
    worker = await started(running, empty_url, "work")
    await answered(page, server.port)
    assert await worker.stop() == 0


async def test_two_servers_work_on_one_database(
    empty_url: str, running: AsyncExitStack, http: aiohttp.ClientSession
) -> None:
    await prepare(empty_url)
    servers = await asyncio.gather(served(running, empty_url), served(running, empty_url))
    pages = [Page(http) for _ in range(6)]

    async def write(page: Page) -> None:
        for number in range(10):
            assert await page.say(servers[number % 2].port, f"đăng ký kết hôn {number}") == 202

    await asyncio.gather(*map(write, pages))
    for page in pages:
        await answered(page, servers[0].port)


async def test_a_page_is_told_when_the_database_is_locked_and_served_when_it_is_free_again(
    tmp_path: Path, running: AsyncExitStack, http: aiohttp.ClientSession
) -> None:
    path = tmp_path / "congdan.db"
    await prepare(f"sqlite:///{path}")
    server, page = await served(running, f"sqlite:///{path}"), Page(http)
    assert await page.say(server.port, "đăng ký kết hôn") == 202
    await answered(page, server.port)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await page.say(server.port, "mất bao lâu", "message-2") == 503
        other.rollback()
    assert await page.say(server.port, "mất bao lâu", "message-2") == 202
    await answered(page, server.port)


def congdan(url: str, *command: str) -> tuple[int, str]:
    env = {**os.environ, **QUICK, "CONGDAN_DATABASE_URL": url}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return ended.returncode, ended.stderr


@pytest.mark.parametrize("command", ["serve", "work"])
def test_a_database_that_was_not_migrated_is_refused_with_the_remedy(tmp_path: Path, command: str) -> None:
    code, said = congdan(f"sqlite:///{tmp_path}/congdan.db", command)
    assert code == 1
    assert "congdan migrate" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_told_with_the_remedy(tmp_path: Path, unused_tcp_port: int) -> None:
    url = f"sqlite:///{tmp_path}/congdan.db"
    migrate(url)

    async def take_it() -> tuple[int, str]:
        async with await asyncio.start_server(lambda *_: None, "127.0.0.1", unused_tcp_port):
            return await asyncio.to_thread(congdan, url, "serve", "--port", str(unused_tcp_port))

    code, said = asyncio.run(take_it())
    assert code == 1
    assert "--port" in said
    assert "Traceback" not in said
