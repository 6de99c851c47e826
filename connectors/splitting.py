"""Cuts a text at a channel's limit, between words where it can, and never inside a letter."""

import unicodedata

SMALLEST = 16
_BREAKS = ("\n\n", "\n", ". ", "; ", ", ", " ")
"""Where a cut reads best, best first."""
_WORTH = 0.5
"""A better kind of break is taken only if it leaves at least that share of the room used."""
_MARKS = frozenset({"Mn", "Mc", "Me"})
_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
"""Letters of which two make a flag."""
_CLINGING = (range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080))
"""Colours of skin, and tags that make an emoji another."""


def split(text: str, limit: int) -> list[str]:
    """`text` in NFC, in pieces of at most `limit` characters (SMALLEST or more); only white space is lost."""
    rest, pieces = unicodedata.normalize("NFC", text).strip(), list[str]()
    limit = max(limit, SMALLEST)
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
    if limit <= 0:
        return ""
    at = text.rfind(" ", limit // 2, limit)
    at = at if at > 0 else _inside(text, limit - 1)
    return text[:at].rstrip(" ,;:.-–") + "…"


def _cut(text: str, limit: int) -> int:
    """A place from 1 to `limit`, after which the text goes on in the next piece."""
    for mark in _BREAKS:
        at = text.rfind(mark, int(limit * _WORTH), limit + 1)
        if at > 0:
            return at + len(mark.rstrip())
    at = text.rfind(" ", 1, limit + 1)
    return at if at > 0 else _inside(text, limit)


def _inside(text: str, at: int) -> int:
    """A place at or before `at` that does not part a letter from its marks, nor joined emoji."""
    joined = at
    while joined > 0 and _clings(text, joined):
        joined -= 1
    return joined or at


def _clings(text: str, at: int) -> bool:
    """Whether what begins at `at` belongs to the letter before it."""
    if at >= len(text):
        return False
    here, before = text[at], text[at - 1]
    if _JOINER in (here, before) or unicodedata.category(here) in _MARKS:
        return True
    if ord(here) in _FLAGS:
        return _flags_before(text, at) % 2 == 1
    return any(ord(here) in kinds for kinds in _CLINGING)


def _flags_before(text: str, at: int) -> int:
    start = at
    while start > 0 and ord(text[start - 1]) in _FLAGS:
        start -= 1
    return at - start
