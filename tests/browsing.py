"""Debian's Chromium, and what the tests of pages ask of it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SECONDS = 40_000
"""How long a page may take to come to what is expected, in milliseconds."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium for the tests of pages; as root: apt-get install chromium")
    expect.set_options(timeout=SECONDS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS])
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(browser: Browser, **options: Any) -> AsyncIterator[Page]:
    """A page of a person of its own. An error on it fails the test."""
    person = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", **options}
    context = await browser.new_context(**person)
    context.set_default_timeout(SECONDS)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if "Content Security" in told.text else None)
    yield page
    assert errors == []
    await context.close()


async def ask(page: Page, text: str) -> Locator:
    """Ask, wait for the answer, and return its bubble."""
    answers = page.locator(".line:not(.mine) .bubble")
    before = await answers.count()
    await page.fill("#question", text)
    await page.press("#question", "Enter")
    answer = answers.nth(before)
    await answer.wait_for()
    return answer


async def faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    found = await Axe().run(page, options=WCAG)
    return [
        f"{fault['id']}: {node['html']} {node.get('failureSummary', '')}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
