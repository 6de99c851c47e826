"""Charts as shapes and words, for a template to draw: positions only, no colours. Pure.

Everything is measured in units of a picture 340 wide, the width of a small phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.filters import number

WIDTH = 340
_TOP, _FLOOR, _BELOW = 20, 150, 18
_LEFT = 4
_STEP, _THICK = 42, 12
_VALUE = 52
"""Room for a figure at the end of a bar."""
LONGEST = 46
"""Letters of a label on one line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`marked`: of another kind, which the words beside the chart name."""

    x: float
    y: float
    width: float
    height: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """`title` says what is found, `about` what is drawn; `head` and `rows` say it all again as a table."""

    name: str
    title: str
    about: str
    height: float
    bars: Sequence[Bar]
    labels: Sequence[Label]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def view(self) -> str:
        return f"0 0 {WIDTH} {self.height:g}"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a chart. `told`: how it reads; `short`: its label where there is little room."""

    name: str
    count: float
    told: str = ""
    short: str = ""
    marked: bool = False

    @property
    def text(self) -> str:
        return self.told or number(self.count)


def standing(
    name: str, title: str, about: str, head: Sequence[str], values: Sequence[Value], *, every: int = 1
) -> Chart:
    """Bars beside one another, in the order of time; each `every`th has a label, the highest its figure."""
    most = max((value.count for value in values), default=0)
    step = (WIDTH - 2 * _LEFT) / max(len(values), 1)
    bars, labels = [], []
    for place, value in enumerate(values):
        height = (_FLOOR - _TOP) * value.count / most if most else 0
        x, gap = _LEFT + place * step, min(step * 0.2, 4)
        bars.append(
            Bar(
                _round(x + gap / 2), _round(_FLOOR - height), _round(step - gap), _round(height), value.marked
            )
        )
        middle = _within(x + step / 2)
        if place % every == 0:
            labels.append(Label(middle, _FLOOR + 14, value.short or value.name))
        if most and value.count == most and not any(label.y < _FLOOR for label in labels):
            labels.append(Label(middle, _TOP - 6, value.text))
    return Chart(name, title, about, _FLOOR + _BELOW, bars, labels, head, _rows(values))


def lying(name: str, title: str, about: str, head: Sequence[str], values: Sequence[Value]) -> Chart:
    """Bars below one another, each under its name, with its figure at the end."""
    most = max((value.count for value in values), default=0)
    bars, labels = [], []
    for place, value in enumerate(values):
        y = place * _STEP
        width = (WIDTH - _LEFT - _VALUE) * value.count / most if most else 0
        bars.append(Bar(0, y + 20, _round(max(width, 1)), _THICK, value.marked))
        labels += [
            Label(0, y + 14, _short(value.name), "start"),
            Label(_round(max(width, 1) + 6), y + 31, value.text, "start"),
        ]
    return Chart(name, title, about, max(len(values), 1) * _STEP, bars, labels, head, _rows(values))


def _rows(values: Sequence[Value]) -> list[tuple[str, str]]:
    return [(value.name, value.text) for value in values]


def _within(x: float) -> float:
    """So far from the edges that a short label is not cut."""
    return _round(min(max(x, 18), WIDTH - 18))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _round(value: float) -> float:
    return round(value, 1)
