"""The articles of invented offices, written by a grammar: the same seed writes the same."""

import random
import unicodedata
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.rehearsal.platforms.portal import wording
from bot.rehearsal.platforms.portal.setup import VIETNAM
from bot.rehearsal.platforms.portal.stories import Block, Shape

LIST_CHANCE, TABLE_CHANCE = 0.25, 0.15
KINDS = tuple(wording.TITLES)


class Draft(NamedTuple):
    kind: str
    title: str
    lead: str
    blocks: tuple[Block, ...]


class Writer:
    """Never writes the same text twice, though titles and leads come again, as those of notices do."""

    def __init__(self, luck: random.Random) -> None:
        self._luck = luck
        self._written: set[tuple[Block, ...]] = set()

    def draft(self, at: datetime) -> Draft:
        """Something to be published at `at`."""
        while True:
            kind = self._luck.choice(KINDS)
            slots = self._slots(at)
            title = self._one(wording.TITLES[kind], slots)
            lead = self._one(wording.LEADS[kind], slots)
            blocks = self._blocks(kind, slots, at)
            if blocks not in self._written:
                self._written.add(blocks)
                return Draft(kind, title[0].upper() + title[1:], lead, blocks)

    def paragraph(self, kind: str, at: datetime) -> str:
        return self._one(wording.PARAGRAPHS[kind], self._slots(at))

    def caption(self, at: datetime) -> str:
        return self._one(wording.CAPTIONS, self._slots(at))

    def _blocks(self, kind: str, slots: dict[str, str], at: datetime) -> tuple[Block, ...]:
        patterns = wording.PARAGRAPHS[kind]
        chosen = self._luck.sample(patterns, self._luck.randint(3, len(patterns)))
        blocks = [
            Block(Shape.PARAGRAPH, (pattern.format_map({**self._slots(at), "place": slots["place"]}),))
            for pattern in chosen
        ]
        if self._luck.random() < LIST_CHANCE:
            blocks += [Block(Shape.PARAGRAPH, (wording.LIST_HEAD,)), Block(Shape.LINES, self._lines(at))]
        if self._luck.random() < TABLE_CHANCE:
            blocks.append(Block(Shape.TABLE, self._rows()))
        return tuple(blocks)

    def _lines(self, at: datetime) -> tuple[str, ...]:
        chosen = self._luck.sample(wording.LIST_LINES, 3)
        return tuple(pattern.format_map(self._slots(at)) for pattern in chosen)

    def _rows(self) -> tuple[str, ...]:
        villages = self._luck.sample(wording.VILLAGES, 3)
        rows = [(str(place), name, str(self._luck.randint(10, 99))) for place, name in enumerate(villages, 1)]
        return tuple("\t".join(row) for row in (wording.TABLE_HEAD, *rows))

    def _one(self, patterns: tuple[str, ...], slots: dict[str, str]) -> str:
        return self._luck.choice(patterns).format_map(slots)

    def _slots(self, at: datetime) -> dict[str, str]:
        luck = self._luck
        day = (at + timedelta(days=luck.randint(-20, 20))).astimezone(VIETNAM)
        return {
            "place": luck.choice(wording.PLACES),
            "village": luck.choice(wording.VILLAGES),
            "person": luck.choice(wording.PEOPLE),
            "role": luck.choice(wording.ROLES),
            "quarter": luck.choice(("I", "II", "III", "IV")),
            "small": str(luck.randint(2, 14)),
            "number": str(luck.randint(100, 989)),
            "area": f"{luck.randint(1, 98)}.{luck.randint(100, 999)},{luck.randint(1, 9)}",
            "money": str(luck.randint(101, 979)),
            "share": f"{luck.randint(51, 99)},{luck.randint(1, 9)}",
            "year": str(day.year),
            "day": f"ngày {day.day}/{day.month}",
            "date": f"{day:%d/%m/%Y}",
            "hour": f"{luck.randint(7, 16)} giờ {luck.choice(('00', '15', '30'))} phút",
        }


def slug(title: str) -> str:
    """As addresses spell a title: small letters without marks, joined by hyphens."""
    bare = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    letters = "".join(
        each if each.isascii() and each.isalnum() else " " for each in bare if each.isalnum() or each == " "
    )
    return "-".join(letters.split())[:90].strip("-")
