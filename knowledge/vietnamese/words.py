"""Text cut into syllables, and the pieces that an index keeps."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.spelling import canonical

_SYLLABLE = re.compile(r"[^\W_]+")


def syllables(text: str) -> list[str]:
    """The syllables and numbers of `text` in their canonical spelling, in order."""
    return _SYLLABLE.findall(canonical(text))


def folded(tokens: Iterable[str]) -> list[str]:
    return [fold(token) for token in tokens]


def grams(tokens: Sequence[str]) -> list[str]:
    """Syllables, and neighbours joined by `_`: most Vietnamese words have two syllables."""
    return [*tokens, *(f"{left}_{right}" for left, right in pairwise(tokens))]
