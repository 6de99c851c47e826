"""How commands look at a portal, and what they say of what stands there."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from bot.commands import source_wording as wording
from bot.commands.act import now
from bot.commands.saying import number, say
from bot.commands.source_acts import local
from bot.portals import fetcher_of
from bot.settings import Settings
from connectors.cleaning import cleaned
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import Fetched, Item, PortalError, Selectors
from connectors.portal.recognising import Looked, look
from knowledge.refusals import RefusedError

T = TypeVar("T")
NEWEST = 5
_WIDTH = 120


def looked_at(settings: Settings, url: str, *, insecure: bool) -> tuple[Fetched, Looked]:
    """What stands at an address. Raises RefusedError with the reason and what to do about it."""

    async def act(fetcher: Fetcher) -> tuple[Fetched, Looked]:
        page = await fetcher.fetch(url, insecure=insecure)
        return page, await asyncio.to_thread(look, page, now())

    say(wording.LOOKING.format(url=url), err=True)
    return fetching(settings, url, act)


def fetching(settings: Settings, url: str, act: Callable[[Fetcher], Awaitable[T]]) -> T:
    """Run `act` with a fetcher of its own. Raises RefusedError as `looked_at` does."""

    async def run() -> T:
        fetcher = fetcher_of(settings, now)
        try:
            return await act(fetcher)
        finally:
            await fetcher.close()

    try:
        return asyncio.run(run())
    except PortalError as error:
        raise RefusedError(_cannot(url, error)) from error


def say_looked(url: str, looked: Looked) -> None:
    """What it is, and its newest entries."""
    name = wording.NAMED.format(name=_line(looked.name)) if looked.name else ""
    say(wording.LOOKED.format(url=url, kind=wording.KINDS[looked.kind], name=name))
    if looked.kind in {"procedure", "article"}:
        return
    if looked.selectors is not None and (told := _selectors(looked.selectors)):
        say(wording.SELECTORS.format(told=told))
    first = newest(looked.items)
    none = wording.SITEMAPS if looked.kind == "sitemap" else wording.NO_ITEMS
    say(wording.NEWEST.format(count=number(len(first))) if first else none)
    for item in first:
        date = f"{local(item.published):>16}" if item.published else f"{wording.NO_DATE:>16}"
        say(wording.ITEM.format(date=date, title=_line(item.title or item.url)))
    if looked.items and not any(item.published for item in looked.items):
        say(wording.UNDATED)


def newest(items: Sequence[Item]) -> list[Item]:
    """The first few by their dates; undated ones in the order in which they stand."""
    dated = sorted(
        (item for item in items if item.published),
        key=lambda item: item.published.timestamp() if item.published else 0.0,
        reverse=True,
    )
    return (dated or list(items))[:NEWEST]


def _selectors(selectors: Selectors) -> str:
    given = selectors.model_dump(exclude_defaults=True)
    return ", ".join(f"{name}={selector}" for name, selector in given.items())


def _cannot(url: str, error: PortalError) -> str:
    if urlsplit(url).scheme == "file":
        return wording.CANNOT.format(url=Path(unquote(urlsplit(url).path)).name, reason=error)
    told = wording.CANNOT.format(url=url, reason=error)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    remedy = next((wording.REMEDIES[kind] for kind in kinds if kind in wording.REMEDIES), "")
    return f"{told}\n{remedy.format(host=urlsplit(url).hostname or '')}".strip()


def _line(text: str) -> str:
    return " ".join(cleaned(text, 2 * _WIDTH).split())[:_WIDTH]
