"""The pages behind a source's entries: new ones first, then known ones that are to be looked at again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from connectors.database import Database
from connectors.portal.pages import Away, PortalError, ProcedurePage
from knowledge import entries, filing, vanishing
from knowledge.articles import Article, ArticleAddress
from knowledge.claiming_sources import LEASE
from knowledge.filing import Shelf
from knowledge.identity import Piece
from knowledge.keeping_procedures import keep_procedure, let_go
from knowledge.reading_sources import Reader
from knowledge.settling_sources import RENEW, Outcome, renew
from knowledge.sources import Source

ENOUGH_AWAY = 3
"""After so many pages in a row without an answer the portal is left alone."""
_DAY = timedelta(days=1)
Tell = Callable[[str, int, int], None]
"""Told the address of a source, how many of its pages were read, and how many will be."""


def no_tell(_url: str, _done: int, _all: int) -> None:
    return None


class Pages:
    """Reads at most `pages` new pages and `checks` known ones of a source at a time."""

    def __init__(
        self, database: Database, reader: Reader, clock: Callable[[], datetime], *, pages: int, checks: int
    ) -> None:
        self._database = database
        self._reader = reader
        self._clock = clock
        self._most = (pages, checks)

    async def read(self, source: Source, shelf: Shelf, tell: Tell) -> Outcome:
        """Each page is kept as soon as it was read. Says whether some are left that could be read now."""
        now = self._clock()
        most_pages, most_checks = self._most
        fresh, known = await self._database.at_once(
            lambda session: (
                entries.waiting(session, source.id, now, most_pages),
                vanishing.due(session, source.id, now, most_checks),
            ),
            writing=False,
        )
        acts = [partial(self._first, source, shelf, row) for row in fresh]
        acts += [partial(self._check, source, shelf, article) for article in known]
        away, total = 0, len(acts)
        for done, act in enumerate(acts):
            tell(source.url, done, total)
            if away >= ENOUGH_AWAY or not await self._holding(source):
                return Outcome()
            away = 0 if await act() else away + 1
        tell(source.url, total, total)
        return Outcome(more=len(fresh) == most_pages or len(known) == most_checks)

    async def _first(self, source: Source, shelf: Shelf, row: ArticleAddress) -> bool:
        """Read a page for the first time; whether the portal answered."""
        url, title = row.entry["url"], row.entry.get("title", "")
        try:
            found = await self._reader.piece(source, url, title)
            if isinstance(found, ProcedurePage):
                await self._keep(source, row, found)
                return True
        except PortalError as error:
            trouble, now = error, self._clock()
            gone = await self._database.at_once(lambda session: entries.put_off(session, row, trouble, now))
            if gone:
                leaving = partial(let_go, agency_id=source.agency_id, url=url, now=now)
                await self._database.at_once(leaving)
            return not isinstance(error, Away)
        await self._file(shelf, row, found)
        return True

    async def _file(self, shelf: Shelf, row: ArticleAddress, piece: Piece) -> None:
        now = self._clock()
        await self._database.at_once(lambda session: filing.file(session, shelf, row, piece, now))

    async def _keep(self, source: Source, row: ArticleAddress, page: ProcedurePage) -> None:
        now, doubts = self._clock(), " ".join(page.doubts)
        async with self._database.writing() as session:
            await keep_procedure(session, source.agency_id, page, row.entry["url"], now)
            await session.run_sync(entries.keep_reading, row, doubts, now)

    async def _check(self, source: Source, shelf: Shelf, article: Article) -> bool:
        """Look at a known page again; whether the portal answered."""
        try:
            found = await self._reader.piece(source, article.url, article.title)
        except PortalError as error:
            trouble, now = error, self._clock()
            await self._database.at_once(
                lambda session: vanishing.note_trouble(session, article.id, trouble, now)
            )
            return not isinstance(error, Away)
        now = self._clock()

        def noted(session: Session) -> None:
            vanishing.note_there(session, article.id)
            row = session.get_one(Article, article.id)
            if isinstance(found, Piece):
                filing.revise(session, shelf, row, found, now)
            else:
                row.check_at = now + _DAY

        await self._database.at_once(noted)
        return True

    async def _holding(self, source: Source) -> bool:
        now = self._clock()
        if source.lease_until is not None and source.lease_until - now > LEASE - RENEW:
            return True
        return await self._database.at_once(lambda session: renew(session, source, now))
