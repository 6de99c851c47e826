"""One spelling for each word, whatever keyboard, system or school it came from.

The classes are those of Vietnamese as typed: decomposed marks, tone on the other vowel of `oa oe uy`
(hoà, hòa), `i` and `y` as the only vowel (kĩ, kỹ), look-alikes of đ, doubled letters.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 4_000
"""Characters of a message that are read; the rest is not looked at."""

_TONES = ("aàáảãạ", "eèéẻẽẹ", "iìíỉĩị", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ")
_OF = {row[0]: row for row in _TONES}
_LOOK_ALIKES = str.maketrans({"ð": "đ", "ɖ": "đ", "Ð": "đ", "Ɖ": "đ", "’": "'", "‘": "'"})
_LOOKS = re.compile("[ðɖÐƉ’‘]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_STACKED = re.compile("[\u0300-\u036f]{4,}")
_LETTER = "a-zà-ỹđ"
_ZIP = {
    first + second[tone]: _OF[first][tone] + second[0]
    for first, second in (("o", _OF["a"]), ("o", _OF["e"]), ("u", _OF["y"]))
    for tone in range(1, 6)
}
_TONE_LATE = re.compile(rf"(?<!q)(?:{'|'.join(_ZIP)})(?![{_LETTER}])")
_Y_ALONE = re.compile(rf"(?<![{_LETTER}])((?:[hklmstv]|qu))([yỳýỷỹỵ])(?![{_LETTER}])")
_I_OF_Y = str.maketrans(_OF["y"], _OF["i"])
_DOUBLED = re.compile(r"([^\W\d])\1{2,}")


_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words and numbers of `text`, in order, each in its one spelling. Never raises."""
    return [spelled(word) for word in _WORD.findall(_cleaned(text))]


def canonical(text: str) -> str:
    """Lower case, NFC, one tone placement, i for a lone y, no invisible characters.

    For comparing, never for showing. Idempotent, at most `LONGEST` characters, never raises.
    """
    return _WORD.sub(lambda found: spelled(found[0]), _cleaned(text))[:LONGEST]


@lru_cache(maxsize=65_536)
def spelled(word: str) -> str:
    """One word (lower case, NFC) in its one spelling."""
    word = _DOUBLED.sub(r"\1", word)
    word = _TONE_LATE.sub(lambda found: _ZIP[found[0]], word)
    return _Y_ALONE.sub(lambda found: found[1] + found[2].translate(_I_OF_Y), word)


def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFC", _STACKED.sub("", _INVISIBLE.sub("", text[:LONGEST])))
    return unicodedata.normalize("NFC", _LOOKS.sub(_look, text).lower())


def _look(found: re.Match[str]) -> str:
    return found[0].translate(_LOOK_ALIKES)
