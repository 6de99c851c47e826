"""What speaks for and against a candidate, as figures that the ranker weighs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.matching.index import Index
from knowledge.matching.phrases import Phrases
from knowledge.matching.postings import Scores
from knowledge.matching.understanding import TELLING, Understood
from knowledge.vietnamese.words import folded, syllables

NAMES = (
    "name",  # BM25 of the name without marks, as a share of the best
    "name_marked",  # the same with marks
    "phrasing",  # BM25 of the best phrasing, as a share of the best
    "body",  # BM25 of the key sections, as a share of the best
    "name_strength",  # BM25 of the name, as a share of what the question could reach
    "phrasing_strength",  # the same for the best phrasing
    "phrasing_alike",  # words shared by the question and the best phrasing, Dice, weighted by rarity
    "name_alike",  # words shared by the question (in its own and official words) and the name, Dice by rarity
    "name_covered",  # how much of the name the question and its official words explain
    "question_explained",  # how much of the question the name explains
    "question_explained_anywhere",  # the same by name, phrasings and key sections
    "called_covered",  # how much of the official words the name explains
    "fuzzy",  # rapidfuzz token_set_ratio of words and name
    "cues_met",  # variant cues that both have
    "cues_unasked",  # variant cues of the name that nobody asked for
    "cues_missing",  # variant cues of the question that the name lacks
    "commune",  # carried out by the commune
    "ministry_only",  # carried out by a ministry only
    "length",  # logarithm of the name's length
    "asked_often",  # ships with the starter knowledge
    "stale",  # published longer ago than the newest
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of each document beforehand, in the order of the index."""

    cues: tuple[frozenset[str], ...]
    fixed: NDArray[np.float32]
    """Rows of (commune, ministry_only, length, asked_often, stale)."""
    mass: tuple[float, ...]
    """Sum of the rarity of the words of each name."""


class Describer:
    """Computes the features of candidates; built with the index, then only read."""

    def __init__(self, index: Index, name_cues: Phrases[str], question_cues: Phrases[str]) -> None:
        self.index = index
        self._question_cues = question_cues
        newest = max((document.as_of for document in index.documents), default="")
        self.traits = Traits(
            cues=tuple(_cues(name_cues, syllables(document.name)) for document in index.documents),
            fixed=np.array(
                [_fixed(index, number, newest) for number in range(len(index))], np.float32
            ).reshape(-1, 5),
            mass=tuple(self._mass(name) for name in index.names),
        )

    def question_cues(self, question: Understood) -> frozenset[str]:
        return _cues(self._question_cues, question.words)

    def describe(
        self, question: Understood, candidates: Sequence[int], scores: Mapping[str, Scores]
    ) -> NDArray[np.float32]:
        """A row of features for each candidate, columns as in `NAMES`."""
        asked = _Asked.of(question, self)
        peaks = {name: max(float(rows.max(initial=0)), 1e-6) for name, rows in scores.items()}
        rows = [self._row(asked, number, scores, peaks) for number in candidates]
        return np.array(rows, np.float32).reshape(-1, len(NAMES))

    def _row(
        self, asked: "_Asked", number: int, scores: Mapping[str, Scores], peaks: Mapping[str, float]
    ) -> list[float]:
        name, cues = self.index.names[number], self.traits.cues[number]
        words = asked.words
        explained = sum(weight for word, weight in words.items() if word in name)
        anywhere = sum(weight for word, weight in words.items() if self.index.mentions(number, word))
        return [
            *(float(scores[key][number]) / peaks[key] for key in ("folded", "marked", "phrasing", "body")),
            float(scores["folded"][number]) / asked.reach,
            float(scores["phrasing"][number]) / asked.reach,
            self._alike(asked, number),
            2 * asked.shared_with(name) / (asked.full_mass + self.traits.mass[number]),
            self._mass(name & asked.everything) / (self.traits.mass[number] or 1),
            explained / asked.weight,
            anywhere / asked.weight,
            self._called(asked, name),
            fuzz.token_set_ratio(asked.text, self.index.folded_names[number]) / 100,
            float(len(cues & asked.cues)),
            float(len(cues - asked.cues)),
            float(len(asked.cues - cues)),
            *map(float, self.traits.fixed[number]),
        ]

    def _alike(self, asked: "_Asked", number: int) -> float:
        best = 0.0
        for words, mass in self.index.phrasings_of(number):
            shared = sum(asked.rarity.get(word, 0.0) for word in words)
            best = max(best, 2 * shared / (mass + asked.mass))
        return best

    def _called(self, asked: "_Asked", name: frozenset[str]) -> float:
        shares = [sum(word in name for word in words) / len(words) for words in asked.called]
        return max(shares, default=0.0)

    def _mass(self, words: Iterable[str]) -> float:
        return sum(self.index.folded.idf(word) for word in words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question, prepared once for all candidates."""

    words: Mapping[str, float]
    """Folded words and their weight × rarity."""
    rarity: Mapping[str, float]
    everything: frozenset[str]
    called: tuple[frozenset[str], ...]
    text: str
    cues: frozenset[str]
    weight: float
    mass: float
    reach: float
    full: Mapping[str, float]
    full_mass: float

    def shared_with(self, name: frozenset[str]) -> float:
        return sum(weight for word, weight in self.full.items() if word in name)

    @classmethod
    def of(cls, question: Understood, describer: Describer) -> "_Asked":
        index = describer.index
        bare = folded(question.words)
        words: dict[str, float] = {}
        for word, weight in zip(bare, question.weights, strict=True):
            words[word] = max(words.get(word, 0.0), weight * index.folded.idf(word))
        called = tuple(frozenset(folded(name.official)) for name in question.called)
        full = {
            term: weight * index.folded.idf(term)
            for term, weight in question.folded_terms().items()
            if "_" not in term
        }
        telling = [word for word, weight in zip(bare, question.weights, strict=True) if weight > TELLING]
        return cls(
            words=words,
            rarity=dict(words),
            everything=frozenset(words).union(*called),
            called=called,
            text=" ".join((*telling, *(word for name in question.called for word in folded(name.official)))),
            cues=describer.question_cues(question),
            weight=sum(words.values()) or 1.0,
            mass=sum(words.values()) or 1.0,
            full=full,
            full_mass=sum(full.values()),
            reach=sum(weight * index.folded.idf(term) for term, weight in question.folded_terms().items())
            or 1.0,
        )


def _cues(phrases: Phrases[str], words: Sequence[str]) -> frozenset[str]:
    return frozenset(span.meaning for span in phrases.find(words, overlapping=True))


def _fixed(index: Index, number: int, newest: str) -> list[float]:
    document = index.documents[number]
    level = document.level.lower()
    return [
        float("xã" in level),
        float("bộ" in level and "xã" not in level and "tỉnh" not in level),
        float(np.log1p(len(index.names[number]))),
        float(document.asked_often),
        float(document.as_of[:7] < newest[:7]),
    ]
