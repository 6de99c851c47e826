"""Every page of the desk, as its chief sees it on a phone: it comes, fits, and leaves nobody out."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from browsing import DESK, PHONE, chromium, opened
from desks import Colleague, Desk
from lasting import WHOLE
from playwright.async_api import Browser, BrowserContext
from sample import sample_desk
from sample_pages import OTHERS, PAGES, PICTURES
from sample_walk import Looking, folder, keep, stale, weight
from signing import PASSWORD, invited, joined

from bot.console import sessions
from bot.console.rights import Role
from bot.console.routes import all_routes

pytestmark = pytest.mark.asyncio(loop_scope="module")
HEAVIEST = 150_000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def it(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Desk, Colleague]]:
    var = tmp_path_factory.mktemp("sample")
    shutil.copy(sqlite_template, var / "congdan.db")
    async with sample_desk(f"sqlite:///{var}/congdan.db", var) as it:
        yield it


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def test_every_route_has_its_page_in_the_walk() -> None:
    routes = {route.path for route in all_routes() if route.method == "GET"}
    told = PAGES.keys() | OTHERS.keys()
    assert routes - told == set(), "name an address for each in tests/bot/console/sample_pages.py"
    assert told - routes == set(), "take these out of tests/bot/console/sample_pages.py"


async def test_every_page_fits_a_phone_in_both_contrasts(
    it: tuple[Desk, Colleague], browser: Browser
) -> None:
    async with opened(browser, **PHONE, device_scale_factor=2, reduced_motion="reduce") as page:
        await _sign_in(page.context, *it)
        looking, into = Looking(page, it[0].url), folder()
        for paths in PAGES.values():
            for path in paths:
                await looking.to(path)
                await _pictures(looking, path, into)
                if path == paths[0] or WHOLE:
                    await looking.closely(path, high=path == paths[0])
        assert looking.found == [], "\n".join(looking.found)


async def test_every_page_fits_a_desk(it: tuple[Desk, Colleague], browser: Browser) -> None:
    async with opened(browser, **DESK) as page:
        await _sign_in(page.context, *it)
        looking = Looking(page, it[0].url)
        for paths in PAGES.values():
            await looking.to(paths[0])
        assert looking.found == [], "\n".join(looking.found)


async def test_every_page_is_read_without_scripts(it: tuple[Desk, Colleague], browser: Browser) -> None:
    async with opened(browser, **PHONE, java_script_enabled=False) as page:
        await _sign_in(page.context, *it)
        looking = Looking(page, it[0].url)
        for paths in PAGES.values():
            await looking.readable(paths[0])
        assert looking.found == [], "\n".join(looking.found)


async def test_the_first_page_is_light(it: tuple[Desk, Colleague], browser: Browser) -> None:
    for path, signed_in in (("/sign-in", False), ("/", True)):
        context = await browser.new_context(**PHONE)
        if signed_in:
            await _sign_in(context, *it)
        assert await weight(context, f"{it[0].url}/console{path}") <= HEAVIEST, path
        await context.close()


async def test_pieces_and_files_come(it: tuple[Desk, Colleague]) -> None:
    chief = it[1]
    answers = {path: await chief.get(path) for path in OTHERS.values()}
    assert {path: status for path, (status, _) in answers.items() if status != 200} == {}
    assert all(text for _, text in answers.values())


async def test_pages_before_signing_in_fit_a_phone(it: tuple[Desk, Colleague], browser: Browser) -> None:
    await joined(it[0], "binh", Role.CHIEF)
    invitation = await invited(it[0], "yen", Role.CHIEF)
    async with opened(browser, **PHONE, reduced_motion="reduce") as page:
        looking = Looking(page, it[0].url)
        for path in ("/sign-in", invitation):
            await looking.to(path)
            await looking.closely(path)
        for label in ("Mật khẩu mới", "Gõ lại mật khẩu mới"):
            await page.get_by_label(label, exact=True).fill(PASSWORD)
        await _seen_next(looking, "Đặt mật khẩu", "/sign-in/factor")
        await looking.to("/sign-in")
        await page.get_by_label("Tên đăng nhập").fill("binh")
        await page.get_by_label("Mật khẩu").fill(PASSWORD)
        await _seen_next(looking, "Đăng nhập", "/sign-in/code")
        assert looking.found == [], "\n".join(looking.found)


async def _seen_next(looking: Looking, button: str, path: str) -> None:
    """The page that asks for six digits, which only a form leads to."""
    await looking.page.get_by_role("button", name=button).click()
    await looking.page.get_by_label("Mã trên điện thoại").wait_for()
    await looking.narrow(path)
    await looking.closely(path)


async def _pictures(looking: Looking, path: str, into: Path | None) -> None:
    """Kept where pictures are asked for; else those that the guide has are held against the page."""
    for name, picture in PICTURES.items():
        if picture.path == path:
            await looking.page.locator("[hx-trigger=load]").wait_for(state="detached")
        if picture.path == path and into:
            await keep(looking.page, name, picture.top, into)
        elif picture.path == path and await stale(looking.page, name):
            looking.found.append(f"{path}: the guide's picture {name}.png is stale: make screenshots")


async def _sign_in(context: BrowserContext, it: Desk, who: Colleague) -> None:
    await context.add_cookies([{"name": sessions.COOKIE, "value": who.cookie, "url": it.url}])
