"""How commands look at a portal, and what they say of what stands there."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot import source_wording as wording
from bot.commands.act import now
from bot.commands.saying import number, say
from bot.commands.source_acts import local
from bot.connecting import sources
from bot.settings import Settings
from connectors.cleaning import cleaned
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import Fetched, Selectors
from connectors.portal.recognising import Looked

T = TypeVar("T")
_WIDTH = 120


def looked_at(settings: Settings, url: str, *, insecure: bool) -> tuple[Fetched, Looked]:
    """What stands at an address. Raises RefusedError with the reason and what to do about it."""
    say(wording.LOOKING.format(url=url), err=True)
    return asyncio.run(sources.looked_at(settings, url, now, insecure=insecure))


def fetching(settings: Settings, url: str, act: Callable[[Fetcher], Awaitable[T]]) -> T:
    """Run `act` with a fetcher of its own. Raises RefusedError as `looked_at` does."""
    return asyncio.run(sources.fetched(settings, url, now, act))


def say_looked(url: str, looked: Looked) -> None:
    """What it is, and its newest entries."""
    name = wording.NAMED.format(name=_line(looked.name)) if looked.name else ""
    say(wording.LOOKED.format(url=url, kind=wording.KINDS[looked.kind], name=name))
    if looked.kind in {"procedure", "article"}:
        return
    if looked.selectors is not None and (told := _selectors(looked.selectors)):
        say(wording.SELECTORS.format(told=told))
    first = sources.newest(looked.items)
    none = wording.SITEMAPS if looked.kind == "sitemap" else wording.NO_ITEMS
    say(wording.NEWEST.format(count=number(len(first))) if first else none)
    for item in first:
        date = f"{local(item.published):>16}" if item.published else f"{wording.NO_DATE:>16}"
        say(wording.ITEM.format(date=date, title=_line(item.title or item.url)))
    if looked.items and not any(item.published for item in looked.items):
        say(wording.UNDATED)


def _selectors(selectors: Selectors) -> str:
    given = selectors.model_dump(exclude_defaults=True)
    return ", ".join(f"{name}={selector}" for name, selector in given.items())


def _line(text: str) -> str:
    return " ".join(cleaned(text, 2 * _WIDTH).split())[:_WIDTH]
