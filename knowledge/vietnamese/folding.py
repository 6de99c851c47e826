"""Marks taken off, for text typed without them."""

import unicodedata
from functools import lru_cache

_MARKS = {
    chr(code): base
    for code in range(0x00C0, 0x1F00)
    if len(base := unicodedata.normalize("NFD", chr(code))[0]) == 1 and base.isascii() and base.isalpha()
} | {
    chr(code): unicodedata.normalize("NFD", chr(code))[0]
    for code in range(0x1E00, 0x1F00)
    if unicodedata.decomposition(chr(code))
}
_FOLD = str.maketrans(_MARKS | {"đ": "d", "Đ": "D"})
_WORD = 12
"""So many letters have the words that come again and again."""


def fold(text: str) -> str:
    """`text` (NFC) without marks, đ as d. One letter stays one letter; what isn't Latin stays as it is."""
    return _word(text) if len(text) <= _WORD else text.translate(_FOLD)


@lru_cache(maxsize=65_536)
def _word(text: str) -> str:
    return text.translate(_FOLD)


def has_marks(text: str) -> bool:
    """Whether any letter of `text` (NFC) carries a Vietnamese mark."""
    return fold(text) != text
