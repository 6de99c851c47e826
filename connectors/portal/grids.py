"""Tables of data, told from tables that only put a page in columns."""

from selectolax.lexbor import LexborNode

from connectors.portal.markup import plain

MOST_ROWS, MOST_CELLS = 2_000, 40
_LONGEST_CELL = 600
_LEAST = 2


def rows_of(table: LexborNode) -> list[list[str]]:
    """The cells of a table of data, row by row, without empty rows; no rows for a table that is layout."""
    inner = (each.mem_id != table.mem_id for each in table.css("table"))
    if any(inner) or table.css_first("h1, h2, form, iframe") is not None:
        return []
    rows = [_cells(row) for row in table.css("tr")[:MOST_ROWS]]
    rows = [row for row in rows if any(row)]
    wide = [row for row in rows if sum(map(bool, row)) >= _LEAST]
    if len(wide) < _LEAST or 2 * len(wide) < len(rows) or _holds_paragraphs(rows):
        return []
    return rows


def _cells(row: LexborNode) -> list[str]:
    return [plain(cell.text(deep=True, separator=" "), 3_000) for cell in row.css("td, th")[:MOST_CELLS]]


def _holds_paragraphs(rows: list[list[str]]) -> bool:
    """Long texts in most cells: columns of a page."""
    lengths = sorted(len(cell) for row in rows for cell in row if cell)
    return lengths[len(lengths) // 2] > _LONGEST_CELL
