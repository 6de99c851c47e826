"""What is not a question about a procedure: a greeting, a fire, a file's status, another body's matter."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.matching.phrases import Phrases
from knowledge.matching.routes import CONFIDENCE, EXACT, GAP, Route, Rule, Strength, Topic
from knowledge.matching.signs import file_code, is_code_or_command
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.folding import has_marks
from knowledge.vietnamese.words import syllables

CARELESS = 0.34
"""Of a message typed without marks at most this share of words carries some, slips and names."""
READ = 300
"""Words of a message that are looked at; a longer one is a story, whose point stands at its beginning."""
TELLING = 3
"""So many syllables in a row are told without marks, too."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A rule that fits, and where its parts stand."""

    rule: Rule
    spans: tuple[tuple[int, int], ...]

    @property
    def words(self) -> int:
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    exact: bool

    @classmethod
    def of(cls, written: str) -> "_Phrase":
        return cls(tuple(syllables(written)), written.startswith(EXACT))


@dataclass(frozen=True, slots=True)
class _Message:
    """The words as typed, as they were probably meant, and whether the person types no marks."""

    words: tuple[str, ...]
    restored: tuple[str, ...]
    careless: bool

    @classmethod
    def of(cls, words: Sequence[str], restored: Sequence[str], typed: Sequence[str]) -> "_Message":
        careless = sum(map(has_marks, typed)) <= CARELESS * len(typed)
        again = restored if len(restored) == len(words) else ()
        return cls(tuple(words[:READ]), tuple(again[:READ]), careless)

    def says(self, phrase: _Phrase, start: int, *, harmless: bool = False) -> bool:
        """Whether the words from `start` on, known to be alike but for marks, are those of `phrase`.

        Of a message typed without marks a short phrase is believed where marks were put back, or when
        to be wrong is `harmless`.
        """
        end = start + len(phrase.words)
        typed = self.words[start:end]
        if typed == phrase.words:
            return True
        again = self.restored[start:end] or typed
        if all(word in either for word, *either in zip(phrase.words, typed, again, strict=True)):
            return True
        believed = len(phrase.words) >= TELLING or (harmless and not self.restored)
        return self.careless and believed and not phrase.exact


class Router:
    """All rules, and the courtesies that may stand beside a phrase that must be alone."""

    def __init__(self, rules: Iterable[Rule], courtesies: Iterable[str]) -> None:
        self.rules = tuple(rules)
        self._parts = Phrases(
            (part, (number, place, _Phrase.of(part)))
            for number, rule in enumerate(self.rules)
            for place, part in enumerate(rule.parts)
        )
        self._barring = Phrases(
            (phrase, (phrase, _Phrase.of(phrase)))
            for phrase in sorted(set().union(*(rule.unless for rule in self.rules)))
        )
        self._courtesies = Phrases((phrase, None) for phrase in courtesies)

    def route(self, question: Understood, text: str, restored: Sequence[str] = ()) -> Route | None:
        """The topic of a message, or None when it may be about a procedure. Never raises.

        `restored` are the words of `question` with forgotten marks put back, where that has been done.
        """
        message = _Message.of(question.words, restored, syllables(text))
        met = list(self._met(message))
        routes = [
            (Route(each.rule.topic, each.rule.detail, CONFIDENCE[each.rule.strength]), each.words)
            for each in met
            if each.rule.strength is not Strength.ALONE
        ]
        alone = [each for each in met if each.rule.strength is Strength.ALONE]
        if alone and len(question.words) <= READ and self._covers(alone, message.words):
            routes.extend((Route(each.rule.topic, each.rule.detail, 1.0), each.words) for each in alone)
        if code := file_code(text):
            routes.append((Route(Topic.FILE_STATUS, code, 1.0), 1))
        if is_code_or_command(text):
            routes.append((Route(Topic.MANIPULATION, "", 1.0), 1))
        return max(routes, key=_precedence)[0] if routes else None

    def _met(self, message: "_Message") -> Iterator[_Met]:
        places: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for span in self._parts.find(message.words, overlapping=True):
            number, place, part = span.meaning
            alone = self.rules[number].strength is Strength.ALONE
            if message.says(part, span.start, harmless=alone):
                places.setdefault(number, {}).setdefault(place, []).append((span.start, span.end))
        if not places:
            return
        barring = [
            (span.meaning[0], (span.start, span.end))
            for span in self._barring.find(message.words, overlapping=True)
            if message.says(span.meaning[1], span.start, harmless=True)
        ]
        for number, found in places.items():
            rule = self.rules[number]
            if len(found) == len(rule.parts):
                bars = [span for phrase, span in barring if phrase in rule.unless]
                for spans in _chained([found[place] for place in range(len(rule.parts))]):
                    if all(_within(bar, spans) for bar in bars):
                        yield _Met(rule, spans)

    def _covers(self, alone: Sequence[_Met], words: Sequence[str]) -> bool:
        rest = set(range(len(words)))
        for each in alone:
            for start, end in each.spans:
                rest.difference_update(range(start, end))
        for span in self._courtesies.find(words, overlapping=True):
            rest.difference_update(range(span.start, span.end))
        return not rest


def _precedence(candidate: tuple[Route, int]) -> tuple[float, bool, int, int]:
    route, words = candidate
    return (
        route.confidence,
        route.topic is Topic.EMERGENCY,
        words,
        -list(Topic).index(route.topic),
    )


def _within(bar: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether what would bar a rule is a piece of what the rule itself says."""
    return any(start <= bar[0] and bar[1] <= end for start, end in spans)


def _chained(parts: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Where all parts stand in order, each at most `GAP` syllables after the one before."""
    for first in parts[0]:
        chain = [first]
        for places in parts[1:]:
            following = _nearest(places, chain[-1][1])
            if following is None:
                break
            chain.append(following)
        if len(chain) == len(parts):
            yield tuple(chain)


def _nearest(places: Sequence[tuple[int, int]], after: int) -> tuple[int, int] | None:
    place = bisect_left(places, (after, 0))
    near = place < len(places) and places[place][0] - after <= GAP
    return places[place] if near else None
