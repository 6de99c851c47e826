"""What became of the calls to a webhook, and how long each was waited for."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Fate:
    """What became of a call, in seconds since the server began; `accepted`: when it was answered 200."""

    sent: float
    accepted: float | None = None
    tries: int = 0


@dataclass(slots=True)
class Record:
    """`latencies`: seconds of each answered try; one that timed out counts as the patience it used up."""

    latencies: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """By status, `timed out`, `unreachable`, `dropped` (while off), `given up`; labelled calls by both."""
    fates: dict[str, Fate] = field(default_factory=dict)

    def latency(self, share: float) -> float:
        """The latency that `share` of the tries kept to; 1: the longest."""
        if not self.latencies:
            return 0.0
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
