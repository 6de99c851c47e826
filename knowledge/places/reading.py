"""A message as words that know where they stand, and the words that say what kind of unit follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from knowledge.places.units import KINDS, Unit
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.spelling import LONGEST
from knowledge.vietnamese.words import syllables

MOST_TOKENS = 400
"""Words of a message in which places are looked for."""
_SHORT_WORD = 24
_TOKEN = re.compile("[^\\W_](?:[^\\W_]|[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff])*")
_JOINED = re.compile(r"([fpqFPQ])(\d{1,2})")
_SHORT = {
    "p": "phường", "f": "phường", "x": "xã", "tt": "thị trấn", "q": "quận", "h": "huyện", "tx": "thị xã",
    "tp": "thành phố", "t": "tỉnh",
}  # fmt: skip
_WRITTEN = {tuple(map(fold, kind.split())): (tuple(kind.split()), kind) for kind in KINDS}
_NO_COMMUNE = {"tác", "tac", "thị", "thi"}
"""Words before "xã" that make another word of it: hợp tác xã, thị xã."""
_BEFORE = {
    "phuong": {"dia", "da", "doi", "song"},
    "quan": {"co", "hai", "lien", "vi", "bao", "chu", "quy", "tham", "si", "khach", "thoi"},
}
_AFTER = {
    "phuong": {"an", "tien", "phap", "thuc", "huong", "dien"},
    "xa": {"hoi", "phuong"},
    "quan": {"li", "he", "tri", "su", "doi", "diem", "nhan", "trong", "tam", "chung"},
    "tinh": {"trang", "chat", "hinh", "toan", "tien", "thue", "bao", "cong"},
}
"""Words before and after that may do so where no marks are typed: co quan, phuong an."""
_NEAR = re.compile(r"[\s.:'’\"“–-]{0,4}")


@dataclass(frozen=True, slots=True)
class Token:
    """A syllable in canonical spelling, without marks, and where it stands in the text."""

    word: str
    plain: str
    start: int
    end: int
    dotted: bool
    near: bool
    """Whether nothing but a blank, a dot or a dash stands between it and the one before."""
    capital: bool
    """Whether it is written like a name: Hòa, not hòa, nor HÒA where all is."""


class Sure(IntEnum):
    """How surely a word says the kind of a unit: `tt` may be anything, `tt.` hardly, `thị trấn` is clear."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class KindWord:
    """The kind that "phường", "p." or "xa" says, and at which token the name begins."""

    kind: str
    name_at: int
    sure: Sure
    marked: bool

    def fits(self, unit: Unit) -> bool:
        return unit.level in KINDS[self.kind]


def tokens_of(text: str) -> list[Token]:
    """The first words of `text`, `MOST_TOKENS` about; "q1" gives two. Never raises."""
    tokens: list[Token] = []
    for found in islice(_TOKEN.finditer(text[:LONGEST]), MOST_TOKENS):
        joined = _JOINED.fullmatch(found[0])
        cuts = [joined.span(1), joined.span(2)] if joined else [(0, len(found[0]))]
        for start, end in cuts:
            before = tokens[-1].end if tokens else 0
            at = (before, found.start() + start, found.start() + end)
            tokens.extend(_token(text, *at, split=joined is not None))
    return tokens


def _token(text: str, before: int, start: int, end: int, *, split: bool) -> list[Token]:
    raw = text[start:end]
    word = _spelled(raw) if len(raw) <= _SHORT_WORD else "".join(syllables(raw))
    dotted = split or text[end : end + 1] == "."
    near = _NEAR.fullmatch(text, before, start) is not None
    capital = text[start].isupper() and not text[start:end].isupper()
    return [Token(word, fold(word), start, end, dotted, near, capital)] if word else []


@lru_cache(maxsize=8_192)
def _spelled(raw: str) -> str:
    """The canonical spelling of one word, remembered: a message has few words that no other has."""
    word = "".join(syllables(raw))
    return (word.lstrip("0") or "0") if word.isdecimal() else word


def kind_at(tokens: Sequence[Token], at: int) -> KindWord | None:
    """The kind that is said at `at`."""
    for length in (2, 1):
        words = tokens[at : at + length]
        found = _WRITTEN.get(tuple(token.plain for token in words))
        if found and not (words[0].plain == "xa" and at and tokens[at - 1].word in _NO_COMMUNE):
            written, kind = found
            marked = tuple(token.word for token in words) == written
            if marked or all(token.word == token.plain for token in words):
                sure = Sure.YES if marked or _alone(tokens, at, length) else Sure.MAYBE
                return KindWord(kind, at + length, sure, marked=marked)
    short = _SHORT.get(tokens[at].word)
    if short is None:
        return None
    sure = Sure.YES if tokens[at].dotted or tokens[at].word == "tp" else Sure.MAYBE
    return KindWord(short, at + 1, sure, marked=True)


def _alone(tokens: Sequence[Token], at: int, length: int) -> bool:
    before = tokens[at - 1].plain if at else ""
    after = tokens[at + length : at + length + 1]
    if before in _BEFORE.get(tokens[at].plain, ()):
        return False
    words = _AFTER.get(tokens[at].plain, ())
    return all(token.plain not in words or token.capital for token in after)
