"""Finding the longest known phrases in a row of syllables, with or without marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.words import syllables

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A phrase found at syllables `start` to `end` (exclusive), and what it means."""

    start: int
    end: int
    meaning: T


class Phrases(Generic[T]):
    """Phrases and their meanings, looked up in a question.

    A marked phrase matches the same syllables with the same marks, or without any: "phí" is found in
    "phi" but not in "phi công" typed as "phì". One that begins with the sign `exact`, if there is such a
    sign, matches with its marks only.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], *, exact: str = "") -> None:
        self._by_folded: dict[tuple[str, ...], list[tuple[tuple[str, ...], bool, T]]] = {}
        for phrase, meaning in entries:
            words = tuple(syllables(phrase))
            strict = bool(exact) and phrase.startswith(exact)
            if words:
                self._by_folded.setdefault(tuple(map(fold, words)), []).append((words, strict, meaning))
        lengths: dict[str, set[int]] = {}
        for first, *rest in self._by_folded:
            lengths.setdefault(first, set()).add(1 + len(rest))
        self._lengths = {first: sorted(known, reverse=True) for first, known in lengths.items()}

    def find(self, tokens: Sequence[str], *, overlapping: bool = False) -> Iterator[Span[T]]:
        """The phrases in `tokens`, longest first at each place; with `overlapping`, shorter ones too."""
        bare = [fold(token) for token in tokens]
        start, count = 0, len(tokens)
        while start < count:
            step = 1
            for length in self._lengths.get(bare[start], ()):
                end = start + length
                written = self._by_folded.get(tuple(bare[start:end])) if end <= count else None
                spans = list(_at(written, tokens, bare, start, end)) if written else []
                yield from spans
                if spans and not overlapping:
                    step = length
                    break
            start += step


def _at(
    written: Iterable[tuple[tuple[str, ...], bool, T]],
    tokens: Sequence[str],
    bare: Sequence[str],
    start: int,
    end: int,
) -> Iterator[Span[T]]:
    """Those of some phrases of the same letters that are said with the right marks."""
    for words, strict, meaning in written:
        if all(
            token == word or (token == plain and not strict)
            for token, word, plain in zip(tokens[start:end], words, bare[start:end], strict=True)
        ):
            yield Span(start, end, meaning)
