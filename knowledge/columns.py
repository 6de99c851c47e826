"""Which cell of a table's row is which column, by the header."""

import unicodedata
from pathlib import Path
from typing import Any

from knowledge import wording
from knowledge.lines import Line
from knowledge.refusals import RefusedError


class Columns:
    """Read from the header: columns by their own names or by what portals call them; others as they are.

    Raises RefusedError if there is no header: no column of it is known.
    """

    def __init__(self, kind: type[Line], path: Path, header: list[str]) -> None:
        names = _names(kind)
        self.kind = kind
        self.width = max((place for place, cell in enumerate(header, start=1) if cell.strip()), default=0)
        self.by_place = {
            place: names.get(_key(cell), cell.strip()) for place, cell in enumerate(header) if cell.strip()
        }
        if not any(name in names for name in self.by_place.values()):
            raise RefusedError(wording.NO_HEADER.format(path=path, columns=", ".join(kind.columns()[:3])))

    def data(self, cells: list[str]) -> dict[str, Any]:
        named: dict[str, str] = {}
        for place, cell in enumerate(cells):
            if place in self.by_place and cell.strip():
                named.setdefault(self.by_place[place], cell.strip())
        return self.kind.from_cells(named)


def _names(kind: type[Line]) -> dict[str, str]:
    names = {column: column for column in kind.columns()}
    for column in kind.columns():
        for label in wording.COLUMNS.get(column, ()):
            names.setdefault(_key(label), column)
    return names


def _key(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).casefold().split())
