"""The lines of a file, each checked; bad ones are gathered, so that all of them can be told at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from knowledge import wording
from knowledge.lines import KnowledgeLine, Line, ProcedureLine
from knowledge.reading import Progress, no_progress, raw_lines
from knowledge.reasons import reason
from knowledge.refusals import RefusedError

BAD_SHOWN = 20
IGNORED_NAMED = 100
"""How many columns that mean nothing to us are remembered by name."""

AnyLine = TypeVar("AnyLine", bound=Line)


@dataclass(frozen=True, slots=True)
class BadLine:
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Faults:
    """What was wrong with a file: bad lines, and columns that mean nothing to us."""

    bad: list[BadLine] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Entry:
    """A good line without its texts."""

    number: int
    code: str
    as_of: str
    digest: str
    named: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file holds. `kind` is what its lines are."""

    path: Path
    kind: type[KnowledgeLine]
    entries: list[Entry]
    faults: Faults


def good_lines(
    path: Path, kind: type[AnyLine], faults: Faults, progress: Progress = no_progress
) -> Iterator[tuple[int, AnyLine]]:
    """The good lines of the file with their numbers; the others go to `faults`. Raises RefusedError."""
    for raw in raw_lines(path, kind, progress):
        if raw.data is None:
            faults.bad.append(BadLine(raw.number, raw.reason))
            continue
        if len(faults.ignored) < IGNORED_NAMED:
            faults.ignored.update(raw.data.keys() - kind.model_fields.keys())
        try:
            yield raw.number, kind.model_validate(raw.data)
        except ValidationError as error:
            faults.bad.append(BadLine(raw.number, reason(error)))


def scan(path: Path, kind: type[KnowledgeLine], progress: Progress = no_progress) -> Scan:
    """Reads and checks the whole file. Raises RefusedError if it can't be read at all."""
    faults = Faults()
    entries = [
        Entry(number, line.code, line.as_of, line.digest(), _named(line))
        for number, line in good_lines(path, kind, faults, progress)
    ]
    return Scan(path, kind, entries, faults)


def _named(line: KnowledgeLine) -> bool:
    return not isinstance(line, ProcedureLine) or bool(line.name)


def refuse_bad(path: Path, bad: Sequence[BadLine]) -> None:
    """Raises RefusedError that names the first of them, if there are any."""
    if not bad:
        return
    lines = [wording.BAD_LINES.format(path=path, count=len(bad)), *told(bad)]
    raise RefusedError("\n".join(lines))


def told(bad: Sequence[BadLine]) -> list[str]:
    """One sentence for each of the first bad lines, and how many more there are."""
    first = sorted(bad, key=lambda line: line.number)[:BAD_SHOWN]
    sentences = [wording.BAD_LINE.format(number=line.number, reason=line.reason) for line in first]
    if len(bad) > BAD_SHOWN:
        sentences.append(wording.AND_MORE.format(count=len(bad) - BAD_SHOWN))
    return sentences
