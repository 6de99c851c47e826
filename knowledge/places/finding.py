"""The places that a message names, and what they are today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from knowledge.places.chains import MOST_PARTS, Chain, Chains
from knowledge.places.loading import gazetteer
from knowledge.places.reading import Sure, Token, kind_at, tokens_of
from knowledge.places.units import Gazetteer, Level, Unit
from knowledge.vietnamese.folding import fold
from knowledge.vietnamese.words import syllables

MOST_MENTIONS = 8
"""Places of one message that are read."""
_LONGEST_NAME = 4
_CORRECTABLE = 5
"""Letters from which on a name may be one letter off."""


class Status(StrEnum):
    """What became of the place."""

    MOVED = "moved"
    """It is, or is in, one unit of another name or province."""
    SPLIT = "split"
    """Its parts went to several units."""
    DISSOLVED = "dissolved"
    """A district: only its communes are left."""
    SAME = "same"
    """It is in force under this name."""
    UNSURE = "unsure"
    """Several places have this name."""
    UNKNOWN = "unknown"
    """`units` holds the district or province, but no such commune is in it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place at `start` to `end` (characters of the text), `said` there; `units` is what it may be."""

    start: int
    end: int
    said: str
    status: Status
    units: tuple[Unit, ...]

    @property
    def now(self) -> tuple[Unit, ...]:
        """What it is today; nothing while it is unsure or unknown."""
        if self.status in {Status.UNSURE, Status.UNKNOWN}:
            return ()
        return self.units[0].now or self.units[:1]

    @property
    def key(self) -> str:
        """The same for each mention of this place: what was told of it need not be told again."""
        return " | ".join((self.status, *(unit.called for unit in (*self.units[:1], *self.units[0].within))))


def find(
    text: str,
    home: str | None = None,
    *,
    past: bool = False,
    bare: bool = False,
    tokens: Sequence[Token] | None = None,
) -> list[Mention]:
    """The places named in `text`, in order. Never raises, whatever the text.

    `home` is the province of the agency, old or new: of several places of one name those in it are meant.
    `past`: a name of both an old and a new unit means the old one ("… nay là xã nào"). `bare`: names count
    without any word that says they are places; only for text that holds nothing else. `tokens`: those of the
    text, where they are known.
    """
    tokens = tokens_of(text) if tokens is None else tokens
    return list(Finder(gazetteer(), text, tokens, home, past=past, bare=bare).mentions())


@lru_cache(maxsize=256)
def home_of(home: str) -> Unit | None:
    """The province in force that the name of an agency holds: "UBND tỉnh Kiên Giang" is in An Giang."""
    places = gazetteer()
    tokens = tokens_of(home)
    chains = Chains(places, tokens)
    for at in range(len(tokens)):
        for part in chains.parts_at(at):
            for unit in part.options:
                if unit.level is Level.PROVINCE:
                    return unit.today
    return None


class Finder:
    """Goes through one message."""

    def __init__(
        self,
        places: Gazetteer,
        text: str,
        tokens: Sequence[Token],
        home: str | None,
        *,
        past: bool,
        bare: bool,
    ) -> None:
        self._places = places
        self._text = text
        self._tokens = tokens
        self._chains = Chains(places, self._tokens)
        self._home = home_of(home) if home else None
        self._past = past
        self._bare = bare

    def mentions(self) -> Iterator[Mention]:
        at = count = 0
        while at < len(self._tokens) and count < MOST_MENTIONS:
            chain = self._chains.best_at(at, bare=self._bare)
            mention, end = self._misspelled(at, chain) or (None, at + 1)
            if mention is None and chain is not None:
                mention, end = self._mention(chain.start, chain.end, self._meant(chain)), chain.end
            if mention is not None:
                yield mention
                count += 1
            at = end

    def _mention(self, start: int, end: int, units: Sequence[Unit], status: Status | None = None) -> Mention:
        first, last = self._tokens[start].start, self._tokens[end - 1].end
        status = status or _status(units)
        return Mention(first, last, self._text[first:last], status, tuple(units))

    def _meant(self, chain: Chain) -> list[Unit]:
        best = min(chain.options.values())
        units = [unit for unit, fit in chain.options.items() if fit == best]
        level = max(unit.level for unit in units)
        if len(chain.parts) == MOST_PARTS:
            level = min(unit.level for unit in units)
        units = [unit for unit in units if unit.level is level]
        units = [unit for unit in units if unit.today is self._home] or units
        if self._past or chain.former or _yesterday(chain, units):
            return _one_a_place([unit for unit in units if unit.old] or units)
        in_force = [unit for unit in units if not unit.old]
        return in_force if len(in_force) == 1 else _one_a_place(units)

    def _misspelled(self, at: int, chain: Chain | None) -> tuple[Mention, int] | None:
        """A commune that isn't in the district named after it: one letter off, or unknown."""
        kind = kind_at(self._tokens, at)
        if kind is None or kind.sure is not Sure.YES or (chain is not None and len(chain.parts) > 1):
            return None
        for name_end in range(kind.name_at + 1, min(kind.name_at + _LONGEST_NAME, len(self._tokens)) + 1):
            around = self._district_at(name_end)
            if around is not None:
                return self._in(at, self._tokens[kind.name_at : name_end], around)
        return None

    def _district_at(self, at: int) -> Chain | None:
        if at >= len(self._tokens) or kind_at(self._tokens, at) is None:
            return None
        chain = self._chains.best_at(at)
        districts = chain is not None and all(unit.level is Level.DISTRICT for unit in chain.options)
        return chain if districts else None

    def _in(self, at: int, name: Sequence[Token], around: Chain) -> tuple[Mention, int] | None:
        districts = self._meant(around)
        joined = "".join(token.plain for token in name)
        near = [unit for each in districts for unit in self._near(each, joined)]
        if near:
            return self._mention(at, around.end, _one_a_place(near)), around.end
        if all(token.capital or token.word.isdecimal() for token in name):
            return self._mention(at, around.end, districts, Status.UNKNOWN), around.end
        return None

    def _near(self, district: Unit, joined: str) -> list[Unit]:
        if len(joined) < _CORRECTABLE:
            return []
        return [
            unit
            for unit in self._places.communes_of(district)
            if Levenshtein.distance(joined, "".join(map(fold, syllables(unit.name))), score_cutoff=1) <= 1
        ]


def _yesterday(chain: Chain, units: Sequence[Unit]) -> bool:
    """Whether a district or a province that is no more is named around it; only the old map had three."""
    if len(chain.parts) == MOST_PARTS:
        return True
    for part in chain.parts:
        around = {other for unit in units for other in unit.within if other in part.options}
        if (around or any(map(part.holds, units))) and all(other.old for other in around):
            return True
    return False


def _one_a_place(units: Sequence[Unit]) -> list[Unit]:
    """Without those that lead to the same as another: a town and a commune of one name, merged."""
    return list({(unit.today, unit.now or (unit,)): unit for unit in reversed(units)}.values())[::-1]


def _status(units: Sequence[Unit]) -> Status:
    unit = units[0]
    if len(units) > 1:
        return Status.UNSURE
    if len(unit.now) > 1:
        return Status.DISSOLVED if unit.level is Level.DISTRICT else Status.SPLIT
    if not unit.old or _unchanged(unit, unit.now[0]):
        return Status.SAME
    return Status.MOVED


def _unchanged(old: Unit, now: Unit) -> bool:
    return old.called == now.called and old.province.name == now.province.name
