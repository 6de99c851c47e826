"""Six mechanical ways in which people retype a question. Seeded by the `Random` given, otherwise pure."""

import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Final

_WORD = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_TELEX = dict(zip(_TONES, "fsrxj", strict=True)) | {"\u0302": "", "\u0306": "w", "\u031b": "w"}
_VNI = dict(zip(_TONES, "21345", strict=True)) | {"\u0302": "6", "\u0306": "8", "\u031b": "7"}
_BESIDE = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, letter in enumerate(row)
}
_SHORT = (
    *(("được", "đc"), ("không", "ko"), ("bao nhiêu", "bn"), ("như thế nào", "ntn"), ("đăng ký", "đk")),
    *(("thủ tục", "tt"), ("hồ sơ", "hs"), ("khai sinh", "ks"), ("hộ khẩu", "hk"), ("giấy chứng nhận", "gcn")),
    *(("căn cước công dân", "cccd"), ("giấy phép lái xe", "gplx"), ("bảo hiểm xã hội", "bhxh")),
    *(("bảo hiểm y tế", "bhyt"), ("quyền sử dụng đất", "qsdđ"), ("hộ kinh doanh", "hkd")),
    *(("kinh doanh", "kd"), ("doanh nghiệp", "dn"), ("xây dựng", "xd"), ("trực tuyến", "tt"), ("gì", "j")),
    *(("mình", "mk"), ("với", "vs"), ("anh", "a"), ("em", "e"), ("chị", "c"), ("vợ", "vk"), ("chồng", "ck")),
    *(("ủy ban nhân dân", "ubnd"), ("số điện thoại", "sdt"), ("thời gian", "tg"), ("sử dụng", "sd")),
)
MOST_SHORT = 4


def bare(text: str) -> str:
    """Without marks."""
    kept = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


def unmarked(text: str, _: Random) -> str:
    return bare(text)


def partly_marked(text: str, random: Random) -> str:
    """Every other word or so without its marks."""
    return _WORD.sub(lambda found: bare(found[0]) if random.random() < 0.5 else found[0], text)


def slipped(text: str, random: Random) -> str:
    """One slip of the finger, in one of the longer words."""
    words = [found for found in _WORD.finditer(text) if len(found[0]) >= 3]
    if not words:
        return text
    found = random.choice(words)
    slip = random.choice((_inserted, _dropped, _beside, _swapped, _other_tone))
    return text[: found.start()] + slip(found[0], random) + text[found.end() :]


def _inserted(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    near = _BESIDE.get(bare(word[place]).lower(), "n")
    return word[: place + 1] + random.choice(near + word[place]) + word[place + 1 :]


def _dropped(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _beside(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return word[:place] + random.choice(_BESIDE.get(bare(word[place]).lower(), "n")) + word[place + 1 :]


def _swapped(word: str, random: Random) -> str:
    place = random.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _other_tone(word: str, random: Random) -> str:
    parts = unicodedata.normalize("NFD", word)
    old = next((letter for letter in parts if letter in _TONES), None)
    if old is None:
        return _swapped(word, random)
    shaped = unicodedata.normalize("NFC", parts.replace(old, ""))
    place = next(
        place for place, letters in enumerate(zip(shaped, word, strict=True)) if len(set(letters)) > 1
    )
    other = random.choice(_TONES.replace(old, ""))
    return unicodedata.normalize("NFC", shaped[: place + 1] + other + shaped[place + 1 :])


def telex(text: str, _: Random) -> str:
    """As it comes out with the input method switched off."""
    return _WORD.sub(lambda found: _telex_word(found[0]), text)


def _telex_word(word: str) -> str:
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _TELEX[letter]
        elif letter in _TELEX:
            keys += _TELEX[letter] or keys[-1].lower()
        else:
            keys += {"đ": "dd", "Đ": "Dd"}.get(letter, letter)
    return keys + tone


def vni(text: str, _: Random) -> str:
    """The same with the digits of VNI."""
    return _WORD.sub(lambda found: _vni_word(found[0]), text)


def _vni_word(word: str) -> str:
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _VNI[letter]
        else:
            keys += _VNI.get(letter) or {"đ": "d9", "Đ": "D9"}.get(letter, letter)
    return keys + tone


def shortened(text: str, random: Random) -> str:
    """A few phrases by their short forms."""
    found = [pair for pair in _SHORT if re.search(rf"(?i)\b{pair[0]}\b", text)]
    for full, short in random.sample(found, min(MOST_SHORT, len(found))):
        text = re.sub(rf"(?i)\b{full}\b", short, text)
    return text


WAYS: Final[dict[str, Callable[[str, Random], str]]] = {
    "no marks": unmarked,
    "partly marked": partly_marked,
    "one typo": slipped,
    "telex": telex,
    "vni": vni,
    "shorthand": shortened,
}


def retype(way: str, text: str, random: Random) -> str:
    """`text` (any Unicode) retyped in one of `WAYS`. Raises KeyError for another way."""
    return WAYS[way](unicodedata.normalize("NFC", text), random)
