"""How many calls were made lately, what is too many, and how that is told in headers."""

import json
import math
from collections import Counter, deque

from bot.rehearsal.platforms.messenger.errors import GraphError
from bot.rehearsal.platforms.messenger.setup import Limits
from bot.rehearsal.platforms.messenger.state import DAY, Page
from bot.rehearsal.platforms.messenger.world import World

TEN_MINUTES, HOUR = 600.0, 3600.0


class Rates:
    """Counts calls for each Page, by the platform's clock."""

    def __init__(self, world: World, limits: Limits) -> None:
        self._world, self.limits = world, limits
        self._second: tuple[str, int] = ("", 0)
        self._in_second = 0
        self._recent: dict[tuple[str, str], deque[float]] = {}
        self._day: dict[str, Counter[int]] = {}
        self._engaged: dict[str, int] = {}
        self.share: dict[str, int] = {}
        """The percentage that headers tell for a Page, where it is set by hand."""

    def send(self, page: Page) -> None:
        """One more message or action. Raises GraphError 613 (too fast) or 80006 (too many in a day)."""
        now = self._world.now()
        second = (page.id, int(now))
        self._in_second = self._in_second + 1 if second == self._second else 1
        self._second = second
        if 0 < self.limits.sends_per_second < self._in_second:
            raise GraphError(613)
        if self.used(page) >= 100:  # noqa: PLR2004 (per cent)
            raise GraphError(80006)
        self._day.setdefault(page.id, Counter())[int(now // HOUR)] += 1

    def private_reply(self, page: Page) -> None:
        self._within(page.id, "private replies", self.limits.private_replies_per_hour, HOUR)

    def profile(self, page: Page) -> None:
        self._within(page.id, "profile", self.limits.profile_per_ten_minutes, TEN_MINUTES)

    def used(self, page: Page) -> int:
        """What of the day's calls is used up, in per cent."""
        if page.id in self.share:
            return self.share[page.id]
        if not self.limits.per_engaged_person:
            return 0
        since, hours = self._world.now() - DAY, self._day.get(page.id, Counter[int]())
        for hour in [hour for hour in hours if hour < since // HOUR]:
            del hours[hour]
        calls, engaged = hours.total(), self._engaged.get(page.id, 1)
        if calls * 2 > self.limits.per_engaged_person * engaged:  # counted anew only where it matters
            engaged = self._engaged[page.id] = max(self._world.engaged(page.id, since), 1)
        return math.ceil(100 * calls / (self.limits.per_engaged_person * engaged))

    def headers(self, page: Page) -> dict[str, str]:
        """The usage headers that every answer to a Page's token carries; regaining is told in minutes."""
        used = self.used(page)
        usage = {"call_count": used, "total_cputime": used // 2, "total_time": used // 2}
        regain = 5 if used >= 100 else 0  # noqa: PLR2004 (per cent)
        case = usage | {"type": "messenger", "estimated_time_to_regain_access": regain}
        return {
            "X-App-Usage": json.dumps(usage),
            "X-Business-Use-Case-Usage": json.dumps({page.id: [case]}),
        }

    def _within(self, page: str, what: str, most: int, seconds: float) -> None:
        recent, now = self._recent.setdefault((page, what), deque()), self._world.now()
        while recent and recent[0] <= now - seconds:
            recent.popleft()
        if 0 < most <= len(recent):
            raise GraphError(613)
        recent.append(now)
