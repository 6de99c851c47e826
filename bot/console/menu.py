"""Which rooms stand in the menu, and which of them a page belongs to."""

from collections.abc import Mapping
from types import MappingProxyType

IN_THE_BAR = frozenset({"/", "/questions", "/articles", "/talks"})
"""Rooms that are one tap away on a phone; the others stand behind the last button."""
BESIDE = IN_THE_BAR | {"/answers", "/broadcasts", "/numbers"}
"""Those for which a wider screen has room, too."""
_ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "groups": "/questions",
        "procedures": "/answers",
        "reviews": "/answers",
        "review-words": "/answers",
        "blocks": "/answers",
        "news-rule": "/broadcasts",
        "testers": "/broadcasts",
        "canned": "/talks",
        "later": "/talks",
    }
)
"""Rooms of pages whose address begins otherwise than their room's."""


def room_of(path: str) -> str:
    """The address, below `/console`, of the room that a page belongs to; `/` for today's and for none."""
    first = path.removeprefix("/console").strip("/").split("/", 1)[0]
    return _ROOMS.get(first, f"/{first}")
