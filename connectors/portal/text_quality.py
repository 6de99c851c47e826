"""Whether a text that came out of a file can be relied on. Pure."""

import re
from collections.abc import Iterable

from connectors.portal import files_wording as wording
from connectors.portal.legacy_text import marked

LEAST_LETTERS = 40
MOST_ODD = 0.02
"""Odd letters among all; text in an old encoding that nobody decoded has 0.1 and more."""
LONGEST_SYLLABLE, MOST_LONG = 7, 0.3
"""No syllable of Vietnamese is longer; names and addresses are few."""
LEAST_MARKED = 0.05
_ODD = set("µ·¸¹¨©ª«¬®¶¾¿ÆÇÐÑÖØÞßäåæçëîïðñöøûüÿ¼½¤¦¡¢£¥§±²³´¯×÷\ufffd")
_COMMON = set("®«»§±²³×÷½¼·")
"""Odd letters that good texts have too, now and then."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\uf076\uf0a8", "-"))


def mended(text: str) -> str:
    """Bullets of symbol fonts as dashes."""
    return text.translate(_BULLETS)


def doubts_of(text: str) -> Iterable[str]:
    """What speaks against the text, as sentences; nothing for one that reads well or is very short."""
    letters = sum(letter.isalpha() for letter in text)
    if letters < LEAST_LETTERS:
        return
    odd = sum(_is_odd(letter) for letter in text)
    common = sum(letter in _COMMON for letter in text)
    if odd > MOST_ODD * letters or common > 2 * MOST_ODD * letters:
        yield wording.ODD_LETTERS
    words = _SYLLABLE.findall(text)
    if sum(len(word) > LONGEST_SYLLABLE for word in words) > MOST_LONG * len(words):
        yield wording.GLUED
    elif marked(text) < LEAST_MARKED:
        yield wording.NO_MARKS


def _is_odd(letter: str) -> bool:
    return (letter in _ODD and letter not in _COMMON) or "\ue000" <= letter <= "\uf8ff"
