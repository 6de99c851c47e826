"""The ledger of a broadcast in a file, row by row: a million of them never stand in memory."""

import asyncio
import csv
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from openpyxl import Workbook
from sqlalchemy.orm import Session

from bot import broadcast_report_wording as wording
from bot.broadcast_report_rows import in_posts, in_sums, of_person, of_post
from broadcasts import planning_wording, reporting
from broadcasts.broadcast import Broadcast
from broadcasts.posts import Post, PostState
from broadcasts.reporting import Row, Sum
from connectors.database import Database
from knowledge.refusals import RefusedError

SLICE = 5_000
"""Rows read in one transaction."""
SHEET = 1_000_000
"""Rows of one sheet; a spreadsheet program takes 1,048,576."""
Told = tuple[Broadcast, Sequence[Sum], Sequence[Post]]


class Book(Protocol):
    """A file being written."""

    def add(self, rows: Iterable[list[str]]) -> None: ...

    def close(self) -> None: ...


class CsvBook:
    """Comma-separated, in UTF-8 with the mark by which Excel knows it."""

    def __init__(self, path: Path, _sums: Sequence[Sum], posts: Sequence[Post]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(wording.ROWS_HEAD)
        self.add(of_post(post) for post in posts)

    def add(self, rows: Iterable[list[str]]) -> None:
        self._writer.writerows(rows)

    def close(self) -> None:
        self._file.close()


class XlsxBook:
    """Sheets of figures, of publications and of people; openpyxl writes each row away at once."""

    def __init__(self, path: Path, sums: Sequence[Sum], posts: Sequence[Post]) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        figures = [wording.SUMS_HEAD, *map(in_sums, sums)]
        self._fill(wording.SHEET_SUMS, figures)
        self._fill(wording.SHEET_POSTS, [wording.POSTS_HEAD, *map(in_posts, posts)])
        self._sheets = self._rows = 0

    def add(self, rows: Iterable[list[str]]) -> None:
        for row in rows:
            if self._rows % SHEET == 0:
                self._next_sheet()
            self._sheet.append(row)
            self._rows += 1

    def close(self) -> None:
        if not self._rows:
            self._next_sheet()
        self._book.save(self._path)

    def _next_sheet(self) -> None:
        self._sheets += 1
        name = wording.SHEET_PEOPLE
        titled = wording.NEXT_SHEET.format(name=name, number=self._sheets) if self._sheets > 1 else name
        self._sheet = self._book.create_sheet(titled)
        self._sheet.append(wording.ROWS_HEAD)

    def _fill(self, name: str, rows: Iterable[Sequence[object]]) -> None:
        sheet = self._book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))


BOOKS: dict[str, Callable[[Path, Sequence[Sum], Sequence[Post]], Book]] = {"csv": CsvBook, "xlsx": XlsxBook}


async def write_book(
    database: Database,
    number: int,
    kind: str,
    path: Path,
    tell: Callable[[int], None],
    *,
    unknown: bool,
) -> int:
    """The whole ledger of a broadcast into the file; `kind` is csv or xlsx. Returns how many rows there are.

    `tell` hears how many are written. Raises RefusedError where there is no ledger.
    """
    broadcast, sums, posts = await database.at_once(
        lambda session: _read(session, number, unknown=unknown), writing=False
    )
    book, count = BOOKS[kind](path, sums, posts), len(posts)
    try:
        async for rows in _slices(database, broadcast, unknown=unknown):
            await asyncio.to_thread(book.add, map(of_person, rows))
            count += len(rows)
            tell(count)
    finally:
        await asyncio.to_thread(book.close)
    return count


def _read(session: Session, number: int, *, unknown: bool) -> Told:
    broadcast = session.get(Broadcast, number, populate_existing=True)
    if broadcast is None:
        raise RefusedError(planning_wording.NO_BROADCAST.format(number=number))
    if broadcast.began_at is None:
        raise RefusedError(wording.NOT_BEGUN.format(number=number))
    if reporting.is_forgotten(session, number):
        raise RefusedError(wording.FORGOTTEN.format(number=number))
    posts = reporting.posts(session, number)
    doubtful = [post for post in posts if post.outcome is PostState.UNKNOWN]
    return broadcast, reporting.sums(session, broadcast), doubtful if unknown else posts


async def _slices(database: Database, broadcast: Broadcast, *, unknown: bool) -> AsyncIterator[list[Row]]:
    after = ""
    while True:
        rows = await database.at_once(
            lambda session, after=after: reporting.rows(  # type: ignore[misc] # bound now
                session, broadcast, after=after, most=SLICE, unknown=unknown
            ),
            writing=False,
        )
        if not rows:
            return
        yield rows
        after = rows[-1].key
