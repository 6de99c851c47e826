"""How alike the words of two questions are, from what the matcher understood of them. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.matching.following import has_topic
from knowledge.matching.index import Index
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.folding import fold

Weights = Mapping[str, float]
BESIDE = 0.25
"""What two neighbouring words weigh, beside the words themselves."""
UNSEEN = 0.5
"""The same of a word that stands in no procedure: half of them are slips and names."""
MARKED = "'"
"""Begins the name of a word with its marks, beside the same without them."""
MARKS = 0.35
"""What marks tell beside the letters: people who type without them ask the same."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question as weights of its words."""

    words: Weights

    def words_like(self, other: "Meaning") -> float:
        """0 to 1; the same either way."""
        left, right = self.words, other.words
        return sum(weight * right[word] for word, weight in left.items() if word in right)


def meaning(question: Understood, index: Index) -> Meaning | None:
    """What a question is about; None for one that says nothing that it could be told by."""
    if not has_topic(question):
        return None
    terms = question.terms()
    keys = index.keys(terms)
    rarity = index.folded.rarity(keys)
    worth = np.where(keys == 0, UNSEEN, 1.0) * rarity
    words: dict[str, float] = {}
    for (term, weight), each in zip(terms.items(), worth, strict=True):
        told = weight * float(each) * (BESIDE if "_" in term else 1.0)
        for name, share in ((f"{MARKED}{term}", MARKS), (fold(term), 1.0)):
            words[name] = max(words.get(name, 0.0), told * share)
    return Meaning(_of_length_one(words))


def _of_length_one(weights: Weights) -> Weights:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items() if weight > 0}
