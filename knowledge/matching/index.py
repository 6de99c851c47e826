"""All procedures of a deployment, ready to be asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.postings import Postings, Rows, Scores
from knowledge.matching.terms import PAIR, Keys, Terms
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.words import folded, syllables

Words = NDArray[np.int32]
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
    """The words of a document as numbers, without marks but in `marked`."""

    marked: Words
    """Of the name."""
    name: Words
    folded_name: str
    """Its words without marks, each once, sorted: as they are compared the fastest."""
    body: Words
    """Of the key sections."""
    ways: tuple[Words, ...]
    """Of each phrasing."""
    anywhere: Words
    """All of these, one behind the other."""
    known: Words
    """Every word of it as written, and without marks; each once."""


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
        """What `before` had of the same documents serves again."""
        self.documents = tuple(documents)
        self.terms: Terms = before.terms if before else Terms()
        self.prepared: dict[Document, Prepared] = self._prepared(shorthand, before.prepared if before else {})
        each = [self.prepared[document] for document in documents]
        self.folded_names = tuple(one.folded_name for one in each)
        self.marked: Postings = _postings([one.marked for one in each], before.marked if before else None)
        self.folded: Postings = _postings([one.name for one in each], before.folded if before else None)
        self.bodies: Postings = _postings(
            [one.body for one in each], before.bodies if before else None, b=0.7
        )
        everything = [one.anywhere for one in each]
        self.anywhere: Postings = _postings(everything, before.anywhere if before else None, with_pairs=False)
        self.phrasings: Phrased = Phrased(each, before.phrasings.postings if before else None)
        self.name_mass = self.folded.mass(self.folded.rarity)
        self.phrasing_mass = self.phrasings.postings.mass(self.folded.rarity)
        self._known = np.zeros(len(self.terms) + 2, np.bool_)
        self._known[np.concatenate(([0], *(one.known for one in each)))] = True

    def _prepared(
        self, shorthand: Shorthand, before: Mapping[Document, Prepared]
    ) -> dict[Document, Prepared]:
        new = [document for document in self.documents if document not in before]
        codes = {document.code for document in new}
        near = (prepared for document, prepared in before.items() if document.code in codes)
        preparing = _Preparing(self.terms, shorthand, near)
        made = {document: preparing.prepared(document) for document in new}
        return {document: before.get(document) or made[document] for document in self.documents}

    def __len__(self) -> int:
        return len(self.documents)

    def keys(self, terms: Iterable[str]) -> Keys:
        """The keys of words, or of pairs joined by `_`; 0 for one of which no document has a word."""
        keys = np.array([self.terms.key(term) for term in terms], np.int64)
        last = len(self._known) - 1
        first, second = np.minimum(keys >> PAIR, last), np.minimum(keys & (2**PAIR - 1), last)
        return np.where(self._known[first] & self._known[second], keys, 0)

    def asked(self, question: Understood) -> Asked:
        marked, bare, own = question.terms(), question.folded_terms(), question.own_terms()
        keys = self.keys((*marked, *bare, *own))
        weights = np.array((*marked.values(), *bare.values(), *own.values()), np.float32)
        ends = len(marked), len(marked) + len(bare)
        three = zip(np.split(keys, ends), np.split(weights, ends), strict=True)
        return Asked(*((each[each > 0], weighed[each > 0]) for each, weighed in three))

    def rough(self, asked: Asked) -> dict[str, Scores]:
        """Scores of every document by field, for choosing candidates and as features."""
        return {
            "marked": self.marked.score(*asked.marked),
            "folded": self.folded.score(*asked.folded),
            "phrasing": self.phrasings.best(self.phrasings.postings.score(*asked.own)),
            "body": self.bodies.score(*asked.folded),
        }


class _Preparing:
    """Makes documents ready; rows of words that those `near` have, too, are the very same in both."""

    def __init__(self, terms: Terms, shorthand: Shorthand, near: Iterable[Prepared]) -> None:
        self._terms, self._shorthand = terms, shorthand
        self._rows: dict[bytes, Words] = {}
        for each in near:
            for row in (each.marked, each.name, each.body, *each.ways):
                self._rows[row.tobytes()] = row

    def prepared(self, document: Document) -> Prepared:
        name = self._shorthand.written_out(syllables(plain_name(document.name)))
        ways = [self._shorthand.expanded(syllables(text)) for text in document.phrasings]
        texts = [self._terms.numbers(words) for words in (name, syllables(document.body), *ways)]
        said = np.concatenate(texts)
        anywhere = self._terms.folded(said).astype(np.int32)
        ends = np.cumsum([len(text) for text in texts])[:-1]
        bare, body, *rows = map(self._same, np.split(anywhere, ends))
        marked = self._same(texts[0].astype(np.int32))
        known = np.unique(np.concatenate((said, anywhere))).astype(np.int32)
        return Prepared(marked, bare, " ".join(sorted(set(folded(name)))), body, tuple(rows), anywhere, known)

    def _same(self, row: Words) -> Words:
        return self._rows.setdefault(row.tobytes(), row)


def _postings(rows: Rows, before: Postings | None, *, b: float = 0.5, with_pairs: bool = True) -> Postings:
    return before.again(rows) if before else Postings(rows, b=b, with_pairs=with_pairs)


class Phrased:
    """The names and phrasings of documents, those of one document side by side."""

    def __init__(self, documents: Sequence[Prepared], before: Postings | None) -> None:
        """What `before`, of other documents, has of the same rows serves again."""
        self.postings = _postings([row for each in documents for row in (each.name, *each.ways)], before)
        self._counts = np.array([1 + len(each.ways) for each in documents], np.int64)
        self._starts = np.cumsum(self._counts) - self._counts

    def best(self, scores: Scores) -> Scores:
        """For each document the highest of the scores of its name and phrasings."""
        return np.maximum.reduceat(scores, self._starts) if len(scores) else scores

    def best_of(self, numbers: NDArray[np.int64], scored: Callable[[NDArray[np.int64]], Scores]) -> Scores:
        """The same for some documents only, whose names and phrasings are `scored` by their rows."""
        if not len(numbers):
            return np.zeros(0, np.float32)
        counts = self._counts[numbers]
        starts = np.cumsum(counts) - counts
        rows = np.arange(counts.sum()) + np.repeat(self._starts[numbers] - starts, counts)
        best: Scores = np.maximum.reduceat(scored(rows), starts)
        return best


def plain_name(name: str) -> str:
    """The name without the word "thủ tục" in front."""
    stripped = name.strip()
    return stripped[8:].lstrip() if stripped.lower().startswith("thủ tục ") else stripped


def key_text(field: str, sections: Mapping[str, str]) -> str:
    """What of a procedure's sections is indexed."""
    parts = (sections.get(name, "")[:BODY_LETTERS] for name in ("who", "conditions", "result", "papers"))
    return " ".join((field, *parts))
