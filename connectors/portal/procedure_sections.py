"""Which blocks of a page belong to which label of the national form."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from connectors.portal.blocks import Block, Cell, Line, Table, each_once
from connectors.portal.procedure_labels import Label, label_of
from connectors.portal.procedure_tables import is_layout

PLAIN, MARKED, HEADING = 1, 2, 3
ENOUGH = 4
"""So many sections with marked labels, and plain words before a colon are no labels any more."""
EXCERPT = 120
LEAST_LEFT_OVER = 80
_IDENTITY = {"code", "name", "field", "level", "decision"}


@dataclass(frozen=True, slots=True)
class Section:
    field: str
    said: str
    rest: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int
    label: Label
    strength: int


def sections_of(blocks: Iterable[Block]) -> tuple[list[Section], str]:
    """The sections in order, and the beginning of what belongs to none of them ("" for little)."""
    stream = [block for each in blocks for block in _unfolded(each)]
    marks = _marks(stream)
    ends = _ends(stream, marks)
    sections = [
        Section(
            mark.label.field,
            mark.label.said,
            mark.label.rest,
            tuple(stream[mark.place + 1 : ends[mark.place]]),
        )
        for mark in marks
    ]
    return [section for section in sections if section.field != "aside"], _left_over(stream, marks, ends)


def _unfolded(block: Block) -> Iterable[Block]:
    """A table of labels and values as its lines, each within its row and its cell."""
    if isinstance(block, Line) or not is_layout(block):
        yield block
        return
    for row in block.rows:
        cells = each_once(row)
        number = -cells[0].number if cells else 0
        for cell in cells:
            yield from _cell_unfolded(cell, (*block.within, block.number, number, cell.number))


def _cell_unfolded(cell: Cell, within: tuple[int, ...]) -> Iterable[Block]:
    for block in cell.blocks:
        if isinstance(block, Line):
            inner = block.within[block.within.index(cell.number) + 1 :] if cell.number in block.within else ()
            yield Line(block.text, within + inner, block.heading, block.bold)
        else:
            yield from _unfolded(Table(block.number, block.rows, within))


def _marks(stream: list[Block]) -> list[_Mark]:
    found = [
        _Mark(place, label, _strength(block, label, stream, place))
        for place, block in enumerate(stream)
        if isinstance(block, Line) and (label := label_of(block.text))
    ]
    strongest: dict[str, int] = {}
    for mark in found:
        field = mark.label.field
        strongest[field] = max(strongest.get(field, PLAIN), mark.strength)
    enough = sum(strength >= MARKED for strength in strongest.values()) >= ENOUGH
    return [mark for mark in found if _stands(mark, strongest[mark.label.field], enough=enough)]


def _stands(mark: _Mark, strongest: int, *, enough: bool) -> bool:
    """A label that stands elsewhere more markedly is a word within a value here.

    What names the procedure may stand in a plain line too, where it stands nowhere else.
    """
    if mark.strength >= MARKED:
        return mark.strength == strongest or mark.label.field == "aside"
    return strongest == PLAIN and not mark.label.weak and (mark.label.field in _IDENTITY or not enough)


def _strength(line: Line, label: Label, stream: list[Block], place: int) -> int:
    around = (stream[each].within for each in (place - 1, place + 1) if 0 <= each < len(stream))
    has_own = bool(line.within) and all(line.within[-1] not in within for within in around)
    if line.heading or (has_own and not label.rest):
        return HEADING
    if line.bold >= len(label.said) or label.numbered:
        return MARKED
    return MARKED if not label.rest and (line.text.rstrip().endswith(":") or not label.weak) else PLAIN


def _ends(stream: list[Block], marks: list[_Mark]) -> dict[int, int]:
    """Where the value of each label ends, by the label's place."""
    first, last, labels = _extents(stream, marks)
    following = {mark.place: after.place for mark, after in pairwise(marks)}
    ends = {}
    for mark in marks:
        holder = _holder(stream[mark.place].within, first, last)
        end = last[holder] + 1 if holder else len(stream)
        if holder is None or labels[holder] > 1:
            end = min(end, following.get(mark.place, len(stream)))
            end = _next_heading(stream, mark, end)
        ends[mark.place] = max(end, mark.place + 1)
    return ends


def _extents(stream: list[Block], marks: list[_Mark]) -> tuple[dict[int, int], dict[int, int], Counter[int]]:
    """By container: its first and last block, and how many labels stand in it."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, block in enumerate(stream):
        for number in block.within:
            first.setdefault(number, place)
            last[number] = place
    return first, last, Counter(number for mark in marks for number in set(stream[mark.place].within))


def _holder(within: tuple[int, ...], first: dict[int, int], last: dict[int, int]) -> int | None:
    """The smallest container that holds more than the label's own line."""
    return next((number for number in reversed(within) if first[number] != last[number]), None)


def _next_heading(stream: list[Block], mark: _Mark, end: int) -> int:
    own = stream[mark.place]
    if not isinstance(own, Line) or not own.heading:
        return end
    for place in range(mark.place + 1, end):
        block = stream[place]
        if isinstance(block, Line) and _ranks_as(block.heading, own.heading):
            return place
    return end


def _ranks_as(heading: str, own: str) -> bool:
    """Whether it is as high a heading, or a higher one."""
    both_numbered = heading[:1] == own[:1] == "h"
    return heading <= own if both_numbered and heading else heading == own


def _left_over(stream: list[Block], marks: list[_Mark], ends: dict[int, int]) -> str:
    if not marks:
        return ""
    taken = {place for mark in marks for place in range(mark.place, ends[mark.place])}
    texts = [
        block.text
        for place, block in enumerate(stream)
        if marks[0].place < place < marks[-1].place and place not in taken and isinstance(block, Line)
    ]
    text = " ".join(text for text in texts if len(text.split()) > 3)  # noqa: PLR2004 (a button, a heading)
    return text[:EXCERPT] if len(text) >= LEAST_LEFT_OVER else ""
