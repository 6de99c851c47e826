"""The ledger of a broadcast in a file, row by row: a million of them never stand in memory."""

import csv
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from openpyxl import Workbook
from rich.console import Console
from sqlalchemy.orm import Session

from bot.commands import broadcast_report_wording as wording
from bot.commands.act import on_database
from bot.commands.broadcast_acts import broadcast_of
from bot.commands.broadcast_report_rows import in_posts, in_sums, of_person, of_post
from bot.commands.saying import number as shown
from bot.commands.saying import say
from broadcasts import reporting
from broadcasts.broadcast import Broadcast
from broadcasts.posts import Post, PostState
from broadcasts.reporting import Row, Sum
from connectors.database import Database
from knowledge.refusals import RefusedError

SLICE = 5_000
"""Rows read in one transaction."""
SHEET = 1_000_000
"""Rows of one sheet; a spreadsheet program takes 1,048,576."""
_OWN = 0o600
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


def write(number: int, kind: str, output: Path, *, unknown: bool) -> None:
    """Write it beside its place and put it there when it is whole; only its owner may read it."""
    partial = output.with_name(f"{output.name}.part")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN))
    try:
        with _counting(output) as tell:
            count = on_database(
                lambda database: _write(database, number, BOOKS[kind], partial, tell, unknown=unknown)
            )
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
    say(wording.WRITTEN.format(file=output, count=shown(count)))


async def _write(
    database: Database,
    number: int,
    book_of: Callable[[Path, Sequence[Sum], Sequence[Post]], Book],
    path: Path,
    tell: Callable[[int], None],
    *,
    unknown: bool,
) -> int:
    """Returns how many rows there are."""
    broadcast, sums, posts = await database.at_once(
        lambda session: _read(session, number, unknown=unknown), writing=False
    )
    book, count = book_of(path, sums, posts), len(posts)
    try:
        async for rows in _slices(database, broadcast, unknown=unknown):
            book.add(map(of_person, rows))
            count += len(rows)
            tell(count)
    finally:
        book.close()
    return count


def _read(session: Session, number: int, *, unknown: bool) -> Told:
    broadcast = broadcast_of(session, number)
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


@contextmanager
def _counting(output: Path) -> Iterator[Callable[[int], None]]:
    """A count that runs on a terminal; for a log, only what is being done."""
    console, doing = Console(stderr=True), wording.WRITING.format(file=output)
    if not console.is_terminal:
        say(f"{doing} …", err=True)
        yield lambda _count: None
        return
    with console.status(doing) as status:
        yield lambda count: status.update(f"{doing}: {shown(count)}")
