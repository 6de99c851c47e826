"""All procedures of a deployment, ready to be asked."""

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
    level: str = ""
    as_of: str = ""
    phrasings: tuple[str, ...] = ()
    asked_often: bool = False
    body: str = ""
    """The field and the beginnings of the key sections (`key_text`)."""
    written: bool = False
    """By an editor, on a day of its own: procedures are not older for it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of a document as numbers: its name, key sections, and each of its phrasings."""

    name: NDArray[np.int64]
    folded_name: str
    body: NDArray[np.int64]
    ways: tuple[NDArray[np.int64], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the numbers of an index: keys and weights, marked, folded, and the person's own words."""

    marked: tuple[Keys, Scores]
    folded: tuple[Keys, Scores]
    own: tuple[Keys, Scores]


class Index:
    """Documents numbered as given. Built off the event loop, then only read: safe for many threads."""

    def __init__(
        self, documents: Sequence[Document], shorthand: Shorthand, before: "Index | None" = None
    ) -> None:
        """What `before` had prepared of the same documents serves again."""
        self.documents = tuple(documents)
        self.terms: Terms = before.terms if before else Terms()
        known: dict[Document, Prepared] = before.prepared if before else {}
        self.prepared: dict[Document, Prepared] = {
            document: known.get(document) or self._prepare(document, shorthand) for document in documents
        }
        each = [self.prepared[document] for document in documents]
        bare = [self.terms.folded(one.name) for one in each]
        ways = [(number, self.terms.folded(way)) for number, one in enumerate(each) for way in one.ways]
        bodies = [self.terms.folded(one.body) for one in each]
        self.folded_names = tuple(one.folded_name for one in each)
        self.marked = Postings([one.name for one in each])
        self.folded = Postings(bare)
        self.bodies = Postings(bodies, b=0.7)
        self.phrasings = Phrased(bare, ways)
        self.anywhere = Postings(_together(bare, bodies, ways), with_pairs=False)
        self.name_mass = self.folded.mass(self.folded.rarity)
        self.phrasing_mass = self.phrasings.postings.mass(self.folded.rarity)

    def _prepare(self, document: Document, shorthand: Shorthand) -> "Prepared":
        name = shorthand.written_out(syllables(plain_name(document.name)))
        ways = [self.terms.numbers(shorthand.expanded(syllables(text))) for text in document.phrasings]
        body = self.terms.numbers(syllables(document.body))
        return Prepared(self.terms.numbers(name), " ".join(folded(name)), body, tuple(ways))

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


def key_text(field: str, sections: Mapping[str, str]) -> str:
    """What of a procedure's sections is indexed."""
    parts = (sections.get(name, "")[:BODY_LETTERS] for name in ("who", "conditions", "result", "papers"))
    return " ".join((field, *parts))
