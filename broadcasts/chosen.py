"""What concerns a person: the one rule by which topics of articles and choices of people meet. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """The topics a person wants; `wanted` None: all but those of `unwanted`."""

    wanted: frozenset[str] | None = None
    unwanted: frozenset[str] = frozenset()

    def concerns(self, topics: Collection[str]) -> bool:
        """Whether an article of these topics is told: one is wanted, or not all of them are unwanted."""
        if self.wanted is not None:
            return not self.wanted.isdisjoint(topics)
        return not topics or not self.unwanted.issuperset(topics)

    def any_of(self, items: Iterable[Collection[str]]) -> bool:
        """Whether one of several articles, each given by its topics, is told."""
        return any(self.concerns(topics) for topics in items)


EVERYTHING = Chosen()
"""Of a person who chose nothing."""
