"""What goes wrong and when: a seeded plan, so that the same rehearsal can be held again."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.rehearsal.platforms.timing import Clock


class Fault(StrEnum):
    """Each with what it does. "Taken" means that the platform acts as asked: a message reaches the person."""

    LOST = "lost"
    """The request is taken and the connection cut before the answer."""
    DROPPED = "dropped"
    """The connection is cut and nothing taken."""
    SLOW = "slow"
    """Taken at once and answered after `SLOW_SECONDS`."""
    BROKEN = "broken"
    """Status 500 or 503 with JSON; not taken."""
    HTML = "html"
    """Status 502 with a page for people; not taken."""
    REDIRECT = "redirect"
    """Status 302 to another host; not taken."""
    THROTTLED = "throttled"
    """The platform's own words for too many requests; not taken."""
    ERROR = "error"
    """The platform's own words for an inner error, with the status it uses for success; not taken."""
    EXPIRED = "expired"
    """The access token that was shown dies; a new one must be fetched."""

    DUPLICATED = "duplicated"
    """A call of the webhook comes twice, the second time on another connection."""
    REORDERED = "reordered"
    """It is held back for a moment; later ones overtake it."""
    REPLAYED = "replayed"
    """It comes again hours later."""
    TRICKLED = "trickled"
    """It comes a second time, byte by byte."""
    FORGED = "forged"
    """A call with new ids and a wrong signature comes besides."""
    UNKNOWN = "unknown"
    """A call of a kind nobody documented comes besides."""


OF_ANSWERS = (
    Fault.LOST,
    Fault.DROPPED,
    Fault.SLOW,
    Fault.BROKEN,
    Fault.HTML,
    Fault.REDIRECT,
    Fault.THROTTLED,
    Fault.ERROR,
)
"""One request suffers at most one of these, the first that strikes in this order."""
SLOW_SECONDS = 30.0
"""Of the real clock: longer than a client waits."""
SEND, READ, TOKEN, HOOK = "send", "read", "token", "hook"
"""Where a fault may strike: messages, every other request of the API, the exchange of tokens, the webhook."""


class Rule(BaseModel):
    """One line of a plan. Times are seconds of the plan since it began (`Clock.scale` shortens them)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fault: Fault
    chance: float = Field(default=1.0, ge=0, le=1)
    start: float = 0.0
    end: float | None = None
    most: int | None = None
    """After so many strikes it is over; None: never."""
    where: tuple[str, ...] = (SEND, READ, HOOK)
    """Tokens are spared unless they are named: a lost answer there ends the account's consent for good."""


class _Running:
    """A rule at work. Each draws from its own generator: adding one leaves the others' luck alone."""

    def __init__(self, rule: Rule, seed: str) -> None:
        self._rule, self._random, self._struck = rule, random.Random(seed), 0  # noqa: S311 (a plan, not a secret)

    def strikes(self, where: str, planned: float) -> bool:
        rule = self._rule
        if where not in rule.where or planned < rule.start or (rule.end is not None and planned >= rule.end):
            return False
        if (rule.most is not None and self._struck >= rule.most) or self._random.random() >= rule.chance:
            return False
        self._struck += 1
        return True


class Faults:
    """The plan at work. `counted` tells how often each fault struck."""

    def __init__(self, clock: Clock, rules: Iterable[Rule] = (), *, seed: int = 0) -> None:
        self._clock, self._seed = clock, seed
        self._running: dict[Fault, list[_Running]] = {}
        self.counted: Counter[Fault] = Counter()
        self.random = random.Random(f"{seed} moments")  # noqa: S311 (a plan, not a secret)
        """How long something is held back, and the like."""
        self.follow(rules)

    def follow(self, rules: Iterable[Rule]) -> None:
        """Begin a new plan, now; what struck before stays counted."""
        self._clock.begin()
        self._running = {}
        for number, rule in enumerate(rules):
            self._running.setdefault(rule.fault, []).append(_Running(rule, f"{self._seed} {number}"))

    def strikes(self, fault: Fault, where: str) -> bool:
        """Whether it happens to this request or call; each asking is one draw."""
        planned = self._clock.planned()
        struck = any(rule.strikes(where, planned) for rule in self._running.get(fault, ()))
        if struck:
            self.counted[fault] += 1
        return struck

    def of_answer(self, where: str, among: Sequence[Fault] = OF_ANSWERS) -> Fault | None:
        return next((fault for fault in among if self.strikes(fault, where)), None)
