"""One field of many documents, ready for BM25. Robertson and Zaragoza, "BM25 and Beyond" (2009)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import is_

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.terms import PAIR, Keys, pairs

Rows = Sequence[NDArray[np.integer]]
Scores = NDArray[np.float32]

K1 = 1.2
FEW = 0.25
"""Where no more than this share of the rows changed, the rest serves again."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """What stands where: each row with each of its terms, sorted by term; and how often."""

    keys: Keys
    rows: NDArray[np.int32]
    often: NDArray[np.int32]

    @classmethod
    def of(cls, documents: Rows, *, with_pairs: bool) -> "_Laid":
        lengths = _lengths(documents)
        words = np.concatenate((np.array([], np.int64), *documents)).astype(np.int64)
        owners = np.repeat(np.arange(len(documents), dtype=np.int32), lengths)
        if with_pairs:
            joined, within = pairs(words, np.cumsum(lengths))
            words = np.concatenate((words, joined[within]))
            owners = np.concatenate((owners, owners[:-1][within]))
        order = np.lexsort((owners, words))
        words, owners = words[order], owners[order]
        new = np.r_[True, (words[1:] != words[:-1]) | (owners[1:] != owners[:-1])][: len(words)]
        starts = np.flatnonzero(new)
        often = np.diff(np.r_[starts, len(words)]).astype(np.int32)
        return cls(words[starts], owners[starts], often)

    def without(self, rows: slice, count: int) -> "_Laid":
        """Without the rows of a slice; those behind it are numbered as if `count` stood in their place."""
        kept = (self.rows < rows.start) | (self.rows >= rows.stop)
        left = self.rows[kept]
        behind = np.int32(count - (rows.stop - rows.start))
        return _Laid(self.keys[kept], left + behind * (left >= rows.start), self.often[kept])

    def with_more(self, more: "_Laid", start: int) -> "_Laid":
        """With rows that stand side by side from `start` on, where there is a gap for them."""
        places = np.searchsorted(self.keys, more.keys)
        return _Laid(
            np.insert(self.keys, places, more.keys),
            np.insert(self.rows, places, more.rows + np.int32(start)),
            np.insert(self.often, places, more.often),
        )


class Postings:
    """Which documents hold a term, and how much it weighs there.

    Documents are rows of word numbers, numbered from 0 in the order given; their words and (`with_pairs`)
    pairs of neighbours are the terms. `b` is how far a long document is marked down, 0 to 1. All texts lie
    in a few arrays, so thirty thousand documents are built in a second and read by many threads.
    """

    def __init__(
        self, documents: Rows, *, b: float = 0.5, with_pairs: bool = True, before: "Postings | None" = None
    ) -> None:
        """What `before`, built with the same options, has of the very same rows serves again."""
        self.rows = tuple(documents)
        self.size = len(self.rows)
        self._options = b, with_pairs
        laid = self._changed(before) if before else None
        self._lay_out(laid or _Laid.of(self.rows, with_pairs=with_pairs))

    def again(self, documents: Rows) -> "Postings":
        """The same of other documents; itself, if they are the very same."""
        if len(documents) == self.size and _alike(self.rows, documents) == self.size:
            return self
        b, with_pairs = self._options
        return Postings(documents, b=b, with_pairs=with_pairs, before=self)

    def _changed(self, before: "Postings") -> _Laid | None:
        """What `before` holds, with the rows between those that are the same at both ends exchanged."""
        old, new = before.rows, self.rows
        head = _alike(old, new)
        tail = min(_alike(old[::-1], new[::-1]), len(old) - head, len(new) - head)
        gone, come = slice(head, len(old) - tail), slice(head, len(new) - tail)
        if gone.stop - gone.start + come.stop - come.start > FEW * len(new):
            return None
        more = _Laid.of(new[come], with_pairs=self._options[1])
        return before._laid().without(gone, come.stop - come.start).with_more(more, head)  # noqa: SLF001 (one of us)

    def _laid(self) -> _Laid:
        return _Laid(np.repeat(self._keys, np.diff(self._bounds)), self._documents, self._often)

    def _lay_out(self, laid: _Laid) -> None:
        keys, self._documents, self._often = laid.keys, laid.rows, laid.often
        first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: len(keys)])
        self._keys = keys[first]
        self._bounds = np.r_[first, len(keys)]
        holding = np.diff(self._bounds)
        self._rarity = np.log1p((self.size - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        lengths, b = _lengths(self.rows), self._options[0]
        norm = K1 * (1 - b + b * lengths / max(float(lengths.mean()) if self.size else 1.0, 1.0))
        often = self._often.astype(np.float32)
        weight = often * (K1 + 1) / (often + norm[self._documents])
        self._weights = (weight * np.repeat(self._rarity, holding)).astype(np.float32)

    def rarity(self, keys: Keys) -> Scores:
        """How telling each term is (its IDF); of one that no document holds, as much as of the rarest."""
        places, known = self._places(keys)
        unseen = np.float32(np.log1p(2 * self.size + 1))
        return np.where(known, self._rarity[places] if len(self._rarity) else 0, unseen).astype(np.float32)

    def score(self, keys: Keys, weights: Scores) -> Scores:
        """BM25 of every document for the weighted terms."""
        met, spans = self._met(keys)
        worth = [self._weights[span] * weight for span, weight in zip(spans, weights[met], strict=True)]
        return self._summed(spans, worth)

    def holding(self, keys: Keys, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the documents `numbers` (columns) hold which of the terms (rows)."""
        out = np.zeros((len(keys), len(numbers)), np.bool_)
        met, spans = self._met(keys)
        if spans:
            column = np.full(self.size, -1, np.int64)
            column[numbers] = np.arange(len(numbers))
            columns = column[np.concatenate([self._documents[span] for span in spans])]
            wanted = columns >= 0
            out[np.repeat(met, list(map(_width, spans)))[wanted], columns[wanted]] = True
        return out

    def shared(self, keys: Keys, weights: Scores) -> Scores:
        """For every document the sum of the weights of the terms that it holds."""
        met, spans = self._met(keys)
        return self._summed(spans, [np.repeat(weights[met], list(map(_width, spans)))])

    def mass(self, rarity: Callable[[Keys], Scores]) -> Scores:
        """For each document the sum of the `rarity` of its words, each once; pairs do not count."""
        worth = np.where(self._keys >> PAIR == 0, rarity(self._keys), 0)
        each = np.repeat(worth, np.diff(self._bounds))
        return np.bincount(self._documents, each, self.size).astype(np.float32)

    def _summed(self, spans: Sequence[slice], worth: Sequence[Scores]) -> Scores:
        """For each document the sum of what stands at its places in the spans."""
        if not spans:
            return np.zeros(self.size, np.float32)
        held = np.concatenate([self._documents[span] for span in spans])
        return np.bincount(held, np.concatenate(worth), self.size).astype(np.float32)

    def _met(self, keys: Keys) -> tuple[NDArray[np.int64], list[slice]]:
        """Which of the keys any document holds, and where those documents stand."""
        places, known = self._places(keys)
        met = np.flatnonzero(known)
        here = places[met]
        return met, list(map(slice, self._bounds[here].tolist(), self._bounds[here + 1].tolist()))

    def _places(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return places, self._keys[places] == keys


def _lengths(rows: Rows) -> NDArray[np.int64]:
    return np.array([len(row) for row in rows], np.int64)


def _width(span: slice) -> int:
    width: int = span.stop - span.start
    return width


def _alike(old: Rows, new: Rows) -> int:
    """How many rows at the beginning are the very same."""
    return sum(1 for _ in takewhile(bool, map(is_, old, new)))
