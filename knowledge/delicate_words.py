"""What a second person must see: which words and fields tell it, read from a text alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge import drafting_wording as wording
from knowledge.vietnamese.folding import fold, has_marks
from knowledge.vietnamese.spelling import LONGEST, words_of

_OVERLAP = 100
"""Letters that are read twice, so that no sign is cut in two."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Matter:
    """Words that tell of it, and longer ones that hold such a word and tell of something else."""

    told: str
    signs: tuple[str, ...]
    innocent: tuple[str, ...] = ()


_MATTERS = (
    _Matter(
        wording.DELICATE_FEE,
        ("phí", "mức thu", "tiền nộp", "số tiền", "giá dịch vụ", "thuế"),
        ("kinh phí", "lãng phí", "hoang phí", "phung phí", "phí phạm", "phí hoài", "cơ quan thuế"),
    ),
    _Matter(
        wording.DELICATE_LAND,
        ("đất", "địa chính", "sổ đỏ", "sổ hồng", "tái định cư", "giải phóng mặt bằng"),
        ("đất nước", "trái đất", "quả đất", "đất liền", "động đất", "lở đất", "đất hiếm", "đất sét"),
    ),
    _Matter(wording.DELICATE_PENALTY, ("phạt", "vi phạm hành chính", "chế tài"), ("phạt đền",)),
)
_MONEY = re.compile(
    r"\b(?:\d{1,3}(?:[., ]\d{3})+|\d{4,}|\d+(?:,\d+)?\s*(?:nghìn|ngàn|triệu|tỷ|tỉ))\s*"
    r"(?:đồng|dong|vnđ|vnd|đ|d)\b|\b\d+\s?k\b",
    re.IGNORECASE,
)


def delicate_words(texts: Iterable[str], added: Mapping[str, str] = _NONE) -> str:
    """Why these texts need two people, as a sentence with the words that tell it; empty: they don't.

    Signs are whole words. A word typed without marks stands for one that has them only in a text without
    any marks, and in signs of several words: "đạt", "đặt", "phát" are innocent. `added`: chiefs' words, each
    with the name of the agency that added it.
    """
    for text in texts:
        if money := _MONEY.search(text):
            return wording.DELICATE_FEE.format(words=money[0].strip())
        for words in _read(text):
            if told := _told(words, added):
                return told
    return ""


def holds_words(text: str, words: str) -> bool:
    """Whether a text, the name of a field perhaps, holds a chief's words."""
    sign = words_of(words)
    return any(_places(read, sign) for read in _read(text))


def _told(words: list[str], added: Mapping[str, str]) -> str:
    for matter in _MATTERS:
        innocent = {place for sign in matter.innocent for place in _covered(words, sign)}
        for sign in matter.signs:
            if any(place not in innocent for place in _places(words, words_of(sign))):
                return matter.told.format(words=sign)
    for sign, agency in added.items():
        if _places(words, words_of(sign)):
            return wording.DELICATE_WORD.format(words=sign, agency=agency)
    return ""


def _covered(words: list[str], sign: str) -> Iterator[int]:
    length = len(words_of(sign))
    for place in _places(words, words_of(sign)):
        yield from range(place, place + length)


def _places(words: list[str], sign: list[str]) -> list[int]:
    """Where in the words the sign begins."""
    if not sign:
        return []
    plain = not any(map(has_marks, sign))
    loose = len(sign) > 1 or not any(map(has_marks, words))
    return [
        start
        for start in range(len(words) - len(sign) + 1)
        if all(
            _same(word, each, loose=loose, plain=plain)
            for word, each in zip(words[start : start + len(sign)], sign, strict=True)
        )
    ]


def _same(word: str, sign: str, *, loose: bool, plain: bool) -> bool:
    if word == sign:
        return True
    if plain:
        return fold(word) == sign
    return loose and not has_marks(word) and fold(sign) == word


def _read(text: str) -> Iterator[list[str]]:
    for start in range(0, max(len(text), 1), LONGEST - _OVERLAP):
        yield words_of(text[start : start + LONGEST])
