"""The units of the country: those in force since 1 July 2025, and those that were before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.words import syllables

K = TypeVar("K")
T = TypeVar("T")


class Level(IntEnum):
    """Who lies within whom."""

    COMMUNE = 1
    DISTRICT = 2
    PROVINCE = 3


KINDS = {
    "xã": (Level.COMMUNE,),
    "phường": (Level.COMMUNE,),
    "thị trấn": (Level.COMMUNE,),
    "đặc khu": (Level.COMMUNE,),
    "huyện": (Level.DISTRICT,),
    "quận": (Level.DISTRICT,),
    "thị xã": (Level.DISTRICT,),
    "thành phố": (Level.DISTRICT, Level.PROVINCE),
    "tỉnh": (Level.PROVINCE,),
}
"""The kinds of units, and the levels at which there are such."""
_CAPITAL = "Hồ Chí Minh"
"""The one city that is written "Thành phố" in the middle of a sentence, too."""


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One unit, old or in force. Two units are the same only if they are one object.

    `within` names the units around it, nearest first; of an old unit, `now` what it became, and `old` holds.
    """

    kind: str
    name: str
    level: Level
    old: bool
    within: tuple["Unit", ...] = ()
    now: tuple["Unit", ...] = ()

    @property
    def called(self) -> str:
        """As it stands in the middle of a sentence: xã Hòa Thuận."""
        kind = self.kind.capitalize() if self.name == _CAPITAL else self.kind
        return f"{kind} {self.name}"

    @property
    def province(self) -> "Unit":
        """The province it was in; of a unit in force, the one it is in."""
        return next((unit for unit in self.within if unit.level is Level.PROVINCE), self)

    @property
    def district(self) -> "Unit | None":
        """The district an old commune was in."""
        return next((unit for unit in self.within if unit.level is Level.DISTRICT), None)

    @property
    def today(self) -> "Unit":
        """The province in force in whose land it is."""
        return self.now[0].province if self.now else self.province


def parted(full: str) -> tuple[str, str] | None:
    """Kind and name of "Thị trấn Bằng Lũng"; None when it begins with no kind."""
    for kind in KINDS:
        if full.lower().startswith(kind + " "):
            return kind, full[len(kind) + 1 :]
    return None


@dataclass(frozen=True, slots=True)
class Spelled:
    """One spelling and the units that carry it."""

    words: tuple[str, ...]
    units: tuple[Unit, ...]
    everyday: bool
    """Whether it is also a word of everyday language: xã An Toàn, xã Biên Giới."""


class Gazetteer:
    """Units by their names."""

    def __init__(
        self,
        units: Iterable[Unit],
        aliases: Iterable[tuple[str, str]] = (),
        everyday: Iterable[str] = (),
    ) -> None:
        words = {tuple(syllables(word)) for word in everyday}
        self.units = tuple(units)
        spelled = {
            name: tuple(same) for name, same in _grouped((unit.name, unit) for unit in self.units).items()
        }
        for alias, name in aliases:
            spelled[alias] = tuple(unit for unit in spelled.get(name, ()) if unit.level is Level.PROVINCE)
        for name in [name for name in spelled if "'" in name]:
            spelled.setdefault(name.replace("'", ""), spelled[name])
        rows = ((tuple(syllables(name)), same) for name, same in spelled.items())
        by_plain = _grouped((" ".join(map(fold, row[0])), Spelled(*row, row[0] in words)) for row in rows)
        self._by_plain = {plain: tuple(same) for plain, same in by_plain.items()}
        self._communes = _grouped((unit.district, unit) for unit in self.units if unit.district)
        self._begins = {plain.split(" ", 1)[0] for plain in self._by_plain}
        self.longest = max((plain.count(" ") + 1 for plain in self._by_plain), default=0)

    def spelled(self, plain: Sequence[str]) -> tuple[Spelled, ...]:
        """What is called by these syllables without marks."""
        return self._by_plain.get(" ".join(plain), ())

    def begins(self, plain: str) -> bool:
        """Whether any name begins with this syllable."""
        return plain in self._begins

    def communes_of(self, district: Unit) -> Sequence[Unit]:
        """The old communes of an old district."""
        return self._communes.get(district, ())

    def before(self, unit: Unit) -> list[Unit]:
        """The old communes, or else districts or provinces, of which it was made."""
        made = [old for old in self.units if unit in old.now]
        lowest = min((old.level for old in made), default=unit.level)
        return [old for old in made if old.level is lowest]


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
