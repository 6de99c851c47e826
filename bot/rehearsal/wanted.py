"""What is to be rehearsed: how much, on what, and which misfortunes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Trial(StrEnum):
    """A misfortune by its name at the command line. plan.py says how often each comes, and when."""

    DUPLICATED = "duplicated"
    REORDERED = "reordered"
    REPLAYED = "replayed"
    TRICKLED = "trickled"
    FORGED = "forged"
    UNKNOWN = "unknown"
    LOST = "lost"
    ERROR = "error"
    HTML = "html"
    THROTTLED = "throttled"
    EXPIRED = "expired"
    OUTAGE = "outage"
    """An hour in which no message can be sent, on each platform at another time."""
    KILLED = "killed"
    """`kill -9` of each process, twice."""


ALL, NONE = "all", "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`scale`: how much faster than in life the plan's hours pass. `serve`, `work`: processes of each."""

    messages: int = 10_000
    trials: frozenset[Trial] = frozenset(Trial)
    seed: int = 1
    scale: float = 120.0
    serve: int = 1
    work: int = 2

    def real(self, seconds: float) -> float:
        """How many seconds of a real clock the plan's `seconds` take."""
        return seconds / self.scale


def trials_of(names: Iterable[str]) -> frozenset[Trial]:
    """The trials of these names, `all` and `none` among them; raises ValueError for another."""
    given = set(names) - {NONE}
    return frozenset(Trial) if ALL in given else frozenset(map(Trial, given))
