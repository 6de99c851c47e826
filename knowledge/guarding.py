"""What an editor must know before an article is told: signs of secrecy, personal data of citizens. Pure."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from connectors.masking import masked
from knowledge import guarding_numbers as numbers
from knowledge import guarding_signs as signs
from knowledge import guarding_wording as wording

LONGEST = 200_000
"""Characters of a text that are looked at; a whole article has 60,000 at most."""
HEAD_LINES = 15
MOST_OF_A_KIND = 5
BEFORE = 200
EXCERPT = 160


class RemarkKind(StrEnum):
    CLASSIFIED = "classified"
    """A stamp or a header of a classified paper: `MẬT`, `Độ mật: …`."""
    INTERNAL = "internal"
    """"Lưu hành nội bộ", "không phổ biến"."""
    IDENTITY = "identity"
    """The number of somebody's identity card or passport."""
    BANK = "bank"
    PHONE = "phone"
    """A private person's telephone number."""
    UNREADABLE = "unreadable"
    """The text could not be read well."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found. `told` is a sentence for an editor; `excerpt` shows the place, numbers masked."""

    kind: RemarkKind
    told: str
    excerpt: str = ""
    holds: bool = False
    """The article is held: no rule may tell it, an editor must decide."""

    def as_mapping(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what `as_mapping` gave."""
        return cls(RemarkKind(kept["kind"]), kept["told"], kept.get("excerpt", ""), bool(kept.get("holds")))


def remarks(title: str, lead: str, text: str) -> list[Remark]:
    """What speaks against telling an article as it is: signs of secrecy first, then numbers of persons.

    A sign holds only as a stamp or a header: on a line of its own, in brackets at the head, or as a header's
    field. Each number is told once; at most `MOST_OF_A_KIND` of a kind.
    """
    lines = [line for part in (title, lead, text) for line in _lines(part)]
    found = [*_signs(lines), *_numbers(lines)]
    kept: list[Remark] = []
    for remark in dict.fromkeys(found):
        if sum(each.kind is remark.kind for each in kept) < MOST_OF_A_KIND:
            kept.append(remark)
    return kept


def marked(title: str, lead: str, text: str) -> Iterator[tuple[str, tuple[Remark, ...]]]:
    """Every line of it, personal data masked, with what an editor should look at there."""
    lines = [line for part in (title, lead, text) for line in _lines(part)]
    for place, line in enumerate(lines):
        before = lines[place - 1][-BEFORE:] if place else ""
        here = [*_sign(line, at_head=place < HEAD_LINES), *map(_of_number, numbers.numbers_of(line, before))]
        yield masked(line), tuple(here)


def _lines(text: str) -> Iterator[str]:
    """Lines, the cells of a table's row apart, in NFC."""
    for line in unicodedata.normalize("NFC", text[:LONGEST]).splitlines():
        if line.strip():
            yield line.strip()


def _signs(lines: list[str]) -> Iterator[Remark]:
    for number, line in enumerate(lines):
        yield from _sign(line, at_head=number < HEAD_LINES)


def _sign(line: str, *, at_head: bool) -> Iterator[Remark]:
    cells = dict.fromkeys((line, *line.split("|")))
    found = (signs.sign_of(cell.strip(), at_head=at_head) for cell in cells)
    if sign := next(filter(None, found), None):
        told = wording.CLASSIFIED if sign.kind == signs.CLASSIFIED else wording.INTERNAL
        yield Remark(RemarkKind(sign.kind), told.format(sign=sign.text), masked(line)[:EXCERPT], holds=True)


def _numbers(lines: list[str]) -> Iterator[Remark]:
    seen: set[str] = set()
    for place, line in enumerate(lines):
        before = lines[place - 1][-BEFORE:] if place else ""
        for number in numbers.numbers_of(line, before):
            if number.digits not in seen:
                seen.add(number.digits)
                yield _of_number(number)


def _of_number(number: numbers.Number) -> Remark:
    return Remark(RemarkKind(number.kind), number.told, number.excerpt)
