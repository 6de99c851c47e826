"""What the keyboard sends when a Vietnamese word is typed and the input method is off."""

import re
import unicodedata

_MARKS = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b"
_TELEX = dict(zip(_MARKS, ("f", "s", "r", "x", "j", "", "w", "w"), strict=True))
_VNI = dict(zip(_MARKS, "21345687", strict=True))
_TONES = 5
_LETTERS = re.compile(r"[^\W\d_]+")


def telex(text: str) -> str:
    return _LETTERS.sub(lambda found: _typed(found[0], _TELEX, "dd"), unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    return _LETTERS.sub(lambda found: _typed(found[0], _VNI, "d9"), unicodedata.normalize("NFC", text))


def _typed(word: str, keys: dict[str, str], stroked: str) -> str:
    typed, tone = "", ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        if letter in _MARKS[:_TONES]:
            tone = keys[letter]
        else:
            typed += stroked if letter == "đ" else (keys.get(letter, letter) or typed[-1])
    return typed + tone
