"""When to answer, when to ask back, when to say that we don't know. The one place for these figures."""

from enum import StrEnum

WRONG = 5.0
"""A wrong answer costs five times a question back: it comes from an official account."""
ASKED_BACK = 1.0
ASKED_IN_VAIN = 2.0
"""Asking back with nothing right on offer: a question, and no answer after it."""
REFUSED = 2.0
"""Refusing somebody whom we could have answered."""

OPTIMISM = 0.04
"""How much more sure we are than right near the threshold, in cross-validation."""

FOUND = 1 - ASKED_BACK / WRONG + OPTIMISM
"""From this confidence on, the expected cost of answering is below that of asking back."""
UNSURE = 0.18
"""From this confidence on, asking back costs less than refusing: the right one is then among three
candidates in about half of the cases."""


class Decision(StrEnum):
    FOUND = "found"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


def decide(confidence: float) -> Decision:
    """What to do with a first candidate that is right with the chance `confidence`."""
    if confidence >= FOUND:
        return Decision.FOUND
    return Decision.UNSURE if confidence >= UNSURE else Decision.UNKNOWN
