"""All procedures of a deployment, ready to be asked."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.postings import Postings, Scores
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.words import folded, grams, syllables

BODY_LETTERS = 700
"""How much of each key section is indexed: the beginnings tell what a procedure is for."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the matcher knows of one procedure of one agency."""

    code: str
    name: str
    field: str = ""
    level: str = ""
    as_of: str = ""
    phrasings: tuple[str, ...] = ()
    asked_often: bool = False
    sections: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Index:
    """Documents numbered as given. Built off the event loop, then only read: safe for many threads."""

    def __init__(self, documents: Sequence[Document], shorthand: Shorthand) -> None:
        self.documents = tuple(documents)
        names = [shorthand.written_out(syllables(plain_name(document.name))) for document in documents]
        self.names = tuple(frozenset(folded(name)) for name in names)
        self.folded_names = tuple(" ".join(folded(name)) for name in names)
        self.marked = Postings([grams(name) for name in names])
        self.folded = Postings([grams(folded(name)) for name in names])
        bodies = [folded(_body(document)) for document in documents]
        self.bodies = Postings([grams(body) for body in bodies], b=0.7)
        rows = [(number, folded(name)) for number, name in enumerate(names)]
        for number, document in enumerate(documents):
            rows.extend((number, folded(shorthand.expanded(syllables(text)))) for text in document.phrasings)
        self.phrasing_of = np.array([number for number, _ in rows], np.int32)
        phrasings = [words for _, words in rows]
        self.phrasings = Postings([grams(words) for words in phrasings])
        self._phrasings_of = self._weighed_phrasings(phrasings)
        self._mentioned = [set(name).union(body) for name, body in zip(self.names, bodies, strict=True)]
        for number, words in zip(self.phrasing_of, phrasings, strict=True):
            self._mentioned[number].update(words)

    def _weighed_phrasings(
        self, phrasings: Sequence[list[str]]
    ) -> dict[int, list[tuple[frozenset[str], float]]]:
        of: dict[int, list[tuple[frozenset[str], float]]] = {}
        for number, words in zip(self.phrasing_of, phrasings, strict=True):
            unique = frozenset(words)
            of.setdefault(int(number), []).append((unique, sum(map(self.folded.idf, unique))))
        return of

    def __len__(self) -> int:
        return len(self.documents)

    def mentions(self, number: int, word: str) -> bool:
        """Whether the name, a phrasing or a key section of a document holds the folded word."""
        return word in self._mentioned[number]

    def phrasings_of(self, number: int) -> Sequence[tuple[frozenset[str], float]]:
        """The words of each phrasing of a document, and the sum of their rarity."""
        return self._phrasings_of.get(number, ())

    def phrasing_scores(self, terms: Mapping[str, float]) -> Scores:
        """For each document the score of its best phrasing."""
        best = np.zeros(len(self), np.float32)
        if len(self.phrasing_of):
            np.maximum.at(best, self.phrasing_of, self.phrasings.score(terms))
        return best

    def rough(self, question: Understood) -> dict[str, Scores]:
        """Scores of every document by field, for choosing candidates and as features."""
        terms, bare = question.terms(), question.folded_terms()
        return {
            "marked": self.marked.score(terms),
            "folded": self.folded.score(bare),
            "phrasing": self.phrasing_scores(question.own_terms()),
            "body": self.bodies.score(bare),
        }


def plain_name(name: str) -> str:
    """The name without the word "thủ tục" in front."""
    stripped = name.strip()
    return stripped[8:].lstrip() if stripped.lower().startswith("thủ tục ") else stripped


def visible(total: int, numbers: Sequence[int]) -> NDArray[np.bool_]:
    """A mask over `total` documents that is true at `numbers`."""
    mask = np.zeros(total, np.bool_)
    mask[list(numbers)] = True
    return mask


def _body(document: Document) -> list[str]:
    parts = (
        document.sections.get(name, "")[:BODY_LETTERS] for name in ("who", "conditions", "result", "papers")
    )
    return syllables(" ".join((document.field, *parts)))
