"""How alike two questions are in meaning, from what the matcher understood of them. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge.matching.following import has_topic
from knowledge.matching.index import Index
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.folding import fold

Weights = Mapping[str, float]
ALIKE = 0.62
"""From this likeness on, two mean the same: nine in ten questions then stand with their like."""
NEAREST = 0.2
"""How much of the likeness comes from what is nearest to both; the rest comes from their words."""
BESIDE = 0.25
"""What two neighbouring words weigh, beside the words themselves."""
UNSEEN = 0.5
"""The same of a word that stands in no procedure: half of them are slips and names."""
MARKED = "'"
"""Begins the name of a word with its marks, beside the same without them."""
MARKS = 0.35
"""What marks tell beside the letters: people who type without them ask the same."""
KEPT = 60
"""Words that are kept of a group."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question, or the middle of a group, as weights of words and of what is nearest to it."""

    words: Weights
    nearest: Weights
    lengths: tuple[float, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lengths", (_length(self.words), _length(self.nearest)))

    def like(self, other: "Meaning") -> float:
        """0 to 1; the same either way."""
        both = self.lengths[1] * other.lengths[1]
        nearest = _shared(self.nearest, other.nearest) / both if both else 0.0
        return (1 - NEAREST) * self.words_like(other) + NEAREST * nearest

    def words_like(self, other: "Meaning") -> float:
        """The same of the words alone."""
        both = self.lengths[0] * other.lengths[0]
        return _shared(self.words, other.words) / both if both else 0.0

    def with_one(self, other: "Meaning", count: int) -> "Meaning":
        """The middle of `count` questions, of which this is the middle, and one more."""
        words = _mixed(self.words, other.words, count)
        heaviest = sorted(words.items(), key=lambda each: (-each[1], each[0]))[:KEPT]
        return Meaning(dict(heaviest), _mixed(self.nearest, other.nearest, count))


def meaning(question: Understood, nearest: Iterable[tuple[str, float]], index: Index) -> Meaning | None:
    """What a question is about; None for one that says nothing that it could be told by."""
    if not has_topic(question):
        return None
    terms = question.terms()
    keys = np.array([index.terms.key(term) for term in terms], np.int64)
    rarity = index.folded.rarity(keys)
    worth = np.where(keys == 0, UNSEEN, 1.0) * rarity
    words: dict[str, float] = {}
    for (term, weight), each in zip(terms.items(), worth, strict=True):
        told = weight * float(each) * (BESIDE if "_" in term else 1.0)
        for name, share in ((f"{MARKED}{term}", MARKS), (fold(term), 1.0)):
            words[name] = max(words.get(name, 0.0), told * share)
    return Meaning(_of_length_one(words), _of_length_one(dict(nearest)))


def join(question: Meaning, groups: Sequence[Meaning]) -> int | None:
    """The place of the group that means the same, the first of equals; None when none does."""
    likeness = [question.like(group) for group in groups]
    best = max(likeness, default=0.0)
    return likeness.index(best) if best >= ALIKE else None


def _of_length_one(weights: Weights) -> dict[str, float]:
    length = _length(weights)
    return {word: weight / length for word, weight in weights.items() if weight > 0}


def _shared(left: Weights, right: Weights) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)


def _length(weights: Weights) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def _mixed(middle: Weights, one: Weights, count: int) -> dict[str, float]:
    words = dict.fromkeys((*middle, *one))
    return {
        word: round((middle.get(word, 0.0) * count + one.get(word, 0.0)) / (count + 1), 5) for word in words
    }
