"""Plain search, the floor to measure against: BM25 over the names, words and pairs of words without marks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import log

import numpy as np
from retyping import bare

K1, B = 1.2, 0.75
_WORD = re.compile(r"\w+")


def terms(text: str) -> Iterator[str]:
    words = _WORD.findall(bare(text).lower())
    yield from words
    yield from map(" ".join, pairwise(words))


class PlainSearch:
    """Codes of procedures by how well their names fit a question."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._codes = list(names)
        counts = [Counter(terms(name)) for name in names.values()]
        lengths = np.array([sum(each.values()) for each in counts])
        longer = K1 * (1 - B + B * lengths / lengths.mean())
        rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, each in enumerate(counts):
            for term, count in each.items():
                rows[term].append((number, count * (K1 + 1) / (count + longer[number])))
        self._postings = {
            term: (
                np.array([number for number, _ in row]),
                np.array([weight for _, weight in row])
                * log(1 + (len(counts) - len(row) + 0.5) / (len(row) + 0.5)),
            )
            for term, row in rows.items()
        }

    def place(self, question: str, codes: list[str]) -> int | None:
        """The place of the first right procedure, or None when it shares no word with the question."""
        scores = np.zeros(len(self._codes))
        for term in terms(question):
            if term in self._postings:
                numbers, weights = self._postings[term]
                scores[numbers] += weights
        order = np.argsort(-scores, kind="stable")[: np.count_nonzero(scores)]
        wanted = set(codes)
        return next((place for place, number in enumerate(order, 1) if self._codes[number] in wanted), None)
