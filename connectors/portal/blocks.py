"""What a page or a Word file consists of, before anybody asks what it means: lines, and tables of cells."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `heading`: the tag that makes it one; `bold`: how many characters in front are bold."""

    text: str
    within: tuple[int, ...] = ()
    """The containers around it, outermost first, each by a number of its own."""
    heading: str = ""
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; one that spans rows or columns stands in each of its places."""

    number: int
    blocks: "tuple[Block, ...]"
    head: bool = False

    @property
    def text(self) -> str:
        return plain(self.blocks)


@dataclass(frozen=True, slots=True)
class Table:
    number: int
    rows: tuple[tuple[Cell, ...], ...]
    within: tuple[int, ...] = ()


Block = Line | Table


def plain(blocks: Iterable[Block]) -> str:
    """The blocks as text in reading order: a line each, the cells of a row parted by bars."""
    return "\n".join(line for block in blocks for line in lines_of(block))


def lines_of(block: Block) -> list[str]:
    if isinstance(block, Line):
        return [block.text]
    rows = (each_once(row) for row in block.rows)
    return [" | ".join(texts) for row in rows if (texts := [_one_line(cell) for cell in row if cell.text])]


def each_once(row: Iterable[Cell]) -> list[Cell]:
    """The cells of a row, one that spans columns only once."""
    return list({cell.number: cell for cell in row}.values())


def _one_line(cell: Cell) -> str:
    return "; ".join(line for line in cell.text.splitlines() if line)
