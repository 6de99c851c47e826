"""Vietnamese from before Unicode, TCVN3 (`.VnTime` …) and VNI: told by the font or by the letters. Pure."""

import re
import unicodedata
from functools import cache

import viparse

_UNICODE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
"""Letters that neither old encoding has."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
LEAST_LETTERS = 40
LEAST_MARKED = 0.08
"""Share of letters with Vietnamese marks; real text has 0.2 and more."""


@cache
def encoding_of(font: str) -> str:
    """The encoding that a font's name stands for: `tcvn3`, `vni`, or empty for a font of today."""
    name = _SUBSET.sub("", font.lstrip("/")).lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else ""


def in_unicode(text: str, font: str) -> str:
    """`text` as it looks in its font. Letters of `.Vn…H` fonts are capitals."""
    encoding = encoding_of(font)
    if not encoding or not text.strip() or _UNICODE.search(text):
        return text
    fixed: str = viparse.fix(text, encoding=encoding)
    return fixed.upper() if encoding == "tcvn3" and font.rstrip().upper().endswith("H") else fixed


def guessed(text: str) -> str | None:
    """`text` in Unicode where its letters are surely TCVN3 or VNI; None for any other."""
    if len(text) < LEAST_LETTERS or text.isascii() or _UNICODE.search(text):
        return None
    encoding = viparse.detect_text_encoding(text)
    if encoding not in {"tcvn3", "vni"}:
        return None
    fixed: str = viparse.fix(text, encoding=encoding)
    return fixed if marked(fixed) >= LEAST_MARKED else None


def marked(text: str) -> float:
    """The share of letters that carry marks of Vietnamese: 0.2 and more in real text."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 0.0
    return sum(letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1 for letter in letters) / len(
        letters
    )
