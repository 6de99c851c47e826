"""Numbers that name a citizen: identity cards, passports, bank accounts, private telephones. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from connectors.masking import masked
from knowledge import guarding_wording as wording
from knowledge.guarding_patterns import (
    ACCOUNT,
    BANK,
    IDENTITY_NINE,
    IDENTITY_TWELVE,
    IDENTITY_WORD,
    OFFICE,
    PASSPORT,
    PASSPORT_WORD,
    PHONE,
    PRIVATE,
    folded,
)

NEAR = 60
"""Characters in front, where a word says what the number is."""
AROUND = 160
"""The same on both sides, for whose it is."""
SHOWN = 70
WIDE = 400
PROVINCES = range(1, 97)
"""What the first three digits of an identity number may be."""
_TOLD_BY_WORDS = (
    (IDENTITY_NINE, IDENTITY_WORD, wording.IDENTITY, wording.HIDDEN_IDENTITY),
    (PASSPORT, PASSPORT_WORD, wording.PASSPORT, wording.HIDDEN_PASSPORT),
)


@dataclass(frozen=True, slots=True)
class Number:
    """`kind`: a value of `RemarkKind`; `excerpt`: the place, this number and all others hidden."""

    kind: str
    digits: str
    told: str
    excerpt: str


def numbers_of(line: str, before: str) -> Iterator[Number]:
    """`line` in NFC; `before`: the end of the line in front, which may say whose numbers follow."""
    plain = folded(line)
    taken: list[tuple[int, int]] = []
    for kind, told, hidden, span in _found(plain, folded(before)):
        if not any(start < span[1] and span[0] < end for start, end in taken):
            taken.append(span)
            digits = "".join(letter for letter in line[slice(*span)] if letter.isalnum())
            yield Number(kind, digits, told, _excerpt(line, span, hidden))


def _found(plain: str, before: str) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    for match in ACCOUNT.finditer(plain):
        if BANK.search(_around(plain, match.span("number"))):
            yield "bank", wording.BANK, wording.HIDDEN_BANK, match.span("number")
    for match in IDENTITY_TWELVE.finditer(plain):
        if int(match[0][:3]) in PROVINCES:
            yield "identity", wording.IDENTITY, wording.HIDDEN_IDENTITY, match.span()
    for pattern, word, told, hidden in _TOLD_BY_WORDS:
        for match in pattern.finditer(plain):
            if word.search(_in_front(plain, match)):
                yield "identity", told, hidden, match.span()
    for match in PHONE.finditer(plain):
        if _is_private(plain, before, match):
            yield "phone", wording.PHONE, wording.HIDDEN_PHONE, match.span()


def _is_private(plain: str, before: str, match: re.Match[str]) -> bool:
    """A number is an office's where its sentence names one, and no citizen."""
    if PRIVATE.search(_in_front(plain, match)):
        return True
    return not OFFICE.search(before[-AROUND:] + " " + _around(plain, match.span()))


def _in_front(plain: str, match: re.Match[str]) -> str:
    return plain[max(0, match.start() - NEAR) : match.start()]


def _around(plain: str, span: tuple[int, int]) -> str:
    return plain[max(0, span[0] - AROUND) : span[1] + AROUND]


def _excerpt(line: str, span: tuple[int, int], hidden: str) -> str:
    """Cut after masking: a number that is cut in two is no number any more to the eye of a mask."""
    front = masked(line[max(0, span[0] - WIDE) : span[0]])
    behind = masked(line[span[1] : span[1] + WIDE])
    left = front if len(front) <= SHOWN else wording.SHORTENED + front[-SHOWN:]
    right = behind if len(behind) <= SHOWN else behind[:SHOWN] + wording.SHORTENED
    return left + hidden + right
