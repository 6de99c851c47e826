"""How far a change reaches a question: how much of the question is said by the texts that changed. Pure."""

from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np

from knowledge.catalog import Known
from knowledge.holdings import Holdings
from knowledge.matching.index import Document
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.words import folded, syllables


class Reach:
    """What changed between two holdings; built once a check."""

    def __init__(self, now: Holdings, then: Holdings) -> None:
        self._now, self._then = now, then
        self._expanded = then.matcher.lexicon.shorthand.expanded
        changed = _changed(now.documents, then.documents)
        self._texts = [words for old, new in changed for words in self._between(old, new) if words]
        self._same_reader = now.matcher.reader is then.matcher.reader
        self._rarity: dict[str, float] = {}

    def of(self, asked: str) -> float:
        """The largest share of a question that one of these texts says, 0 to 1; 1 if it is read otherwise."""
        question = self._then.matcher.understand(asked)
        if not self._same_reader and _read(question) != _read(self._now.matcher.understand(asked)):
            return 1.0
        weights = self._weights(question)
        whole = sum(weights.values())
        said = (sum(weights[word] for word in text & weights.keys()) for text in self._texts)
        return max(said, default=0.0) / whole if whole else 0.0

    def _weights(self, question: Understood) -> dict[str, float]:
        """The question's own words and its official ones without marks, and how much each tells."""
        weights: dict[str, float] = {}
        own = zip(folded(question.words), question.weights, strict=True)
        official = ((word, name.sureness) for name in question.called for word in folded(name.official))
        for word, weight in chain(own, official):
            weights[word] = max(weights.get(word, 0.0), weight * self._rare(word))
        return weights

    def _rare(self, word: str) -> float:
        if word not in self._rarity:
            index = self._then.matcher.index
            key = np.array([index.terms.key(word)], np.int64)
            self._rarity[word] = float(index.folded.rarity(key)[0])
        return self._rarity[word]

    def _between(self, old: Document | None, new: Document | None) -> Iterator[frozenset[str]]:
        """The words of what only one of the two says: names, phrasings, key sections."""
        if old is None or new is None or old.name != new.name:
            for each in (old, new):
                if each is not None:
                    yield from map(self._words, (each.name, *each.phrasings, each.body))
            return
        yield from map(self._words, set(old.phrasings) ^ set(new.phrasings))
        yield self._words(old.body) ^ self._words(new.body)

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(folded(self._expanded(syllables(text))))


def _read(question: Understood) -> tuple[object, ...]:
    """All but how surely it was read: that changes a little with every word that is known."""
    return question.words, question.restored, question.weights, question.facets, question.called


def _changed(now: Known, then: Known) -> list[tuple[Document | None, Document | None]]:
    """What only one of the two holds, and what both hold differently."""
    before, after = _by_place(now, then), _by_place(then, now)
    places = dict.fromkeys((*before, *after))
    return [(before.get(place), after.get(place)) for place in places]


def _by_place(these: Known, others: Known) -> Mapping[tuple[int, str], Document]:
    """The documents that are not among `others`, by agency and code."""
    return {
        (entry.agency_id, entry.code): document
        for (entry, ways), document in these.items()
        if others.get((entry, ways)) != document
    }
