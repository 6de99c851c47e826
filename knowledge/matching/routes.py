"""Where a message may belong instead of to a procedure, and the phrases that tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.matching.confidence import FOUND, UNSURE

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
    PLACE = "place"
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

    It does not count when one of the phrases `unless` stands elsewhere in the message.
    """

    topic: Topic
    detail: str
    strength: Strength
    parts: tuple[str, ...]
    unless: frozenset[str] = frozenset()
