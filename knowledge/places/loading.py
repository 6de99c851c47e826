"""The shipped tables, read. About a tenth of a second, and once a process."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from knowledge import wording
from knowledge.lexicon import rows
from knowledge.places.units import Gazetteer, Level, Unit, parted
from knowledge.refusals import RefusedError

FOLDER = Path(__file__).parent
UNITS = "units.tsv"
FORMAT = "# congdan places 1"
WHOLE = "*"
_Line = tuple[int, list[str]]


class PlacesError(RefusedError):
    """The table of units cannot be used; the message names file, line and remedy."""


@cache
def gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """Raises PlacesError (or LexiconError, for the other tables) naming file, line and remedy."""
    aliases = [(alias, name) for alias, name in rows("aliases.tsv", 2, folder=folder)]
    everyday = [word for (word,) in rows("everyday.tsv", 1, folder=folder)]
    return Gazetteer(_Reader(folder / UNITS).units(), aliases, everyday)


class _Reader:
    """Puts the units together while the lines go by."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[_Line] = list(self._cells())
        self._new: dict[str, Unit] = {}
        self._old: list[Unit] = []

    def units(self) -> list[Unit]:
        """Those in force first."""
        province = today = None
        for at, (number, cells) in enumerate(self._lines):
            match cells:
                case ["+", old, now]:
                    today = self._in_force(number, now, Level.PROVINCE, ())
                    province = self._was(number, old, Level.PROVINCE, (), (today,))
                case ["-", district] if province and today:
                    self._district(number, district, at + 1, province, today)
                case [_, _] if province:
                    continue
                case _:
                    raise self._broken(number)
        return [*self._new.values(), *self._old]

    def _district(self, number: int, full: str, at: int, province: Unit, today: Unit) -> None:
        became = dict(self._became(at, today))
        now = tuple(dict.fromkeys(unit for parts in became.values() for unit in parts))
        district = self._was(number, full, Level.DISTRICT, (province, today), now)
        for unit, parts in became.items():
            if unit != WHOLE:
                self._was(number, unit, Level.COMMUNE, (district, province, today), parts)

    def _became(self, at: int, today: Unit) -> Iterator[tuple[str, tuple[Unit, ...]]]:
        for number, cells in self._lines[at:]:
            if len(cells) != 2 or cells[0] == "-":  # noqa: PLR2004 (an old unit and what it is today)
                return
            yield (
                cells[0],
                tuple(self._in_force(number, part, Level.COMMUNE, (today,)) for part in cells[1].split("|")),
            )

    def _in_force(self, number: int, full: str, level: Level, within: tuple[Unit, ...]) -> Unit:
        key = f"{full}|{within[0].name if within else ''}"
        if key not in self._new:
            kind, name = self._named(number, full)
            self._new[key] = Unit(kind, name, level, old=False, within=within)
        return self._new[key]

    def _was(
        self, number: int, full: str, level: Level, within: tuple[Unit, ...], now: tuple[Unit, ...]
    ) -> Unit:
        kind, name = self._named(number, full)
        unit = Unit(kind, name, level, old=True, within=within, now=now)
        self._old.append(unit)
        return unit

    def _named(self, number: int, full: str) -> tuple[str, str]:
        parts = parted(full)
        if parts is None:
            raise self._broken(number)
        return parts

    def _cells(self) -> Iterator[_Line]:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise PlacesError(wording.BROKEN_PLACES.format(path=self._path, line=0)) from error
        if lines[:1] != [FORMAT]:
            raise self._broken(1)
        for number, line in enumerate(lines, start=1):
            if line and not line.startswith("#"):
                yield number, line.split("\t")

    def _broken(self, number: int) -> PlacesError:
        return PlacesError(wording.BROKEN_PLACES.format(path=self._path, line=number))
