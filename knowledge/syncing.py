"""Sources are read when they are due: what they name is noted first, then read page by page.

Nothing is held in memory between two steps, and no transaction is open while a portal is awaited: whoever
dies half way leaves a lease that ends and addresses that wait.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from connectors import claims
from connectors.database import Database, DatabaseUnavailableError
from connectors.portal.fetching import Fetcher
from connectors.portal.pages import Away, PortalError
from knowledge import entries, news_wording, settling_sources
from knowledge.claiming_sources import anything_due, claim
from knowledge.filing import Shelf
from knowledge.keeping_procedures import keep_procedure, let_go
from knowledge.reading_pages import Pages, Tell, no_tell
from knowledge.reading_sources import Reader
from knowledge.settling_sources import Outcome
from knowledge.sources import Source, SourceKind
from knowledge.topics import topics_of

log = logging.getLogger(__name__)
HOSTS = 4
"""So many portals are read side by side."""
MOST_ITEMS = 50_000
MOST_DEATHS = 5
"""A source that was claimed so often and never handed back rests."""
Fresh = Callable[[Session, str], timedelta]
"""How old what is first seen may be to be announced, by the agency's code."""


class NotReadableError(PortalError):
    """What nobody foresaw went wrong with it; the log has the rest."""


def three_days(_session: Session, _agency: str) -> timedelta:
    return timedelta(days=3)


class Syncing:
    """Reads the sources of all agencies. Built once a process; the fetcher is its caller's to close."""

    def __init__(
        self,
        database: Database,
        fetcher: Fetcher,
        *,
        clock: Callable[[], datetime],
        fresh: Fresh = three_days,
        pages: int = 100,
        checks: int = 30,
    ) -> None:
        """`pages`: how many new pages, and `checks`: how many known ones, are read of a source at a time."""
        self._database = database
        self._clock = clock
        self._fresh = fresh
        self._reader = Reader(fetcher, clock)
        self._pages = Pages(database, self._reader, clock, pages=pages, checks=checks)

    async def read_due(self, only: Collection[int] | None = None, tell: Tell = no_tell) -> int:
        """Read what is due, or the sources of `only` whether they are due or not; how many were read.

        One that could not be read is counted, too: its row says why. Raises DatabaseUnavailableError.
        """
        now = self._clock()
        if only is None and not await self._database.at_once(
            lambda session: anything_due(session, now), writing=False
        ):
            return 0
        await asyncio.to_thread(
            topics_of, (), "xã", "", ""
        )  # its tables are read before a transaction is open
        left = None if only is None else set(only)
        try:
            async with asyncio.TaskGroup() as group:
                works = [group.create_task(self._work(left, tell)) for _ in range(HOSTS)]
        except ExceptionGroup as several:
            raise several.exceptions[0] from several
        return sum(work.result() for work in works)

    async def _work(self, left: set[int] | None, tell: Tell) -> int:
        count = 0
        while (source := await self._claimed(left)) is not None:
            if left is not None:
                left.discard(source.id)
            await self._read(source, tell)
            count += 1
        return count

    async def _claimed(self, left: set[int] | None) -> Source | None:
        now = self._clock()
        wanted = None if left is None else frozenset(left)
        return await self._database.at_once(lambda session: claim(session, now, wanted))

    async def _read(self, source: Source, tell: Tell) -> None:
        try:
            outcome = await self._outcome(source, tell)
        except PortalError as error:
            await self._failed(source, error)
        except (DatabaseUnavailableError, asyncio.CancelledError):
            raise
        except Exception:
            log.exception("source %s broke its reading", source.id)
            await self._failed(source, NotReadableError(news_wording.BROKE))
        else:
            now = self._clock()
            await self._database.at_once(
                lambda session: settling_sources.read_well(session, source, outcome, now)
            )

    async def _failed(self, source: Source, error: PortalError) -> None:
        now = self._clock()
        held = await self._database.at_once(
            lambda session: settling_sources.failed(session, source, error, now)
        )
        if held and settling_sources.is_gone(source, error, now):
            leaving = partial(let_go, agency_id=source.agency_id, url=source.url, now=now)
            await self._database.at_once(leaving)

    async def _outcome(self, source: Source, tell: Tell) -> Outcome:
        if source.attempts > MOST_DEATHS:
            raise Away(news_wording.WORKERS_DIED)
        if source.kind is SourceKind.PROCEDURE:
            return await self._procedure(source)
        await self._listed(source)
        shelf = await self._database.at_once(lambda session: self._shelf(session, source), writing=False)
        return await self._pages.read(source, shelf, tell)

    async def _procedure(self, source: Source) -> Outcome:
        page, fetched = await self._reader.procedure(source)
        if page is None:
            return Outcome(doubt=source.error if not source.failures else "")
        now = self._clock()
        async with self._database.writing() as session:
            await keep_procedure(session, source.agency_id, page, source.url, now)
        return Outcome(False, " ".join(page.doubts), fetched.etag, fetched.modified)

    async def _listed(self, source: Source) -> None:
        """Note every address that the source names and nobody knew: none is lost from then on."""
        listing = await self._reader.listing(source)
        if listing.unchanged:
            return
        items = entries.by_address(listing.items[:MOST_ITEMS])
        now = self._clock()
        known = await self._database.at_once(
            lambda session: entries.known_of(session, source.agency_id, list(items)), writing=False
        )
        rows = entries.rows_for(source, items, known, now)
        for parcel in entries.parcels(rows):
            await self._database.at_once(partial(entries.insert, rows=parcel))
        read = [article for article in known.values() if article is not None]

        def noted(session: Session) -> None:
            entries.see_again(session, read, source.id, now)
            values = {"etag": listing.etag, "modified": listing.modified, "found": len(items)}
            claims.keep(session, Source, source, baseline=False, **values)
            source.etag, source.modified = listing.etag, listing.modified

        await self._database.at_once(noted)

    def _shelf(self, session: Session, source: Source) -> Shelf:
        code, home = settling_sources.home_of(session, source.agency_id)
        return Shelf(
            source_id=source.id,
            agency_id=source.agency_id,
            home=home,
            topics=tuple(source.options.get("topics", ())),
            fresh=self._fresh(session, code),
            announces=source.kind is not SourceKind.FOLDER,
        )
