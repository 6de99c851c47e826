"""Text cut into syllables, and the pieces that an index keeps."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.spelling import words_of


def syllables(text: str) -> list[str]:
    """The syllables and numbers of `text` in their canonical spelling, in order."""
    return words_of(text)


def folded(tokens: Iterable[str]) -> list[str]:
    return [fold(token) for token in tokens]


def grams(tokens: Sequence[str]) -> list[str]:
    """Syllables, and neighbours joined by `_`: most Vietnamese words have two syllables."""
    return [*tokens, *(f"{left}_{right}" for left, right in pairwise(tokens))]
