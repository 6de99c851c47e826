"""What answers nothing is not said to one person again and again. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from connectors.messages import Reply

QUIET = timedelta(minutes=10)
"""So long the same sentence is not repeated to one person."""
REMEMBERED = 8

Said: TypeAlias = Mapping[str, str]
"""Digest of a text, and when it was said last (ISO); the latest stands last."""


def fresh(said: Said, replies: Sequence[Reply], now: datetime) -> Reply | None:
    """The first of `replies` that was neither said lately nor last of all; None if there is none."""
    last = next(reversed(list(said)), None)
    for reply in replies:
        name = digest(reply.text)
        if name != last and (name not in said or now - datetime.fromisoformat(said[name]) >= QUIET):
            return reply
    return None


def once(said: Said, replies: Sequence[Reply], now: datetime) -> Reply | None:
    """One of `replies`, which all say the same; None if any was said lately: five pictures, one sentence."""
    lately = (said.get(digest(reply.text)) for reply in replies)
    if any(at is not None and now - datetime.fromisoformat(at) < QUIET for at in lately):
        return None
    return fresh(said, replies, now)


def least_recent(said: Said, replies: Sequence[Reply]) -> Reply:
    """The one of `replies` whose being said lies back longest; for where something must be said."""
    order = list(said)
    return min(replies, key=lambda reply: order.index(name) if (name := digest(reply.text)) in said else -1)


def with_said(said: Said, reply: Reply, now: datetime) -> dict[str, str]:
    """What was said, and this now; the oldest is forgotten."""
    name = digest(reply.text)
    later = {each: at for each, at in said.items() if each != name} | {name: now.isoformat()}
    return dict(list(later.items())[-REMEMBERED:])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
