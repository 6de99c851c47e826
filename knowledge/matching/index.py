"""All procedures of a deployment, ready to be asked."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.postings import Postings, Scores
from knowledge.matching.terms import Keys, Terms
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.words import folded, syllables

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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the numbers of an index: keys and weights, marked, folded, and the person's own words."""

    marked: tuple[Keys, Scores]
    folded: tuple[Keys, Scores]
    own: tuple[Keys, Scores]


class Index:
    """Documents numbered as given. Built off the event loop, then only read: safe for many threads."""

    def __init__(self, documents: Sequence[Document], shorthand: Shorthand) -> None:
        self.documents = tuple(documents)
        self.terms = Terms()
        names = [shorthand.written_out(syllables(plain_name(document.name))) for document in documents]
        marked = [self.terms.numbers(name) for name in names]
        bodies = [self.terms.numbers(_body(document)) for document in documents]
        ways = [
            (number, self.terms.numbers(shorthand.expanded(syllables(text))))
            for number, document in enumerate(documents)
            for text in document.phrasings
        ]
        self.folded_names = tuple(" ".join(folded(name)) for name in names)
        bare = [self.terms.folded(name) for name in marked]
        self.marked = Postings(marked)
        self.folded = Postings(bare)
        folded_bodies = [self.terms.folded(body) for body in bodies]
        folded_ways = [(number, self.terms.folded(words)) for number, words in ways]
        self.bodies = Postings(folded_bodies, b=0.7)
        self.phrasings = Phrased(bare, folded_ways)
        self.anywhere = Postings(_together(bare, folded_bodies, folded_ways), with_pairs=False)
        self.name_mass = self._mass(bare)
        self.phrasing_mass = self._mass(self.phrasings.rows)

    def __len__(self) -> int:
        return len(self.documents)

    def asked(self, question: Understood) -> Asked:
        return Asked(
            self.terms.weighted(question.terms()),
            self.terms.weighted(question.folded_terms()),
            self.terms.weighted(question.own_terms()),
        )

    def rough(self, asked: Asked) -> dict[str, Scores]:
        """Scores of every document by field, for choosing candidates and as features."""
        return {
            "marked": self.marked.score(*asked.marked),
            "folded": self.folded.score(*asked.folded),
            "phrasing": self.phrasings.best(self.phrasings.postings.score(*asked.own)),
            "body": self.bodies.score(*asked.folded),
        }

    def _mass(self, texts: Sequence[NDArray[np.int64]]) -> Scores:
        """For each text the sum of the rarity (in names) of its words, each once."""
        return np.array([self.folded.rarity(np.unique(words)).sum() for words in texts], np.float32)


def _together(
    names: Sequence[NDArray[np.int64]],
    bodies: Sequence[NDArray[np.int64]],
    ways: Sequence[tuple[int, NDArray[np.int64]]],
) -> list[NDArray[np.int64]]:
    """For each document all words of its name, key sections and phrasings."""
    parts = [[name, body] for name, body in zip(names, bodies, strict=True)]
    for number, words in ways:
        parts[number].append(words)
    return [np.concatenate(each) for each in parts]


class Phrased:
    """The names and phrasings of documents, those of one document side by side."""

    def __init__(
        self, names: Sequence[NDArray[np.int64]], ways: Sequence[tuple[int, NDArray[np.int64]]]
    ) -> None:
        rows = sorted([*enumerate(names), *ways], key=lambda row: row[0])
        self.rows = [words for _, words in rows]
        self._starts = np.flatnonzero(np.diff([number for number, _ in rows], prepend=-1))
        self.postings = Postings(self.rows)

    def best(self, scores: Scores) -> Scores:
        """For each document the highest of the scores of its name and phrasings."""
        return np.maximum.reduceat(scores, self._starts) if len(scores) else scores


def plain_name(name: str) -> str:
    """The name without the word "thủ tục" in front."""
    stripped = name.strip()
    return stripped[8:].lstrip() if stripped.lower().startswith("thủ tục ") else stripped


def _body(document: Document) -> list[str]:
    parts = (
        document.sections.get(name, "")[:BODY_LETTERS] for name in ("who", "conditions", "result", "papers")
    )
    return syllables(" ".join((document.field, *parts)))
