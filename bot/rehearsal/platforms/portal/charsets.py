"""Letters as they were written before Unicode, and bytes that are not what their header says."""

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""As the rows of TCVN3 below go: none, huyền, hỏi, ngã, sắc, nặng."""
_TCVN3 = (
    *("aµ¶·¸¹", "¨»¼½¾Æ", "©ÇÈÉÊË", "eÌÎÏÐÑ", "ªÒÓÔÕÖ", "i×ØÜÝÞ"),
    *("oßáâãä", "«åæçèé", "¬êëìíî", "uïñòóô", "\xadõö÷øù", "yúûüýþ"),
)
_LEGACY = {
    unicodedata.normalize("NFC", vowel + mark): typed
    for vowel, row in zip(_VOWELS, _TCVN3, strict=True)
    for mark, typed in zip(_MARKS, row, strict=True)
} | {"đ": "®", **dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))}
_TONES = frozenset(_MARKS[1:])
_UNTYPABLE = {"²": "2", "³": "3"}


def typable(text: str) -> str:
    """`text` as far as TCVN3 can hold it: it has no capitals with tones, and no raised figures."""
    return "".join(_UNTYPABLE.get(each, each.lower() if _is_toned_capital(each) else each) for each in text)


def tcvn3(text: str) -> str:
    """`typable` text as it is typed for fonts like .VnTime: what is seen without the font."""
    return "".join(_LEGACY.get(each, each) for each in unicodedata.normalize("NFC", text))


def windows_1258(text: str) -> bytes:
    """In that charset vowels are letters of their own and tones follow them; what it lacks is an entity."""
    pieces = []
    for each in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", each)
        tones = "".join(mark for mark in apart if mark in _TONES)
        rest = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        pieces.append(rest + tones if tones else each)
    return "".join(pieces).encode("cp1258", errors="xmlcharrefreplace")


def _is_toned_capital(letter: str) -> bool:
    return letter.isupper() and bool(_TONES & set(unicodedata.normalize("NFD", letter)))
