"""Words as numbers: what an index of thousands of texts is built from."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from knowledge.vietnamese.folding import fold

Keys = NDArray[np.int64]
PAIR = 32
"""Bits by which the first word of a pair is shifted; a single word has nothing there."""


class Terms:
    """Numbers for words, given in the order in which they are met; and for each the number of its folding."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._folded: list[int] = []

    def numbers(self, words: Iterable[str]) -> NDArray[np.int64]:
        """The numbers of `words`, new ones for words not met before."""
        return np.array([self._number.get(word) or self._new(word) for word in words], np.int64)

    def folded(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the same words without marks."""
        return np.array([self._folded[number - 1] for number in numbers.tolist()], np.int64)

    def __len__(self) -> int:
        """The highest number given."""
        return len(self._number)

    def key(self, term: str) -> int:
        """The key of a word, or of a pair joined by `_`; 0 when a word of it was never met."""
        first, _, second = term.partition("_")
        number = self._number.get(first, 0)
        if not second or not number:
            return number
        other = self._number.get(second, 0)
        return (number << PAIR) | other if other else 0

    def _new(self, word: str) -> int:
        number = self._number[word] = len(self._number) + 1
        self._folded.append(number)
        bare = fold(word)
        if bare != word:
            self._folded[number - 1] = self._number.get(bare) or self._new(bare)
        return number


def pairs(numbers: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[Keys, NDArray[np.bool_]]:
    """The key of each word with its right neighbour; false where a text ends at `ends` (exclusive)."""
    joined = (numbers[:-1] << PAIR) | numbers[1:]
    within = np.ones(max(len(numbers) - 1, 0), np.bool_)
    cuts = ends[(ends > 0) & (ends < len(numbers))] - 1
    within[cuts] = False
    return joined, within
