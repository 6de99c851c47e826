"""Where and when an event happened, and what is made of one that can't be read."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime

from connectors.doors import Door
from connectors.messages import Address, Odd
from connectors.messenger.names import CHANNEL

_NAME = re.compile(r"[a-z][a-z_-]{0,39}")


class Broken(ValueError):  # noqa: N818 (reads as what an event is)
    """An event lacks what it can't do without; the text names the event for an operator."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The Page whose entry an event came in, the entry's own time, and ours."""

    door: Door
    now: datetime
    time: datetime | None = None

    def address(self, person: str = "") -> Address:
        return Address(CHANNEL, self.door.agency, person)

    def at(self, told: datetime | None) -> datetime:
        """When it happened, as far as that is told; never later than now."""
        return min(told or self.time or self.now, self.now)

    def made_id(self, kind: str, told: datetime | None, *facts: str) -> str:
        """The same id for the same event however often it comes, where Facebook gives none."""
        stamp = told or self.time
        parts = (self.door.account, kind, stamp.isoformat() if stamp else "", *facts)
        return f"{kind}:{_digest(json.dumps(parts))}"

    def odd(self, raw: object, name: str, *, person: str = "", told: datetime | None = None) -> Odd:
        """An event that is kept only to be counted. `raw`: its JSON, no deeper than a call may be."""
        print_ = _digest(json.dumps([self.door.account, raw], sort_keys=True))
        return Odd(f"odd:{print_}", self.address(person), self.at(told), name)


def known_name(raw: object) -> str:
    """`raw` where it looks like a word of Facebook's protocol: an operator's list of names stays short."""
    return raw if isinstance(raw, str) and _NAME.fullmatch(raw) else "(unnamed)"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
