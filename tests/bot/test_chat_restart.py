"""Pages that outlive a server, and servers that outlive a slow page."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from browsing import PHONE, ask, chromium, opened
from chatting import AGENCY, add_agency, running
from eventually import eventually
from playwright.async_api import Browser, expect

from connectors.database import Database
from connectors.messages import Address, Reply

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    database = Database(sqlite_url)
    await add_agency(database)
    yield database
    await database.close()


async def test_a_page_goes_on_when_the_server_was_started_anew(
    browser: Browser, database: Database, tmp_path: Path
) -> None:
    async with opened(browser, **PHONE) as page:
        async with running(database, tmp_path) as chat:
            await page.goto(f"{chat.url}/{AGENCY}/")
            await ask(page, "một")
            port = int(chat.url.rpartition(":")[2])
        await page.fill("#question", "hai")
        await page.press("#question", "Enter")
        await expect(page.locator("#notice")).to_contain_text("Mất kết nối")
        await expect(page.locator("#waiting")).to_be_empty()
        async with running(database, tmp_path, port=port) as chat:
            # The page looks for its server in growing pauses.
            last = page.locator(".line:not(.mine) .bubble").last
            await expect(last).to_contain_text("Đã nghe: hai", timeout=40_000)
            await expect(page.locator("#notice")).to_be_hidden()
            assert [message.text for message in chat.talker.heard] == ["hai"]
            await page.goto("about:blank")


async def test_a_page_whose_token_is_worth_nothing_gets_a_new_one(
    browser: Browser, database: Database, tmp_path: Path
) -> None:
    async with opened(browser, **PHONE) as page:
        async with running(database, tmp_path, secret_key="before") as chat:
            await page.goto(f"{chat.url}/{AGENCY}/")
            await ask(page, "một")
            port = int(chat.url.rpartition(":")[2])
            await page.goto("about:blank")
        async with running(database, tmp_path, port=port, secret_key="after") as chat:
            await page.goto(f"{chat.url}/{AGENCY}/")
            await expect(await ask(page, "hai")).to_contain_text("Đã nghe: hai")
            await page.goto("about:blank")


async def test_a_page_that_does_not_read_is_dropped_and_finds_everything_later(
    database: Database, tmp_path: Path
) -> None:
    long = "dài " * 50_000
    async with running(database, tmp_path, patience=0.1) as chat:
        token = await chat.visitor()
        visitor = token.partition(".")[0]
        for number in range(60):
            await chat.webchat.send(
                Address("webchat", AGENCY, visitor), Reply(long), token=f"webchat:{number}"
            )
        host, _, port = chat.url.removeprefix("http://").partition(":")
        _, writer = await asyncio.open_connection(host, int(port), limit=1024)
        request = f"GET /{AGENCY}/chat/stream HTTP/1.1\r\nHost: x\r\nX-Visitor: {token}\r\n\r\n"
        writer.write(request.encode())

        streams = chat.webchat.streams
        await eventually(lambda: _holds(streams.count == 1))
        await eventually(lambda: _holds(streams.count == 0))
        writer.close()
        assert len(await chat.lines(token)) == 60


async def _holds(truth: bool) -> bool:
    return truth
