"""The words that the knowledge is written in, and which stand beside which."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.vietnamese.folding import fold, has_marks
from knowledge.vietnamese.inventory import is_syllable
from knowledge.vietnamese.words import syllables

MARKINGS = 8
"""Of one bare syllable so many markings are looked at, the frequent ones first."""
WORTH_MARKING = 3
"""A text of so many words would have carried a mark, had its writer typed marks."""
OVERSIGHT = 0.03
"""A bare form this much rarer than its marked ones is one of them, typed in haste."""
TRUST = 3.0
"""So many sightings of a word outweigh, in what follows it, how frequent words are in general."""
UNSEEN = 0.5
"""What a word that nobody wrote counts."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each word occurs, and each two side by side.

    Where a word as typed may stand for several, the several are given: their counts are summed.
    """

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    total: int

    def count(self, forms: Sequence[str]) -> int:
        return self.words.get(forms[0], 0) if len(forms) == 1 else sum(map(self._count, forms))

    def _count(self, form: str) -> int:
        return self.words.get(form, 0)

    def beside(self, lefts: Sequence[str], rights: Sequence[str]) -> int:
        if len(lefts) == len(rights) == 1:
            return self.pairs.get((lefts[0], rights[0]), 0)
        return sum(self.pairs.get((left, right), 0) for left in lefts for right in rights)

    def alone(self, forms: Sequence[str]) -> float:
        """How probable a word is, nothing else being known. Never nought."""
        return (self.count(forms) + UNSEEN) / (self.total + 1)

    def follows(self, lefts: Sequence[str], rights: Sequence[str]) -> float:
        """How probable the right word is after the left one."""
        return (self.beside(lefts, rights) + TRUST * self.alone(rights)) / (self.count(lefts) + TRUST)


@dataclass(frozen=True, slots=True)
class Tally:
    """Words and neighbours counted so far; a copy may go on counting."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    bare_words: Counter[str] = field(default_factory=Counter)
    bare_pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def counted(self, texts: Iterable[str]) -> "Tally":
        """With `texts` counted, too. A text typed without any mark tells nothing of marks."""
        tally = Tally(
            Counter(self.words), Counter(self.pairs), Counter(self.bare_words), Counter(self.bare_pairs)
        )
        for text in texts:
            row = syllables(text)
            careless = len(row) >= WORTH_MARKING and not has_marks("".join(row))
            (tally.bare_words if careless else tally.words).update(row)
            (tally.bare_pairs if careless else tally.pairs).update(pairwise(row))
        return tally

    def without(self, texts: Iterable[str]) -> "Tally":
        """With `texts`, which were counted, not counted any more."""
        gone = Tally().counted(texts)
        return Tally(
            self.words - gone.words,
            self.pairs - gone.pairs,
            self.bare_words - gone.bare_words,
            self.bare_pairs - gone.bare_pairs,
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words `as_written` with their marks, and `bare` of them.

    `markings` gives for a bare syllable the marked forms it may stand for, the most frequent first.
    """

    as_written: Counts
    bare: Counts
    markings: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        """From names, phrasings, phrases."""
        return cls.from_tally(Tally().counted(texts))

    @classmethod
    def from_tally(cls, tally: Tally) -> "Vocabulary":
        words, pairs = tally.words, tally.pairs
        bare_words, bare_pairs = Counter(tally.bare_words), Counter(tally.bare_pairs)
        bare_of = {word: fold(word) for word in words}
        for word, count in words.items():
            bare_words[bare_of[word]] += count
        for (left, right), count in pairs.items():
            bare_pairs[bare_of[left], bare_of[right]] += count
        total = sum(bare_words.values())
        return cls(
            Counts(words, pairs, total), Counts(bare_words, bare_pairs, total), _markings(words, bare_of)
        )

    def knows(self, word: str) -> bool:
        """Whether `word` is in use, as it stands or as a word typed without its marks."""
        return word in self.as_written.words or word in self.bare.words

    def meant(self, word: str) -> Sequence[str]:
        """The marked forms that `word` as typed may stand for: itself when it carries marks."""
        return self.markings.get(word, (word,))


def _markings(counts: Mapping[str, int], bare_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        forms.setdefault(bare_of[word], []).append(word)
    return {bare: _meant(bare, words, counts) for bare, words in forms.items()}


def _meant(bare: str, words: list[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    if len(words) > 1 and bare in words:
        share = counts[bare] / sum(counts[word] for word in words)
        if share < OVERSIGHT or not is_syllable(bare):
            words.remove(bare)
    return tuple(words[:MARKINGS])
