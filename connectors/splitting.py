"""Cuts a text at a channel's limit, between words where it can, and never inside a letter."""

import unicodedata

_BREAKS = ("\n\n", "\n", ". ", "; ", ", ", " ")
"""Where a cut reads best, best first."""
_WORTH = 0.5
"""A better kind of break is taken only if it leaves at least that share of the room used."""


def split(text: str, limit: int) -> list[str]:
    """`text` in NFC, in pieces of at most `limit` characters (16 or more); only white space is lost."""
    rest, pieces = unicodedata.normalize("NFC", text).strip(), list[str]()
    limit = max(limit, 16)
    while len(rest) > limit:
        at = _cut(rest, limit)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut at a word and marked with an ellipsis if it was longer."""
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) <= limit:
        return text
    at = text.rfind(" ", limit // 2, limit)
    at = at if at > 0 else _inside(text, limit - 1)
    return text[:at].rstrip(" ,;:.-–") + "…"


def _cut(text: str, limit: int) -> int:
    for mark in _BREAKS:
        at = text.rfind(mark, int(limit * _WORTH), limit + 1 - len(mark.rstrip()))
        if at > 0:
            return at + len(mark.rstrip())
    at = text.rfind(" ", 1, limit + 1)
    return at if at > 0 else _inside(text, limit)


def _inside(text: str, at: int) -> int:
    """A place at or before `at` that does not part a letter from its marks, nor joined emoji."""
    joined = at
    while joined > 1 and _clings(text, joined):
        joined -= 1
    return joined if joined > 1 else at


def _clings(text: str, at: int) -> bool:
    if at >= len(text):
        return False
    here, before = text[at], text[at - 1]
    return bool(unicodedata.combining(here)) or here in "\u200d\ufe0f" or before == "\u200d"
