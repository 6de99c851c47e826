"""What is not a question about a procedure: a greeting, a fire, a file's status, another body's matter."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.matching.confidence import FOUND, UNSURE
from knowledge.matching.phrases import Phrases
from knowledge.matching.signs import file_code, is_code_or_command
from knowledge.matching.understanding import Understood
from knowledge.vietnamese.words import syllables

GAP = 6
"""Syllables that may stand where a rule has “…”."""
EXACT = "="
"""Begins a phrase that counts only with its marks as written: without them it would be a common word."""


class Topic(StrEnum):
    """In order of precedence where a message fits several equally well."""

    EMERGENCY = "emergency"
    FILE_STATUS = "file_status"
    MANIPULATION = "manipulation"
    DENUNCIATION = "denunciation"
    COMPLAINT = "complaint"
    PETITION = "petition"
    PERSON = "person"
    OFFICIALS = "officials"
    OTHER_AUTHORITY = "other_authority"
    PENALTY = "penalty"
    LEGAL_DISPUTE = "legal_dispute"
    HOURS = "hours"
    PHONE = "phone"
    ADDRESS = "address"
    NEWS = "news"
    POLITICS = "politics"
    SPAM = "spam"
    ABUSE = "abuse"
    IDENTITY = "identity"
    SMALLTALK = "smalltalk"
    GOODBYE = "goodbye"
    THANKS = "thanks"
    GREETING = "greeting"


class Strength(StrEnum):
    """How far a phrase may be trusted."""

    ALWAYS = "always"
    """Wherever it stands."""
    ALONE = "alone"
    """When nothing else is said but courtesies and other phrases of this kind."""
    STRONG = "strong"
    """Unless the matcher is nearly certain of a procedure."""
    WEAK = "weak"
    """Unless the matcher would answer."""
    FAINT = "faint"
    """Only where the matcher would refuse."""


CONFIDENCE: Mapping[Strength, float] = {
    Strength.ALWAYS: 1.0,
    Strength.ALONE: 1.0,
    Strength.STRONG: 0.95,
    Strength.WEAK: FOUND,
    Strength.FAINT: UNSURE,
}


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message belongs. `detail` narrows the topic; for the status of a file it is the file's code."""

    topic: Topic
    detail: str
    confidence: float

    @property
    def certain(self) -> bool:
        return self.confidence >= 1.0

    def wins(self, matcher: float) -> bool:
        """Whether it goes before a procedure that the matcher is `matcher` sure of."""
        return self.certain or matcher < self.confidence


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase, its parts in order with at most `GAP` syllables between them.

    It does not count when one of the phrases `unless` stands anywhere in the message.
    """

    topic: Topic
    detail: str
    strength: Strength
    parts: tuple[str, ...]
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Met:
    rule: Rule
    start: int
    end: int
    words: int


class Router:
    """All rules, and the courtesies that may stand beside a phrase that must be alone."""

    def __init__(self, rules: Iterable[Rule], courtesies: Iterable[str]) -> None:
        self._rules = tuple(rules)
        self._parts = Phrases(
            (part, (number, place, part))
            for number, rule in enumerate(self._rules)
            for place, part in enumerate(rule.parts)
        )
        self._barring = Phrases(
            (phrase, phrase) for phrase in sorted(set().union(*(rule.unless for rule in self._rules)))
        )
        self._courtesies = Phrases((phrase, None) for phrase in courtesies)

    def route(self, question: Understood, text: str) -> Route | None:
        """The topic of a message, or None when it may be about a procedure. Never raises."""
        met = list(self._met(question.words))
        routes = [
            (Route(each.rule.topic, each.rule.detail, CONFIDENCE[each.rule.strength]), each.words)
            for each in met
            if each.rule.strength is not Strength.ALONE
        ]
        alone = [each for each in met if each.rule.strength is Strength.ALONE]
        if alone and self._covers(alone, question.words):
            routes.extend((Route(each.rule.topic, each.rule.detail, 1.0), 0) for each in alone)
        if code := file_code(text):
            routes.append((Route(Topic.FILE_STATUS, code, 1.0), 1))
        if is_code_or_command(text):
            routes.append((Route(Topic.MANIPULATION, "", 1.0), 1))
        return max(routes, key=_precedence)[0] if routes else None

    def _met(self, words: Sequence[str]) -> Iterator[_Met]:
        places: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for span in self._parts.find(words, overlapping=True):
            number, place, part = span.meaning
            if _as_written(part, words[span.start : span.end]):
                places.setdefault(number, {}).setdefault(place, []).append((span.start, span.end))
        if not places:
            return
        barred = {
            span.meaning
            for span in self._barring.find(words, overlapping=True)
            if _as_written(span.meaning, words[span.start : span.end])
        }
        for number, found in places.items():
            rule = self._rules[number]
            if len(found) == len(rule.parts) and not rule.unless & barred:
                for start, end in _chained([found[place] for place in range(len(rule.parts))]):
                    yield _Met(rule, start, end, sum(len(part.split()) for part in rule.parts))

    def _covers(self, alone: Sequence[_Met], words: Sequence[str]) -> bool:
        rest = set(range(len(words)))
        for each in alone:
            rest.difference_update(range(each.start, each.end))
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


def _as_written(part: str, words: Sequence[str]) -> bool:
    return not part.startswith(EXACT) or list(words) == syllables(part)


def _chained(parts: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Where all parts stand in order, each at most `GAP` syllables after the one before."""
    for start, end in parts[0]:
        last: int | None = end
        for places in parts[1:]:
            last = _next_end(places, last) if last is not None else None
        if last is not None:
            yield start, last


def _next_end(places: Sequence[tuple[int, int]], after: int) -> int | None:
    nearest = bisect_left(places, (after, 0))
    if nearest < len(places) and places[nearest][0] - after <= GAP:
        return places[nearest][1]
    return None
