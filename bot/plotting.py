"""The curve of answers against wrong answers, drawn as an SVG that also reads as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil

from knowledge.calibration import Point, curve, point
from knowledge.judging import Outcome
from knowledge.matching.confidence import FOUND

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 760, 90, 730, 90, 400
ROW = 24
THRESHOLDS = tuple(sorted({0.5, 0.6, 0.7, 0.8, FOUND, 0.9, 0.95}))
"""Shown in the table under the curve."""
MIN_ANSWERS = 10
"""Below so many answers a share says nothing, and is not drawn."""
INK, CURVE, MARK, GRID = "#1f2933", "#0b5394", "#a61c00", "#d5dbe1"

_OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
    ' aria-labelledby="title text" font-family="sans-serif" font-size="14" fill="{ink}">'
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says; `title` and `text` may name {answered}, {wrong} (of 100) and {threshold}."""

    title: str
    text: str
    across: str
    up: str
    here: str
    columns: tuple[str, str, str, str]
    """Threshold, answered, wrong, number of answers."""
    comma: str

    def number(self, value: float, places: int = 0) -> str:
        return f"{value:.{places}f}".replace(".", self.comma)

    def filled(self, template: str, at: Point) -> str:
        return template.format(
            answered=self.number(at.answered.share * 100),
            wrong=self.number(at.wrong.share * 100, 1),
            threshold=self.number(at.threshold, 2),
        )


def drawn(outcomes: Sequence[Outcome], words: Words) -> str:
    """The picture as SVG: the curve, the working point marked, and the figures as a table below."""
    working = point(outcomes, FOUND)
    points = [each for each in curve(outcomes) if each.wrong.tries >= MIN_ANSWERS]
    top = _ceiling([each.wrong.share for each in (*points, working)])
    rows = [point(outcomes, threshold) for threshold in THRESHOLDS]
    height = BOTTOM + 90 + ROW * (len(rows) + 1)
    parts = (
        _OPEN.format(width=WIDTH, height=height, ink=INK),
        f'<title id="title">{escape(words.filled(words.title, working))}</title>',
        f'<desc id="text">{escape(words.filled(words.text, working))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_heading(words, working),
        *_axes(words, top),
        *_line(points, top),
        *_mark(words, working, top),
        *_table(words, rows),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def _ceiling(shares: Sequence[float]) -> float:
    """The end of the upright axis: the highest share, rounded up to five in a hundred."""
    return max(0.05, ceil(max(shares) * 20) / 20)


def _across(share: float) -> float:
    return LEFT + share * (RIGHT - LEFT)


def _up(share: float, top: float) -> float:
    return BOTTOM - share / top * (BOTTOM - TOP)


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(text)}</text>'


def _heading(words: Words, working: Point) -> Iterator[str]:
    yield _text(20, 34, words.filled(words.title, working), ' font-size="19" font-weight="bold"')
    yield _text(20, TOP - 18, words.up)


def _axes(words: Words, top: float) -> Iterator[str]:
    for tenth in range(0, 11, 2):
        x = _across(tenth / 10)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{BOTTOM}" stroke="{GRID}"/>'
        yield _text(x, BOTTOM + 20, str(tenth * 10), ' text-anchor="middle"')
    for step in range(6):
        share = top * step / 5
        y = _up(share, top)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>'
        yield _text(LEFT - 8, y + 5, words.number(share * 100), ' text-anchor="end"')
    yield _text((LEFT + RIGHT) / 2, BOTTOM + 42, words.across, ' text-anchor="middle"')


def _line(points: Sequence[Point], top: float) -> Iterator[str]:
    for one, other in pairwise(points):
        (x, y), (to_x, to_y) = (
            (_across(each.answered.share), _up(each.wrong.share, top)) for each in (one, other)
        )
        yield (
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{CURVE}"'
            ' stroke-width="2.5" stroke-linecap="round"/>'
        )


def _mark(words: Words, working: Point, top: float) -> Iterator[str]:
    x, y = _across(working.answered.share), _up(working.wrong.share, top)
    late = working.answered.share > 0.5  # noqa: PLR2004 (the label stands on the side where there is room)
    aside, anchor = (-14, "end") if late else (14, "start")
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="#ffffff" stroke="{MARK}" stroke-width="3"/>'
    told = words.filled(words.here, working)
    yield _text(x + aside, y - 12, told, f' text-anchor="{anchor}" font-weight="bold" fill="{MARK}"')


def _table(words: Words, rows: Sequence[Point]) -> Iterator[str]:
    y = BOTTOM + 78.0
    yield from _row(y, words.columns, ' font-weight="bold"')
    for each in rows:
        y += ROW
        cells = (
            words.number(each.threshold, 2),
            words.number(each.answered.share * 100, 1),
            words.number(each.wrong.share * 100, 1),
            str(each.wrong.tries),
        )
        yield from _row(y, cells, f' fill="{MARK}"' if each.threshold == FOUND else "")


def _row(y: float, cells: Sequence[str], more: str) -> Iterator[str]:
    for place, cell in enumerate(cells):
        yield _text(20 + place * 185, y, cell, more)
