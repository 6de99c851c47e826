"""What was added to a text and what was taken away, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 4_000
"""Longer texts are compared line by line: words would take seconds."""
_WORDS = re.compile(r"\s+|[^\s]+")


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, or only one."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both, in reading order: but for ADDED ones they make up `old`, but for REMOVED `new`."""
    before, after = _parts(old), _parts(new)
    if len(before) + len(after) > MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return tuple(_pieces(before, after))


def _parts(text: str) -> list[str]:
    return _WORDS.findall(text)


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for act, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            yield Piece(Kind.SAME, "".join(after[first:last]))
            continue
        if start < end:
            yield Piece(Kind.REMOVED, "".join(before[start:end]))
        if first < last:
            yield Piece(Kind.ADDED, "".join(after[first:last]))
