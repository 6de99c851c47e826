"""The lines of a file of knowledge (.jsonl, .csv, .xlsx), each with its number, whatever the file holds."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from knowledge import wording
from knowledge.columns import Columns
from knowledge.lines import Line
from knowledge.refusals import RefusedError
from knowledge.spreadsheets import spreadsheet_rows

LINE_BYTES = 1_000_000
LINES = 200_000
BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

Progress = Callable[[int], None]
"""Told how many bytes of the file have been read."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line: its data, not yet validated, or the reason why there is none."""

    number: int
    data: dict[str, Any] | None
    reason: str = ""


def no_progress(_done: int) -> None:
    return None


def raw_lines(path: Path, kind: type[Line], progress: Progress = no_progress) -> Iterator[RawLine]:
    """The lines of the file but for empty ones, as the columns of `kind` name them.

    Raises RefusedError: no such file, one of another kind or encoding, one too large to be honest.
    """
    readers = {".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise RefusedError(wording.UNKNOWN_KIND.format(path=path))
    with _opened(path) as file:
        for count, line in enumerate(reader(file, path, kind, progress)):
            if count >= LINES:
                raise RefusedError(wording.TOO_MANY_LINES.format(path=path, limit=LINES))
            yield line


def _opened(path: Path) -> IO[bytes]:
    try:
        if not path.is_file():
            told = wording.NOT_A_FILE if path.exists() else wording.NO_FILE
            raise RefusedError(told.format(path=path))
        file = path.open("rb")
    except OSError as error:
        raise RefusedError(wording.UNREADABLE.format(path=path, reason=error.strerror)) from error
    start = file.read(len(BOM))
    if start[:2] in UTF16_BOMS:
        file.close()
        raise RefusedError(wording.UTF16.format(path=path))
    file.seek(len(BOM) if start == BOM else 0)
    return file


def _jsonl(file: IO[bytes], _path: Path, _kind: type[Line], progress: Progress) -> Iterator[RawLine]:
    for number, raw in enumerate(_bounded_lines(file), start=1):
        progress(file.tell())
        if raw is None:
            yield RawLine(number, None, wording.LINE_TOO_LONG.format(limit=LINE_BYTES))
        elif raw.strip():
            yield _json_line(number, raw)


def _bounded_lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Each line; None for one that is too long, which is never held whole."""
    while raw := file.readline(LINE_BYTES + 1):
        if len(raw) <= LINE_BYTES:
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(LINE_BYTES)
        yield None


def _json_line(number: int, raw: bytes) -> RawLine:
    try:
        data = json.loads(raw.decode())
    except UnicodeDecodeError:
        return RawLine(number, None, wording.NOT_UTF8)
    except json.JSONDecodeError as error:
        return RawLine(number, None, wording.NOT_JSON.format(reason=error.msg, column=error.colno))
    except (RecursionError, ValueError):
        return RawLine(number, None, wording.NOT_JSON_DEEP)
    if not isinstance(data, dict):
        return RawLine(number, None, wording.NOT_AN_OBJECT.format(kind=type(data).__name__))
    return RawLine(number, data)


def _csv(file: IO[bytes], path: Path, kind: type[Line], progress: Progress) -> Iterator[RawLine]:
    start = file.tell()
    delimiter = _delimiter(file.readline(LINE_BYTES))
    file.seek(start)
    reader = csv.reader(_decoded(file, path, progress), delimiter=delimiter)
    rows = _csv_rows(reader)
    columns = Columns(kind, path, next(rows, (1, []))[1])
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            yield _table_line(number, columns, cells)


def _delimiter(header: bytes) -> str:
    """Excel writes semicolons where the comma is the decimal point, as in Vietnam."""
    return max(",;\t", key=lambda delimiter: header.count(delimiter.encode()))


def _decoded(file: IO[bytes], path: Path, progress: Progress) -> Iterator[str]:
    for number, raw in enumerate(_bounded_lines(file), start=1):
        progress(file.tell())
        reason = wording.LINE_TOO_LONG.format(limit=LINE_BYTES)
        try:
            if raw is not None:
                yield raw.decode()
                continue
        except UnicodeDecodeError:
            reason = wording.NOT_UTF8
        raise RefusedError(f"{path}: {wording.BAD_LINE.format(number=number, reason=reason)}")


def _csv_rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows by the number of the line where they begin; what follows broken quotes can't be read."""
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = wording.BROKEN_CSV.format(reason=error)
            raise RefusedError(wording.BAD_LINE.format(number=number, reason=reason)) from error
        yield number, cells


def _xlsx(file: IO[bytes], path: Path, kind: type[Line], progress: Progress) -> Iterator[RawLine]:
    rows = spreadsheet_rows(file, path)
    columns = Columns(kind, path, next(rows, (1, []))[1])
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            yield _table_line(number, columns, cells)
    progress(path.stat().st_size)


def _table_line(number: int, columns: Columns, cells: list[str]) -> RawLine:
    if any(cell.strip() for cell in cells[columns.width :]):
        return RawLine(number, None, wording.TOO_MANY_CELLS)
    return RawLine(number, columns.data(cells))
