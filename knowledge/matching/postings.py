"""One field of many documents, ready for BM25. Robertson and Zaragoza, "BM25 and Beyond" (2009)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

K1 = 1.2


class Postings:
    """Which documents hold a term, and how much it weighs there.

    Documents are numbered from 0 in the order given. `b` is how far a long document is marked down,
    0 to 1.
    """

    def __init__(self, documents: Sequence[Sequence[str]], *, b: float = 0.5) -> None:
        self.size = len(documents)
        lengths = np.fromiter((len(document) for document in documents), np.float32, self.size)
        norm = K1 * (1 - b + b * lengths / max(float(lengths.mean()) if self.size else 1.0, 1.0))
        found: dict[str, tuple[list[int], list[int]]] = {}
        for number, document in enumerate(documents):
            for term, count in Counter(document).items():
                numbers, counts = found.setdefault(term, ([], []))
                numbers.append(number)
                counts.append(count)
        self._idf = {term: _idf(self.size, len(numbers)) for term, (numbers, _) in found.items()}
        self._of = {term: self._weighed(term, *rows, norm) for term, rows in found.items()}

    def _weighed(
        self, term: str, numbers: list[int], counts: list[int], norm: Scores
    ) -> tuple[NDArray[np.int32], Scores]:
        ids = np.array(numbers, np.int32)
        often = np.array(counts, np.float32)
        return ids, (self._idf[term] * often * (K1 + 1) / (often + norm[ids])).astype(np.float32)

    def __contains__(self, term: str) -> bool:
        return term in self._of

    def terms(self) -> Iterable[str]:
        return self._of

    def idf(self, term: str) -> float:
        """How telling a term is; of one that no document holds, as much as of the rarest."""
        return self._idf.get(term) or _idf(self.size, 0)

    def score(self, query: Mapping[str, float]) -> Scores:
        """BM25 of every document for the weighted terms of `query`."""
        total = np.zeros(self.size, np.float32)
        for term, weight in query.items():
            if (rows := self._of.get(term)) is not None:
                total[rows[0]] += weight * rows[1]
        return total


def _idf(size: int, holding: int) -> float:
    return float(np.log1p((size - holding + 0.5) / (holding + 0.5)))
