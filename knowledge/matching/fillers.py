"""Words around a question that say nothing of the procedure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from knowledge.matching.phrases import Phrases, Span
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.words import syllables


class Fillers:
    """Courtesies and particles.

    Typed without marks, many a particle is another word's twin: "tu" is từ, but in "khai tu" tử. Such a
    syllable is no filler beside a neighbour with which it makes a pair of the `official` texts.
    """

    def __init__(self, phrases: Iterable[str], official: Iterable[Sequence[str]] = ()) -> None:
        listed = list(phrases)
        single = {word for phrase in listed for word in syllables(phrase) if len(syllables(phrase)) == 1}
        self._phrases = Phrases((phrase, phrase) for phrase in listed)
        pairs = {pair for words in official for pair in pairwise(words)}
        self._firsts = {(fold(left), fold(right)) for left, right in pairs if left not in single}
        self._seconds = {(fold(left), fold(right)) for left, right in pairs if right not in single}

    def find(self, words: Sequence[str]) -> Iterator[Span[str]]:
        """The fillers in `words`, the longest at each place."""
        for span in self._phrases.find(words):
            if span.end - span.start > 1 or not self._means_more(words, span):
                yield span

    def _means_more(self, words: Sequence[str], span: Span[str]) -> bool:
        place, word = span.start, words[span.start]
        if word == syllables(span.meaning)[0]:
            return False
        before = place > 0 and (fold(words[place - 1]), word) in self._seconds
        return before or (place + 1 < len(words) and (word, fold(words[place + 1])) in self._firsts)
