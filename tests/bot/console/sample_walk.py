"""What is looked at on each page of the walk, and how its picture is kept."""

import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from browsing import faults
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.async_api import BrowserContext, ConsoleMessage, Page

WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CONTRASTS = """async () => {
  document.documentElement.dataset.contrast = "high";
  const rules = ["color-contrast", "link-in-text-block", "target-size"];
  const found = await axe.run(document, {runOnly: {type: "rule", values: rules}});
  delete document.documentElement.dataset.contrast;
  const told = each => each.nodes.map(node => `${each.id}: ${node.html} ${node.failureSummary}`);
  return found.violations.flatMap(told);
}"""
"""What another contrast can change, asked of axe where it is on the page already."""
CROWDED = """() => {
  const shown = it => it && it.offsetParent && getComputedStyle(it).position !== "absolute";
  const found = [];
  for (const it of document.querySelectorAll("main :is(small, p, label, button, summary, a[role=button])")) {
    const style = getComputedStyle(it), before = it.previousElementSibling;
    const tall = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    if (tall < 1.2) found.push("lines touch: " + it.outerHTML);
    if (!shown(it) || !shown(before)) continue;
    const here = it.getBoundingClientRect(), there = before.getBoundingClientRect();
    const high = Math.min(here.bottom, there.bottom) - Math.max(here.top, there.top);
    const wide = Math.min(here.right, there.right) - Math.max(here.left, there.left);
    if (high > 2 && wide > 2) found.push("lies over what stands before: " + it.outerHTML);
  }
  return found.map(text => text.slice(0, 200));
}"""
"""What lies over its neighbour, or over itself."""
LARGEST = """async () => {
  document.documentElement.dataset.size = "3";
  await document.fonts.ready;
  const found = [...document.querySelectorAll(".wide")].filter(it => it.scrollWidth > it.clientWidth + 1);
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  delete document.documentElement.dataset.size;
  return [...found.map(it => it.ariaLabel + " scrolls"), ...(beyond > 0 ? [beyond + " px wider"] : [])];
}"""
"""What does not fit a screen any more at the largest letters."""
PICTURES = Path(__file__).parents[3] / "docs" / "bien-tap"
WORDS = "words"
"""In a picture's file: the digest of what its page said."""
COLOURS = 128
LARGEST_PICTURE = 120_000


class Looking:
    """A page in a browser; `found` is what was wrong with those that were looked at."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, f"{url}/console"
        self.found: list[str] = []
        self._said: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._said.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._said.append(message.text)

    async def to(self, path: str, *, status: int = 200) -> None:
        """Go there: it comes, says nothing to the console, and is not wider than the screen."""
        self._said.clear()
        answer = await self.page.goto(self.url + path)
        if answer is None or answer.status != status:
            self.found.append(f"{path}: status {answer.status if answer else None}")
        self.found += [f"{path}: console: {text}" for text in self._said]
        await self.narrow(path)

    async def narrow(self, path: str) -> None:
        wide = await self.page.evaluate(WIDE)
        if wide > 0:
            self.found.append(f"{path}: {wide} px wider than the screen")

    async def closely(self, path: str, *, high: bool = True) -> None:
        """What axe says, in the normal look and in high contrast, and what lies over something else."""
        crowded: Sequence[str] = await self.page.evaluate(CROWDED)
        self.found += [f"{path}: {text}" for text in crowded]
        self.found += [f"{path}: {fault}" for fault in await faults(self.page)]
        found: Sequence[str] = await self.page.evaluate(LARGEST)
        self.found += [f"{path}: largest letters: {text}" for text in found]
        if high:
            found = await self.page.evaluate(CONTRASTS)
            self.found += [f"{path}: high contrast: {fault}" for fault in found]

    async def readable(self, path: str) -> None:
        """Its heading, its words and the way to other rooms are there."""
        await self.to(path)
        for part in ("h1", "main :is(p, li, label, td)", "nav.rooms a"):
            if not await self.page.locator(part).filter(visible=True).count():
                self.found.append(f"{path}: no {part} to be seen")


def folder() -> Path | None:
    """Where pictures are kept; None: none are asked for."""
    name = os.environ.get("CONGDAN_SCREENSHOTS")
    return Path(name) if name else None


async def keep(page: Page, name: str, top: str, into: Path) -> None:
    """The screen as it is, with `top` below its upper edge, in as few colours as it needs."""
    if top:
        await page.locator(top).evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 12)")
    await page.evaluate("document.fonts.ready.then(() => true)")
    _save(await page.screenshot(animations="disabled"), into / f"{name}.png", await _words(page))


async def stale(page: Page, name: str) -> bool:
    """Whether the page says something else than when the guide's picture of it was taken."""
    with Image.open(PICTURES / f"{name}.png") as picture:
        return picture.info.get(WORDS) != await _words(page)


async def _words(page: Page) -> str:
    return hashlib.sha256((await page.inner_text("main")).encode()).hexdigest()


def _save(raw: bytes, path: Path, words: str) -> None:
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    said = PngInfo()
    said.add_text(WORDS, words)
    few.save(path, optimize=True, pnginfo=said)


async def weight(context: BrowserContext, url: str) -> int:
    """Bytes that a first visit to the address takes, with all it asks for."""
    page, sizes = await context.new_page(), []

    async def weigh(request: Any) -> None:
        size = await request.sizes()
        sizes.append(size["responseBodySize"] + size["responseHeadersSize"])

    page.on("requestfinished", weigh)
    await page.goto(url)
    await page.wait_for_load_state("networkidle")
    await page.close()
    return sum(sizes)
