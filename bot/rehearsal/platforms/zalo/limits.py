"""The budget of calls: so many a minute for messages and people, and as many again for articles."""

from collections import Counter
from collections.abc import Mapping

from bot.rehearsal.platforms.timing import Clock

MINUTE = 60.0


class Budget:
    """Counts per minute of the plan."""

    def __init__(self, clock: Clock, per_minute: int) -> None:
        self._clock, self._most = clock, per_minute
        self._minute, self._used = 0, Counter[str]()

    def spend(self, family: str) -> bool:
        """Whether one more call of the family is within it."""
        minute = int(self._clock.elapsed() * self._clock.scale // MINUTE)
        if minute != self._minute:
            self._minute, self._used = minute, Counter()
        self._used[family] += 1
        return self._used[family] <= self._most

    def headers(self, family: str) -> Mapping[str, str]:
        remain = max(0, self._most - self._used[family])
        return {"X-RateLimit-Limit": str(self._most), "X-RateLimit-Remain": str(remain)}
