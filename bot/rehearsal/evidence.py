"""What is known after a rehearsal, as the platforms recorded it: plain values, all that judging.py reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.rehearsal.driving import Said


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that reached a person. `at`: the platform's seconds; `lost`: its sender was not told."""

    number: int
    at: float
    to: str
    text: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """Of the call that told of an event, in the platform's seconds; `accepted`: when first answered 200."""

    sent: float
    accepted: float | None = None


@dataclass(frozen=True, slots=True)
class Calls:
    """How the webhook did: answered tries in seconds, and calls by how they ended (hooks.py names them)."""

    enabled: bool = True
    tries: int = 0
    p50: float = 0.0
    p99: float = 0.0
    longest: float = 0.0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlatformEvidence:
    """One platform's. `kills`: when a worker was killed, in its seconds; `refreshes`: by refresh token."""

    said: tuple[Said, ...]
    taken: tuple[Taken, ...]
    fates: Mapping[str, Fate]
    calls: Calls = Calls()
    struck: Mapping[str, int] = field(default_factory=dict)
    refreshes: Mapping[str, int] = field(default_factory=dict)
    kills: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """`strangers`: messages in the inbox that no citizen sent. `leaks`: where a secret was found."""

    platforms: Mapping[str, PlatformEvidence]
    settled: bool = True
    waiting: int = 0
    failed: int = 0
    strangers: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()
    killed: Mapping[str, int] = field(default_factory=dict)
    """How often each process was killed."""
