"""What a message says, before anything is looked up: its words, their weight, the facets asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.facets import Facet
from knowledge.matching.asking import Asking, asked
from knowledge.matching.fillers import Fillers
from knowledge.matching.phrases import Phrases
from knowledge.vietnamese.reading import Reader
from knowledge.vietnamese.shorthand import Shorthand
from knowledge.vietnamese.words import folded, grams, syllables

FILLER_WEIGHT = 0.12
FACET_WEIGHT = 0.2
REPLACED_WEIGHT = 0.6
LONG_NUMBER = 6
"""Digits of a number that names a person or a telephone, not a procedure."""
TELLING = 0.3
"""Above this weight a word says something of the procedure."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """What a phrase of the street is called in the office, and how surely.

    One phrase may stand for two procedures: then it has two of these.
    """

    official: tuple[str, ...]
    sureness: float
    phrase: str = field(default="", compare=False)
    region: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Understood:
    """A message in comparable form.

    `words` are canonical syllables with short forms written out, `weights` how much each tells of the
    procedure (0 to 1), `called` the official names its everyday phrases point to.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    facets: tuple[Facet, ...]
    called: tuple[Everyday, ...]
    restored: tuple[str, ...] = ()
    """The words with forgotten marks put back, where a reader did that; as many as `words`."""
    sureness: tuple[float, ...] = ()
    """How surely each restored word is right."""

    def terms(self) -> dict[str, float]:
        """Weighted terms, marked: syllables and neighbours, those of the official names included."""
        return _merged(self._pieces(folding=False))

    def folded_terms(self) -> dict[str, float]:
        """The same without marks."""
        return _merged(self._pieces(folding=True))

    def own_terms(self) -> dict[str, float]:
        """Folded terms of the person's own words only."""
        return _merged([_weighted(folded(self.words), self.weights)])

    def _pieces(self, *, folding: bool) -> list[dict[str, float]]:
        change = folded if folding else list
        pieces = [_weighted(change(self.words), self.weights)]
        if self.restored and not folding:
            believed = [weight * sure for weight, sure in zip(self.weights, self.sureness, strict=True)]
            pieces.append(_weighted(self.restored, believed))
        pieces.extend(
            _weighted(change(name.official), [name.sureness] * len(name.official)) for name in self.called
        )
        return pieces


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everyday language, as read from its files or given by editors."""

    shorthand: Shorthand
    everyday: Phrases[Everyday]
    facets: Asking
    fillers: Fillers

    def understand(self, text: str, reader: Reader | None = None) -> Understood:
        """Read a message, through `reader` where there is one. Never raises, whatever the text."""
        reading = reader.read(text) if reader else None
        words = list(reading.words) if reading else self.shorthand.expanded(syllables(text))
        weights = [1.0] * len(words)
        for filler in self.fillers.find(words):
            weights[filler.start : filler.end] = [FILLER_WEIGHT] * (filler.end - filler.start)
        for place, word in enumerate(words):
            if len(word) >= LONG_NUMBER and word.isdigit():
                weights[place] = 0.0
        asked = self._asked(words, weights)
        called = self._called(words, weights)
        if reading is None:
            return Understood(tuple(words), tuple(weights), asked, called)
        return Understood(tuple(words), tuple(weights), asked, called, reading.restored, reading.sureness)

    def _asked(self, words: Sequence[str], weights: list[float]) -> tuple[Facet, ...]:
        cues = self.facets.find(words)
        for met in cues:
            for place in met.places if met.cue.facet else ():
                weights[place] = min(weights[place], FACET_WEIGHT)
        return asked(cues)

    def _called(self, words: Sequence[str], weights: list[float]) -> tuple[Everyday, ...]:
        found = []
        for span in self.everyday.find(words):
            found.append(span.meaning)
            for place in range(span.start, span.end):
                weights[place] = max(weights[place], REPLACED_WEIGHT)
                if weights[place] == 1.0 and words[place] not in span.meaning.official:
                    weights[place] = 1 - (1 - REPLACED_WEIGHT) * span.meaning.sureness
        return tuple(dict.fromkeys(found))


def _weighted(words: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    terms: dict[str, float] = {}
    singles = len(words)
    for place, term in enumerate(grams(words)):
        if place < singles:
            weight = weights[place]
        else:
            weight = (weights[place - singles] + weights[place - singles + 1]) / 2
        terms[term] = max(terms.get(term, 0.0), weight)
    return terms


def _merged(pieces: Sequence[Mapping[str, float]]) -> dict[str, float]:
    terms: dict[str, float] = {}
    for piece in pieces:
        for term, weight in piece.items():
            terms[term] = max(terms.get(term, 0.0), weight)
    return terms
