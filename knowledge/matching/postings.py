"""One field of many documents, ready for BM25. Robertson and Zaragoza, "BM25 and Beyond" (2009)."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.terms import PAIR, Keys, pairs

Scores = NDArray[np.float32]

K1 = 1.2


class Postings:
    """Which documents hold a term, and how much it weighs there.

    Documents are rows of word numbers, numbered from 0 in the order given; their words and (`with_pairs`)
    pairs of neighbours are the terms. `b` is how far a long document is marked down, 0 to 1. All texts lie
    in a few arrays, so thirty thousand documents are built in a second and read by many threads.
    """

    def __init__(
        self, documents: Sequence[NDArray[np.int64]], *, b: float = 0.5, with_pairs: bool = True
    ) -> None:
        self.size = len(documents)
        lengths = np.array([len(document) for document in documents], np.int64)
        words = np.concatenate(documents) if self.size else np.array([], np.int64)
        owners = np.repeat(np.arange(self.size, dtype=np.int64), lengths)
        if with_pairs:
            joined, within = pairs(words, np.cumsum(lengths))
            words = np.concatenate((words, joined[within]))
            owners = np.concatenate((owners, owners[:-1][within]))
        self._lay_out(words, owners, lengths, b)

    def _lay_out(self, keys: Keys, of: NDArray[np.int64], lengths: NDArray[np.int64], b: float) -> None:
        order = np.lexsort((of, keys))
        keys, of = keys[order], of[order]
        starts = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (of[1:] != of[:-1])][: len(keys)])
        often = np.diff(np.r_[starts, len(keys)]).astype(np.float32)
        keys, self._documents = keys[starts], of[starts].astype(np.int32)
        first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: len(keys)])
        self._keys = keys[first]
        self._bounds = np.r_[first, len(keys)]
        holding = np.diff(self._bounds)
        self._rarity = np.log1p((self.size - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        norm = K1 * (1 - b + b * lengths / max(float(lengths.mean()) if self.size else 1.0, 1.0))
        weight = often * (K1 + 1) / (often + norm[self._documents])
        self._weights = (weight * np.repeat(self._rarity, holding)).astype(np.float32)

    def rarity(self, keys: Keys) -> Scores:
        """How telling each term is (its IDF); of one that no document holds, as much as of the rarest."""
        places, known = self._places(keys)
        unseen = np.float32(np.log1p(2 * self.size + 1))
        return np.where(known, self._rarity[places] if len(self._rarity) else 0, unseen).astype(np.float32)

    def score(self, keys: Keys, weights: Scores) -> Scores:
        """BM25 of every document for the weighted terms."""
        total = np.zeros(self.size, np.float32)
        places, known = self._places(keys)
        for place, weight in zip(places[known], weights[known], strict=True):
            here = slice(self._bounds[place], self._bounds[place + 1])
            total[self._documents[here]] += weight * self._weights[here]
        return total

    def holding(self, keys: Keys, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the documents `numbers` (columns) hold which of the terms (rows)."""
        out = np.zeros((len(keys), len(numbers)), np.bool_)
        marks = np.zeros(self.size, np.bool_)
        places, known = self._places(keys)
        for row in np.flatnonzero(known):
            here = self._documents[self._bounds[places[row]] : self._bounds[places[row] + 1]]
            marks[here] = True
            out[row] = marks[numbers]
            marks[here] = False
        return out

    def shared(self, keys: Keys, weights: Scores) -> Scores:
        """For every document the sum of the weights of the terms that it holds."""
        total = np.zeros(self.size, np.float32)
        places, known = self._places(keys)
        for place, weight in zip(places[known], weights[known], strict=True):
            total[self._documents[self._bounds[place] : self._bounds[place + 1]]] += weight
        return total

    def mass(self, rarity: Callable[[Keys], Scores]) -> Scores:
        """For each document the sum of the `rarity` of its words, each once; pairs do not count."""
        worth = np.where(self._keys >> PAIR == 0, rarity(self._keys), 0)
        each = np.repeat(worth, np.diff(self._bounds))
        return np.bincount(self._documents, each, self.size).astype(np.float32)

    def _places(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return places, self._keys[places] == keys
