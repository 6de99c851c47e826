"""Takes docs/chat.png anew: a real conversation on a page as wide as a phone. Needs Debian's Chromium.

.venv/bin/python bench/screenshot_chat.py
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from bench_start import AGENCY, QUESTION, Visitor, free_port
from browsing import ARGUMENTS, CHROMIUM, ask
from knowing import HERE
from playwright.async_api import Browser, Page, async_playwright
from support import tell

PICTURE = HERE.parent / "docs" / "chat.png"
PHONE = {"width": 390, "height": 780}
SHARPNESS = 1.5
TRIES = 5
BOARD = """<style>body {{ margin: 0; padding: 20px; background: #d9dee5; display: inline-flex; gap: 20px }}
img {{ width: {width}px; border-radius: 18px }}</style>{pictures}"""


@contextmanager
def demo(port: int) -> Iterator[None]:
    """`congdan demo` on a database of its own."""
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        env = {**os.environ, "CONGDAN_DATABASE_URL": f"sqlite:///{folder}/congdan.db", "CONGDAN_VAR": folder}
        command = [sys.executable, "-m", "bot", "demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=HERE.parent, env=env, stdout=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


async def listening(port: int) -> None:
    async with aiohttp.ClientSession() as http, asyncio.timeout(60):
        while True:
            try:
                return await Visitor(http, port).greet()
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)


async def talk(browser: Browser, port: int) -> list[bytes]:
    """A person's phone: the welcome, the answer as the page shows it, and its end with the buttons."""
    page = await browser.new_page(
        viewport=PHONE, device_scale_factor=SHARPNESS, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    await page.goto(f"http://127.0.0.1:{port}/{AGENCY}/")
    pictures = [await shot(page)]
    await ask(page, QUESTION)
    pictures.append(await shot(page))
    await page.locator(".choices button").last.scroll_into_view_if_needed()
    pictures.append(await shot(page))
    answered = await page.locator(".dots").count() == 0
    await page.close()
    return pictures if answered else []


async def shot(page: Page) -> bytes:
    await page.evaluate("document.activeElement.blur()")
    await page.wait_for_timeout(600)
    return await page.screenshot()


async def side_by_side(browser: Browser, pictures: list[bytes]) -> None:
    page = await browser.new_page(viewport={"width": 1400, "height": 900}, device_scale_factor=SHARPNESS)
    shown = "".join(
        f'<img src="data:image/png;base64,{b64encode(picture).decode()}">' for picture in pictures
    )
    await page.set_content(BOARD.format(width=PHONE["width"], pictures=shown))
    await page.locator("body").screenshot(path=PICTURE)


async def take(port: int) -> bool:
    """Whether an answer came without a typing sign after it."""
    await listening(port)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS])
        pictures: list[bytes] = []
        for _ in range(TRIES):
            pictures = pictures or await talk(browser, port)
        if pictures:
            await side_by_side(browser, pictures)
        await browser.close()
    return bool(pictures)


def main() -> bool:
    port = free_port()
    with demo(port):
        taken = asyncio.run(take(port))
    tell("screenshot", taken, str(PICTURE))
    return taken


if __name__ == "__main__":
    sys.exit(not main())
