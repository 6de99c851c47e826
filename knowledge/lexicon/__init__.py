"""Everyday language as data: tab-separated files that a non-programmer can read and mend."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.refusals import RefusedError

FOLDER = Path(__file__).parent


class LexiconError(RefusedError):
    """A file of the lexicon cannot be used; the message names file, line and remedy."""


def rows(name: str, columns: int, *, folder: Path = FOLDER) -> Iterator[tuple[str, ...]]:
    """The rows of a file, each padded to `columns`; lines that begin with # are remarks.

    Raises:
        LexiconError: a line has more columns, an empty first one, or is not UTF-8.
    """
    for _, cells in numbered(name, columns, folder=folder):
        yield cells


def numbered(name: str, columns: int, *, folder: Path = FOLDER) -> Iterator[tuple[int, tuple[str, ...]]]:
    """As `rows`, each with the number of its line."""
    path = folder / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: không đọc được ({error}). Lưu lại tệp bằng mã UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) > columns or not cells[0]:
            raise LexiconError(
                f"{path}:{number}: cần từ 1 đến {columns} cột cách nhau bằng phím Tab, cột đầu không trống."
            )
        yield number, cells + ("",) * (columns - len(cells))
