"""Shares with their uncertainty."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.96


@dataclass(slots=True)
class Tally:
    """Hits among tries."""

    hits: int = 0
    tries: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.tries += 1

    @property
    def share(self) -> float:
        return self.hits / self.tries if self.tries else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval (1927)."""
        if not self.tries:
            return 0.0, 1.0
        share, size, square = self.share, self.tries, Z95**2
        middle = (share + square / (2 * size)) / (1 + square / size)
        half = Z95 * sqrt(share * (1 - share) / size + square / (4 * size**2)) / (1 + square / size)
        return max(0.0, middle - half), min(1.0, middle + half)
