"""The tables inside a procedure's sections, made into the lines that a person would read out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectors.portal import files_wording as wording
from connectors.portal.blocks import Cell, Table, each_once, lines_of
from connectors.portal.procedure_labels import column_of, folded, label_of

_NOTHING = {"", "khong", "khong co", "khong co thong tin", "0"}


@dataclass(slots=True)
class Lines:
    """What one table says: its lines, and what belongs to other facets of the procedure."""

    lines: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    """By form of submission."""
    fees: list[tuple[str, str]] = field(default_factory=list)


def is_layout(table: Table) -> bool:
    """Whether its rows are labels with values, not a table in the middle of a value."""
    if _columns(table)[0]:
        return False
    return any(
        label_of(cell.text) is not None
        for row in table.rows[:60]
        for cell in each_once(row)[:2]
        if cell.text and len(cell.text.splitlines()[0]) < 120  # noqa: PLR2004 (a label is no paragraph)
    )


def read(table: Table) -> Lines:
    columns, heads = _columns(table)
    found = Lines()
    if not columns:
        found.lines = lines_of(table)
        return found
    for row in table.rows[heads:]:
        if any(cell.text for cell in row):
            _read_row({name: row[place] for place, name in columns.items() if place < len(row)}, row, found)
    return found


def _read_row(cells: Mapping[str, Cell], row: tuple[Cell, ...], found: Lines) -> None:
    texts = {name: "; ".join(cell.text.splitlines()) for name, cell in cells.items()}
    if len(each_once(row)) == 1:
        found.lines.append(row[0].text)
    elif "submit" in texts:
        _submission(texts, found)
    elif "paper" in texts:
        _paper(texts, found)
    elif "number" in texts or "gist" in texts:
        found.lines.append(_law(texts))
    else:
        found.lines.append(
            " — ".join("; ".join(cell.text.splitlines()) for cell in each_once(row) if cell.text)
        )


def _submission(texts: Mapping[str, str], found: Lines) -> None:
    form = texts["submit"]
    parts = []
    if time := texts.get("time", ""):
        parts.append(wording.TIME_IN_LINE.format(time=time))
        found.times.append((form, time))
    if fee := texts.get("fee", ""):
        parts.append(wording.FEE_IN_LINE.format(fee=fee))
        found.fees.append((form, fee))
    if note := texts.get("note", ""):
        parts.append(note)
    found.lines.append(wording.BY_FORM.format(form=form, rest="; ".join(parts)).rstrip(": "))


def _paper(texts: Mapping[str, str], found: Lines) -> None:
    name = texts["paper"]
    if not name:
        return
    counts = ", ".join(_counts(texts))
    bullet = "" if name.startswith(("-", "+", "*", "•")) else "- "
    found.lines.append(f"{bullet}{name} ({counts})" if counts else bullet + name)
    form = texts.get("form", "")
    if folded(form) not in _NOTHING:
        found.forms.append(f"{name.lstrip('-+*• ')}: {form}")


def _counts(texts: Mapping[str, str]) -> Iterator[str]:
    if count := texts.get("count", ""):
        yield ", ".join(part.strip() for part in count.split(";"))
    for column, name in (("original", wording.ORIGINAL), ("copy", wording.COPY)):
        if text := texts.get(column, ""):
            yield text if folded(text).startswith(folded(name)) else f"{name}: {text}"


def _law(texts: Mapping[str, str]) -> str:
    named = " — ".join(text for name in ("gist", "number") if (text := texts.get(name, "")))
    when = ", ".join(text for name in ("issued", "issuer") if (text := texts.get(name, "")))
    return f"{named} ({when})" if when and named else named or when


def _columns(table: Table) -> tuple[dict[int, str], int]:
    """What each column holds, by its place, and how many rows the headings take; none where it has none."""
    columns: dict[int, str] = {}
    heads = 0
    for row in table.rows[:3]:
        names = [column_of(cell.text) if cell.text else "" for cell in row]
        told = {name for name in names if name}
        if len(told) < 2 or (None in names and not _is_head(row, names)):  # noqa: PLR2004 (two make a table)
            break
        columns = _later_heads(columns, names)
        heads += 1
    return columns, heads


def _is_head(row: tuple[Cell, ...], names: list[str | None]) -> bool:
    known = sum(1 for name in names if name)
    return all(cell.head for cell in row) or known * 3 >= 2 * len(names)


def _later_heads(columns: dict[int, str], names: list[str | None]) -> dict[int, str]:
    """A second row of headings names what stands below one of the first; each column only once."""
    merged = columns | {place: name for place, name in enumerate(names) if name}
    seen: dict[str, int] = {}
    for place in sorted(merged):
        seen.setdefault(merged[place], place)
    return {place: name for name, place in seen.items()}
