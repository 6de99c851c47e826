"""A question in, ranked candidates out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.features import NAMES, Describer
from knowledge.matching.index import Document, Index, plain_name
from knowledge.matching.phrases import Phrases
from knowledge.matching.postings import Scores
from knowledge.matching.ranker import Ranker
from knowledge.matching.understanding import TELLING, Lexicon, Understood
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.reading import Reader
from knowledge.vietnamese.vocabulary import Vocabulary
from knowledge.vietnamese.words import folded, syllables

SHORTLIST = 60
"""Candidates that are looked at closely: of 550 questions measured, 99 in 100 have theirs among them."""
ROUGH = {"folded": 1.0, "marked": 0.5, "body": 0.3, "phrasing": 1.0}
KEPT = 40
NAMING = 4
"""A word of fewer letters that nothing known says is a short form or a slip more often than a matter."""
LACKING = 15
"""The same of documents that may only be named."""

_COLUMN = {name: place for place, name in enumerate(NAMES)}
_WHERE_DONE = re.compile(r"\s*\((?:thực hiện|cấp|tại|áp dụng)[^)]*\)?\s*$")


class Candidate(NamedTuple):
    """A document that may be meant. `share` is its part of all candidates' chances, 0 to 1."""

    number: int
    score: float
    share: float
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best candidates, best first, and the chance that the first is right."""

    question: Understood
    candidates: tuple[Candidate, ...]
    confidence: float


class Matcher:
    """Everything that is needed to rank documents for a question; only read once built."""

    def __init__(
        self,
        documents: Sequence[Document],
        lexicon: Lexicon,
        cues: "Cues",
        ranker: Ranker,
        reader: Reader | None = None,
        *,
        held: int | None = None,
        before: "Matcher | None" = None,
    ) -> None:
        """`held`: how many documents, the first ones, may be answered from; the rest may only be named.

        What `before` had prepared of the same documents serves again.
        """
        self.held = len(documents) if held is None else held
        self.lexicon = lexicon
        self.reader = reader or Reader(Vocabulary.of(each.name for each in documents), lexicon.shorthand)
        self.ranker = ranker
        self.index: Index = Index(documents, lexicon.shorthand, before.index if before else None)
        self.describer: Describer = Describer(
            self.index, cues.names, cues.questions, before.describer if before else None
        )
        self.kinds = [kind(document.name) for document in documents]

    def understand(self, text: str) -> Understood:
        return self.lexicon.understand(text, self.reader)

    def rank(self, question: Understood, visible: NDArray[np.bool_] | None = None) -> Ranking:
        """The `KEPT` best of the documents where `visible` is true (all, when it is None)."""
        numbers, features = self.described(question, visible)
        if not len(numbers):
            return Ranking(question, (), 0.0)
        return self._ranking(question, numbers, features)

    def named_by(self, ranking: Ranking) -> bool:
        """Whether the name of the first candidate holds any telling word of the question."""
        telling = {
            fold(word)
            for word, weight in zip(ranking.question.words, ranking.question.weights, strict=True)
            if weight > TELLING
        }
        return any(
            telling & set(self.index.folded_names[each.number].split()) for each in ranking.candidates[:1]
        )

    def names_unknown(self, question: Understood) -> bool:
        """Whether a telling word, such as "wifi", stands in nothing that is known: then it is about that."""
        telling = zip(question.words, question.weights, strict=True)
        words = [fold(word) for word, weight in telling if weight > TELLING and len(word) >= NAMING]
        return not self.index.keys(words).all()

    def described(
        self, question: Understood, visible: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The candidates worth a closer look, and a row of features for each."""
        asked = self.index.asked(question)
        scores = self.index.rough(asked)
        numbers = self._shortlist(scores, visible)
        return numbers, self.describer.describe(question, asked, numbers, scores)

    def _shortlist(self, scores: dict[str, Scores], visible: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        rough = sum(weight * scores[name] for name, weight in ROUGH.items())
        assert isinstance(rough, np.ndarray)
        if visible is not None:
            rough = np.where(visible, rough, 0)
        return np.concatenate(
            (_best(rough[: self.held], SHORTLIST), self.held + _best(rough[self.held :], LACKING))
        )

    def _ranking(
        self, question: Understood, numbers: NDArray[np.int64], features: NDArray[np.float32]
    ) -> Ranking:
        scores = self.ranker.scores(features)
        order = np.argsort(-scores, kind="stable")
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        order = order[:KEPT]
        columns = (numbers, scores, chances, features)
        kept = zip(*(column[order].tolist() for column in columns), strict=True)
        candidates = tuple(Candidate(number, score, share, tuple(row)) for number, score, share, row in kept)
        return Ranking(question, candidates, self.ranker.sure(self.signs(question, candidates)))

    def signs(self, question: Understood, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
        """The figures from which the sureness of the first candidate is judged, as in `ranker.SIGNS`."""
        first = candidates[0]
        kin = self.kinds[first.number]
        share = sum(candidate.share for candidate in candidates if self.kinds[candidate.number] == kin)
        rest = [candidate.score for candidate in candidates if self.kinds[candidate.number] != kin]
        lead = min(first.score - max(rest), 5.0) if rest else 5.0
        told = sum(weight for weight in question.weights if weight > TELLING)
        alike = max(first.features[_COLUMN["phrasing_alike"]], first.features[_COLUMN["name_alike"]])
        explained = first.features[_COLUMN["question_explained_anywhere"]]
        covered = first.features[_COLUMN["name_covered"]]
        return np.array(
            [1.0, share, lead, first.score / 10, explained, alike, covered, np.log1p(told)], np.float32
        )


def _best(rough: Scores, most: int) -> NDArray[np.int64]:
    """The places of the highest scores above nought, best first."""
    most = min(most, len(rough))
    best = np.argpartition(-rough, most - 1)[:most] if most else np.array([], np.int64)
    best = best[np.lexsort((best, -rough[best]))]
    return best[rough[best] > 0]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell a variant from its plain form, in names and in questions."""

    names: Phrases[str]
    questions: Phrases[str]


@lru_cache(maxsize=65_536)
def kind(name: str) -> str:
    """What a name says without where it is done: of the same kind are rows a citizen can't tell apart."""
    return " ".join(folded(syllables(_WHERE_DONE.sub("", plain_name(name).lower()))))
