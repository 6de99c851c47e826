"""What answers nothing is not said to one person again and again. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from connectors.messages import Reply

QUIET = timedelta(minutes=10)
"""So long the same sentence is not repeated to one person."""
REMEMBERED = 8

Said = Mapping[str, str]
"""Digest of a text, and when it was said last (ISO)."""


def fresh(said: Said, replies: Sequence[Reply], now: datetime) -> Reply | None:
    """The first of `replies` that was not said lately and was not the last to be said; None if there is none."""
    last = _last(said)
    for reply in replies:
        name = digest(reply.text)
        if name != last and (name not in said or now - datetime.fromisoformat(said[name]) >= QUIET):
            return reply
    return None


def least_recent(said: Said, replies: Sequence[Reply]) -> Reply:
    """The one of `replies` whose being said lies back longest; for where something must be said."""
    return min(replies, key=lambda reply: said.get(digest(reply.text), ""))


def with_said(said: Said, reply: Reply, now: datetime) -> dict[str, str]:
    """What was said, and this now; the oldest is forgotten."""
    later = {**said, digest(reply.text): now.isoformat()}
    return dict(sorted(later.items(), key=lambda each: each[1])[-REMEMBERED:])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def _last(said: Said) -> str | None:
    return max(said, key=lambda name: said[name]) if said else None
