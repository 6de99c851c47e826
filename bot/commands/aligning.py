"""Columns of text, one below the other."""

import unicodedata
from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> list[str]:
    """A line for each row; the columns of `numbers` stand at the right of their place."""
    composed = [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*composed, strict=True)]
    return ["  " + _line(row, widths, numbers).rstrip() for row in composed]


def _line(row: Sequence[str], widths: Sequence[int], numbers: Sequence[int]) -> str:
    cells = zip(row, widths, strict=True)
    return "   ".join(
        cell.rjust(width) if place in numbers else cell.ljust(width)
        for place, (cell, width) in enumerate(cells)
    )
