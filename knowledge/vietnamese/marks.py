"""Marks put back on words typed without them, by the words around."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from knowledge.vietnamese.folding import has_marks
from knowledge.vietnamese.vocabulary import TRUST, Vocabulary

FORGOTTEN = 0.1
"""Marks forgotten, seen before a message begins: any message may leave out a few."""
LONG = 120
"""In a text of more words only the likeliest markings of each are weighed."""
LIKELIEST = 3
REMEMBERED = 2_048
CERTAIN = [1.0]


@dataclass(frozen=True, slots=True)
class Restored:
    """A word with its marks, and how surely (0 to 1) it is this one."""

    word: str
    sureness: float


class Marks:
    """Restores marks by one vocabulary: forward and backward over the markings of each word.

    The sureness of a word is its share of all readings of the message.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._steps = lru_cache(REMEMBERED)(self._step)

    def restored(self, words: Sequence[str]) -> tuple[Restored, ...]:
        """Each of the canonical `words` as it was most probably meant; words that carry marks stay."""
        most = LIKELIEST if len(words) > LONG else None
        columns = [tuple(self._vocabulary.meant(word)[:most]) for word in words]
        if all(len(column) == 1 for column in columns):
            return tuple(Restored(column[0], 1.0) for column in columns)
        weights = self._weights(words, columns)
        steps = list(map(self._steps, columns, columns[1:]))
        first = [self._vocabulary.as_written.alone((form,)) for form in columns[0]]
        ahead = [_shared(list(map(mul, first, weights[0])))]
        for step, weight in zip(steps, weights[1:], strict=True):
            ahead.append(_reached(ahead[-1], step, weight))
        behind = [[1.0] * len(columns[-1])]
        for step, weight in zip(reversed(steps), reversed(weights[1:]), strict=True):
            onward = list(map(mul, behind[-1], weight))
            behind.append(
                CERTAIN if len(step) == 1 else _shared([sum(map(mul, onward, row)) for row in step])
            )
        return tuple(map(_best, columns, ahead, reversed(behind)))

    def _weights(self, words: Sequence[str], columns: Sequence[tuple[str, ...]]) -> list[list[float]]:
        """How far each form may be meant by the word typed, by how carelessly this message is marked."""
        known = self._vocabulary.as_written.words
        marked = sum(map(has_marks, words))
        bare = sum(1 for word in words if word not in known and word in self._vocabulary.markings)
        left_out = (bare + FORGOTTEN) / (bare + marked + FORGOTTEN)
        return [
            [1.0 if form == word else left_out for form in column]
            for word, column in zip(words, columns, strict=True)
        ]

    def _step(self, lefts: tuple[str, ...], rights: tuple[str, ...]) -> list[list[float]]:
        """How probable each of `rights` is after each of `lefts`."""
        counts = self._vocabulary.as_written
        alone = [(right, TRUST * counts.alone((right,))) for right in rights]
        pairs, words = counts.pairs, counts.words
        return [
            [(pairs.get((left, right), 0) + chance) / (words.get(left, 0) + TRUST) for right, chance in alone]
            for left in lefts
        ]


def _reached(before: list[float], step: list[list[float]], weight: list[float]) -> list[float]:
    if len(weight) == 1:
        return CERTAIN
    reached = (
        step[0] if len(before) == 1 else [sum(map(mul, before, into)) for into in zip(*step, strict=True)]
    )
    return _shared(list(map(mul, reached, weight)))


def _shared(chances: list[float]) -> list[float]:
    total = sum(chances)
    return [chance / total for chance in chances]


def _best(column: tuple[str, ...], ahead: list[float], behind: list[float]) -> Restored:
    if len(column) == 1:
        return Restored(column[0], 1.0)
    chances = _shared(list(map(mul, ahead, behind)))
    place = max(range(len(chances)), key=chances.__getitem__)
    return Restored(column[place], chances[place])
