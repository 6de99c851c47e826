"""A page as the lines that a reader sees, in their order, each knowing what it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from connectors.portal.pages import FileLink

Parts = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(slots=True)
class Line:
    """`names`: of its inline elements. `linked`: the share of its letters in links. `stamp`: a <time>'s own.

    `follows`: it goes on the paragraph of the line before. The text of a picture is its address.
    `parts`: names and texts of inline elements that have names.
    """

    text: str
    block: int
    kind: Kind = Kind.TEXT
    names: str = ""
    bold: bool = False
    linked: float = 0.0
    stamp: str = ""
    follows: bool = False
    parts: Parts = ()


@dataclass(slots=True)
class Element:
    tag: str
    parent: int
    names: str
    side: str = ""
    """`center` or `right`, if it says so."""


@dataclass(slots=True)
class Outline:
    """`files`: with the number of the line in which, or before which, they stand."""

    lines: list[Line] = field(default_factory=list)
    elements: dict[int, Element] = field(default_factory=dict)
    files: list[tuple[int, FileLink]] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By element, the first of its lines and the one after its last."""

    def above(self, block: int, most: int = 60) -> Iterator[int]:
        """An element and those around it, from the inside."""
        while most and block in self.elements:
            yield block
            block, most = self.elements[block].parent, most - 1

    def names_of(self, line: Line, most: int = 3) -> str:
        """What a line and the elements next around it call themselves."""
        return " ".join([line.names, *(self.elements[each].names for each in self.above(line.block, most))])

    def text_of(self, element: int) -> str:
        start, end = self.spans.get(element, (0, 0))
        return " ".join(line.text for line in self.lines[start:end] if line.kind is not Kind.PICTURE)
