"""Cards of today: what waits for a decision, and which ten of those are worth most."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

SHOWN = 10
MOST_OF_A_KIND = 4
"""So that thirty articles never hide the one broadcast; what stays free is filled with more of them."""


class Kind(IntEnum):
    """What a card is about, the most urgent first."""

    TALK = 1
    """Somebody waits for a person."""
    ACCOUNT = 2
    """An account that can't send."""
    BROADCAST = 3
    """Waits for an approval, or the second one."""
    GROUP = 4
    """Questions of one meaning without a good answer, or with a wrong one."""
    RETURNED = 5
    """One's own draft that somebody gave back."""
    REVIEW = 6
    """Somebody else's draft."""
    ARTICLE = 7
    EXPIRING = 8
    """An answer that ends soon, or is to be looked at again."""
    LATER = 9
    """People who wished to be told, and what they asked has an answer now, or again."""
    DRAFT = 10
    """One's own draft that was left lying."""
    SOURCE = 11
    """A source that can't be read."""


@dataclass(frozen=True, slots=True)
class Card:
    """One decision. `about`: what its part of the page shows, by kind."""

    kind: Kind
    id: int
    agency_id: int | None
    weight: float
    """Among those of its kind: people who ask, days that are left, minutes of waiting."""
    about: Mapping[str, Any] = field(default_factory=dict)
    numbers: str = ""
    """What `id` is the number of, where a kind is about more than one sort."""

    @property
    def key(self) -> str:
        """Names it on the page."""
        return f"{self.kind.name.lower()}-{self.numbers}{self.id}"


def chosen(cards: Collection[Card], most: int = SHOWN) -> Sequence[Card]:
    """Those worth most, in the order in which they should be decided.

    First what somebody waits for at this minute (a person in a talk), then what stops answers to everybody
    (an account), then what reaches many people at once (a broadcast), then what many asked and nobody could
    tell them; then what colleagues wait for (drafts), what is only late (articles, answers that end, later
    answers), last what mends itself often (a source). Within a kind: how many people, or how long. A kind
    takes at most `MOST_OF_A_KIND` places while others need them.
    """
    ordered = sorted(cards, key=lambda card: (card.kind, -card.weight, card.id))
    counts: dict[Kind, int] = {}
    first: list[Card] = []
    spare: list[Card] = []
    for card in ordered:
        counts[card.kind] = counts.get(card.kind, 0) + 1
        (first if counts[card.kind] <= MOST_OF_A_KIND else spare).append(card)
    taken = first[:most] + spare[: max(0, most - len(first))]
    return sorted(taken, key=lambda card: (card.kind, -card.weight, card.id))
