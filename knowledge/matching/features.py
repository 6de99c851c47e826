"""What speaks for and against a candidate, as figures that the ranker weighs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from knowledge.matching.index import Asked, Document, Index
from knowledge.matching.phrases import Phrases
from knowledge.matching.postings import Scores
from knowledge.matching.terms import Keys
from knowledge.matching.understanding import TELLING, Understood
from knowledge.vietnamese.words import folded, syllables

Held = NDArray[np.bool_]

NAMES = (
    "name",  # BM25 of the name without marks, as a share of the best
    "name_marked",  # the same with marks
    "phrasing",  # BM25 of the best phrasing, as a share of the best
    "body",  # BM25 of the key sections, as a share of the best
    "name_strength",  # BM25 of the name, as a share of what the question could reach
    "phrasing_strength",  # the same for the best phrasing
    "phrasing_alike",  # words shared by the question and the best phrasing, Dice, weighted by rarity
    "name_alike",  # words shared by the question (in its own and official words) and the name, Dice by rarity
    "likeness",  # the square of phrasing_alike: being nearly the same counts for more than twice the half
    "name_covered",  # how much of the name the question and its official words explain
    "question_explained",  # how much of the question the name explains
    "matched",  # the smaller of the two above: name and question say the same
    "question_explained_anywhere",  # the same by name, phrasings and key sections
    "called_covered",  # how much of the official words the name explains
    "fuzzy",  # rapidfuzz token_set_ratio of words and name
    "cues_met",  # variant cues that both have
    "cues_unasked",  # variant cues of the name that nobody asked for
    "cues_missing",  # variant cues of the question that the name lacks
    "commune",  # carried out by the commune
    "ministry_only",  # carried out by a ministry only
    "length",  # logarithm of the name's length
    "ways",  # logarithm of the number of phrasings: what people ask has many
    "asked_often",  # ships with the starter knowledge
    "stale",  # published longer ago than the newest
)


class Describer:
    """Computes the features of candidates; built with the index, then only read."""

    def __init__(
        self,
        index: Index,
        name_cues: Phrases[str],
        question_cues: Phrases[str],
        before: "Describer | None" = None,
    ) -> None:
        self.index = index
        self._question_cues = question_cues
        self.bit: dict[str, int] = before.bit if before else {}
        known: Mapping[str, int] = before.bits_of if before else {}
        self.bits_of: dict[str, int] = {
            each.name: known[each.name] if each.name in known else self._bits(name_cues, syllables(each.name))
            for each in index.documents
        }
        self._cues = np.array([self.bits_of[each.name] for each in index.documents], np.uint64)
        newest = max((each.as_of for each in index.documents if not each.written), default="")
        lengths = [len(set(index.prepared[each].marked.tolist())) for each in index.documents]
        fixed = [_fixed(each, length, newest) for each, length in zip(index.documents, lengths, strict=True)]
        self._fixed = np.array(fixed, np.float32).reshape(-1, 6)

    def describe(
        self, question: Understood, asked: Asked, numbers: NDArray[np.int64], scores: Mapping[str, Scores]
    ) -> NDArray[np.float32]:
        """A row of features for each of the documents `numbers`, columns as in `NAMES`."""
        words = _Words.of(question, self.index)
        held = self.index.folded.holding(words.keys, numbers)
        mass = self.index.name_mass[numbers]
        peak = {name: max(float(rows.max(initial=0)), 1e-6) for name, rows in scores.items()}
        reach = float(self.index.folded.rarity(asked.folded[0]) @ asked.folded[1]) or 1.0
        shared = self.index.phrasings.postings.shared(words.keys, words.own)
        phrased = self.index.phrasings.best_of(
            numbers, lambda rows: 2 * shared[rows] / (self.index.phrasing_mass[rows] + words.weight)
        )
        covered = (words.rarity @ held) / np.maximum(mass, 1e-6)
        explained = (words.own @ held) / words.weight
        columns = [
            *(scores[name][numbers] / peak[name] for name in ("folded", "marked", "phrasing", "body")),
            scores["folded"][numbers] / reach,
            scores["phrasing"][numbers] / reach,
            phrased,
            2 * (words.full @ held) / (words.full.sum() + mass),
            phrased**2,
            covered,
            explained,
            np.minimum(covered, explained),
            (words.own @ self.index.anywhere.holding(words.keys, numbers)) / words.weight,
            self._called(words, held),
            self._fuzzy(question, numbers),
            *self._cues_compared(question, numbers),
        ]
        rows = np.empty((len(numbers), len(NAMES)), np.float32)
        for place, column in enumerate(columns):
            rows[:, place] = column
        rows[:, len(columns) :] = self._fixed[numbers]
        return rows

    def question_cues(self, question: Understood) -> frozenset[str]:
        return frozenset(span.meaning for span in self._question_cues.find(question.words, overlapping=True))

    def _called(self, words: "_Words", held: Held) -> Scores:
        """The largest share of an official name that the name holds, by how surely it is meant."""
        best = np.zeros(held.shape[1], np.float32)
        for places, sureness in words.called:
            best = np.maximum(best, sureness * held[places].mean(0))
        return best

    def _fuzzy(self, question: Understood, numbers: NDArray[np.int64]) -> Scores:
        telling = [
            word for word, weight in zip(question.words, question.weights, strict=True) if weight > TELLING
        ]
        official = [word for name in question.called for word in name.official]
        text = " ".join(folded((*telling, *official)))
        names = [self.index.folded_names[number] for number in numbers.tolist()]
        alike: Scores = cdist([text], names, scorer=fuzz.token_set_ratio, dtype=np.float32)[0] / 100
        return alike

    def _cues_compared(
        self, question: Understood, numbers: NDArray[np.int64]
    ) -> tuple[Scores, Scores, Scores]:
        """How many cues both have, only the name has, only the question has."""
        theirs, ours = self._cues[numbers], np.uint64(self._bits(self._question_cues, question.words))
        met, unasked, missing = theirs & ours, theirs & ~ours, ~theirs & ours
        count = np.bitwise_count
        return (
            count(met).astype(np.float32),
            count(unasked).astype(np.float32),
            count(missing).astype(np.float32),
        )

    def _bits(self, phrases: Phrases[str], words: Sequence[str]) -> int:
        bits = 0
        for span in phrases.find(words, overlapping=True):
            bits |= 1 << self.bit.setdefault(span.meaning, len(self.bit))
        return bits


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded words of a question and of its official names, each once."""

    keys: Keys
    own: Scores
    """Weight × rarity of a person's own word; 0 for one that stands only in an official name."""
    full: Scores
    """The same with official names."""
    rarity: Scores
    called: tuple[tuple[list[int], float], ...]
    """For each official name the places of its words, and how surely it is meant."""
    weight: float

    @classmethod
    def of(cls, question: Understood, index: Index) -> "_Words":
        own = _weights(zip(folded(question.words), question.weights, strict=True))
        official = [list(dict.fromkeys(folded(name.official))) for name in question.called]
        called = _weights(
            (word, name.sureness)
            for name, words in zip(question.called, official, strict=True)
            for word in words
        )
        words = list(dict.fromkeys((*own, *called)))
        place = {word: number for number, word in enumerate(words)}
        keys = index.keys(words)
        rarity = index.folded.rarity(keys)
        mine = np.array([own.get(word, 0.0) for word in words], np.float32) * rarity
        full = (
            np.array([max(own.get(word, 0.0), called.get(word, 0.0)) for word in words], np.float32) * rarity
        )
        places = tuple(
            ([place[word] for word in words], name.sureness)
            for name, words in zip(question.called, official, strict=True)
        )
        return cls(keys, mine, full, rarity, places, float(mine.sum()) or 1.0)


def _weights(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word, weight in pairs:
        weights[word] = max(weights.get(word, 0.0), weight)
    return weights


def _fixed(document: Document, length: int, newest: str) -> list[float]:
    level = document.level.lower()
    return [
        float("xã" in level),
        float("bộ" in level and "xã" not in level and "tỉnh" not in level),
        float(np.log1p(length)),
        float(np.log1p(len(document.phrasings))),
        float(document.asked_often),
        float(not document.written and document.as_of[:7] < newest[:7]),
    ]
