"""Sources looked at before they are added, and listed with what became of them."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import source_wording as wording
from bot.portals import fetcher_of
from bot.settings import Settings
from connectors.cleaning import cleaned
from connectors.portal.addresses import bare
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import Fetched, Item, PortalError
from connectors.portal.recognising import Looked, look
from knowledge import entries
from knowledge.agencies import Agency
from knowledge.articles import Article
from knowledge.editing_sources import NewSource
from knowledge.refusals import RefusedError
from knowledge.sources import Source, SourceKind

T = TypeVar("T")
NEWEST = 5
MOST_HOSTS = 5
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A source as it is listed, with the code of its agency."""

    source: Source
    agency: str
    articles: int
    waiting: int


async def looked_at(
    settings: Settings, url: str, clock: Callable[[], datetime], *, insecure: bool = False
) -> tuple[Fetched, Looked]:
    """What stands at an address. Raises RefusedError with the reason and what to do about it."""

    async def act(fetcher: Fetcher) -> tuple[Fetched, Looked]:
        page = await fetcher.fetch(url, insecure=insecure)
        return page, await asyncio.to_thread(look, page, clock())

    return await fetched(settings, url, clock, act)


async def fetched(
    settings: Settings, url: str, clock: Callable[[], datetime], act: Callable[[Fetcher], Awaitable[T]]
) -> T:
    """What `act` makes of the address with a fetcher of its own. Raises RefusedError as `looked_at` does."""
    fetcher = fetcher_of(settings, clock)
    try:
        return await act(fetcher)
    except PortalError as error:
        raise RefusedError(_cannot(url, error)) from error
    finally:
        await fetcher.close()


def newest(items: Sequence[Item]) -> list[Item]:
    """The first few by their dates; undated ones in the order in which they stand."""
    dated = sorted(
        (item for item in items if item.published),
        key=lambda item: item.published.timestamp() if item.published else 0.0,
        reverse=True,
    )
    return (dated or list(items))[:NEWEST]


def new_source(
    url: str,
    looked: Looked,
    *,
    name: str = "",
    every: int = 3600,
    topics: Collection[str] = (),
    selectors: dict[str, str] | None = None,
    insecure: bool = False,
) -> NewSource:
    """The source as it would be added. Raises RefusedError where the address is a single article."""
    if looked.kind == "article":
        raise RefusedError(wording.AN_ARTICLE.format(title=cleaned(looked.name, LONGEST_NAME)))
    guessed = looked.selectors.model_dump(exclude_defaults=True) if looked.selectors else {}
    options: dict[str, Any] = {
        "selectors": guessed | (selectors or {}),
        "topics": list(topics),
        "hosts": other_hosts(url, looked),
    }
    return NewSource(
        url,
        SourceKind(looked.kind),
        cleaned(name or looked.name, LONGEST_NAME),
        every,
        {key: value for key, value in options.items() if value},
        insecure=insecure,
    )


def other_hosts(url: str, looked: Looked) -> list[str]:
    """Other hosts that its entries are on, those that are named most first."""
    found = [bare((urlsplit(item.url).hostname or "").lower()) for item in looked.items]
    other = [host for host in found if host and host != bare(urlsplit(url).hostname or "")]
    return sorted(set(other), key=lambda host: (-other.count(host), host))[:MOST_HOSTS]


def rows_of(
    session: Session, now: datetime, *, agency: str | None = None, only: Collection[int] | None = None
) -> list[Row]:
    """Sources of one agency by its code, of `only` these by their ids, or all, with what became of them."""
    query = select(Source, Agency.code).join(Agency, Agency.id == Source.agency_id)
    if agency is not None:
        query = query.where(Agency.code == agency)
    if only is not None:
        query = query.where(Source.agency_id.in_(only))
    found = session.execute(query.order_by(Source.id)).all()
    ids = [source.id for source, _ in found]
    articles, waiting = _articles(session, ids), entries.count_all_waiting(session, ids, now)
    return [
        Row(source, code, articles.get(source.id, 0), waiting.get(source.id, 0)) for source, code in found
    ]


def _articles(session: Session, ids: Collection[int]) -> dict[int, int]:
    query = select(Article.source_id, func.count()).where(Article.source_id.in_(ids))
    return {key: count for key, count in session.execute(query.group_by(Article.source_id)) if key}


def _cannot(url: str, error: PortalError) -> str:
    if urlsplit(url).scheme == "file":
        return wording.CANNOT.format(url=Path(unquote(urlsplit(url).path)).name, reason=error)
    told = wording.CANNOT.format(url=url, reason=error)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    remedy = next((wording.REMEDIES[kind] for kind in kinds if kind in wording.REMEDIES), "")
    return f"{told}\n{remedy.format(host=urlsplit(url).hostname or '')}".strip()
