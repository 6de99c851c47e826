"""Names that stand beside one another and lie within one another: xã Ngọc Hòa, huyện Giồng Riềng."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.places.reading import KindWord, Sure, Token, kind_at
from knowledge.places.units import Gazetteer, Level, Spelled, Unit
from knowledge.vietnamese.folding import fold

_GLUE = {
    ("thuộc",),
    ("trực", "thuộc"),
    ("của",),
    ("ở",),
    ("tại",),
    ("cũ",),
    ("trước", "đây"),
    ("của", "tỉnh"),
}
_GLUES = _GLUE | {tuple(map(fold, words)) for words in _GLUE}
_FORMER = {"cũ", "cu"}
_AT = {"ở", "o", "tại", "tai", "về", "ve", "từ", "đến", "qua", "sang", "trên", "dưới", "ra", "vào", "quê"}
"""Words after which the bare name of a province is one."""
MOST_PARTS = 3
ANY_MARKS = 2


@dataclass(frozen=True)
class Part:
    """One name: the tokens `start` to `end` (kind word included), and what it may be.

    Each unit comes with how badly it fits, two figures: another kind than the one said (xã for thị trấn),
    and marks (0 as written, 1 left off, 2 others, or an everyday word that isn't written as a name).
    """

    start: int
    end: int
    kind: KindWord | None
    options: dict[Unit, tuple[int, int]]

    @property
    def sure(self) -> Sure:
        return self.kind.sure if self.kind else Sure.NO

    @cached_property
    def land(self) -> frozenset[Unit]:
        """What the districts and provinces of this name are today."""
        return frozenset(now for unit in self.options if unit.level > Level.COMMUNE for now in unit.now)

    def holds(self, unit: Unit) -> bool:
        """Whether one of its units is, or was, around `unit`."""
        around = any(other in self.options for other in unit.within)
        return around or (unit.level is Level.COMMUNE and unit in self.land)

    def marks(self) -> int:
        return min(marks for _, marks in self.options.values())


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts that fit together, and the units that the smallest of them may be."""

    parts: tuple[Part, ...]
    options: dict[Unit, tuple[int, int]]
    former: bool = False
    """Whether "(cũ)" is said."""
    trailing: int = 0
    """Tokens after the last part that belong to it."""

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end + self.trailing

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.parts), self.end - self.start


class Chains:
    """The chains of one message."""

    def __init__(self, gazetteer: Gazetteer, tokens: Sequence[Token]) -> None:
        self._gazetteer = gazetteer
        self.tokens = tokens
        self._parts: dict[int, list[Part]] = {}

    def best_at(self, at: int, *, bare: bool = False) -> Chain | None:
        """The longest chain that begins at a token; with `bare`, also one name without any kind word."""
        chains = [chain for chain in self._from(at) if self._stands(chain, bare=bare)]
        best = max(chains, key=lambda chain: chain.rank, default=None)
        return None if best is None else self._trailed(best)

    def parts_at(self, at: int) -> list[Part]:
        """The readings of one name at a token, longest first."""
        if at not in self._parts:
            self._parts[at] = list(self._read(at)) if at < len(self.tokens) else []
        return self._parts[at]

    def _from(self, at: int) -> Iterator[Chain]:
        for part in self.parts_at(at):
            chain = Chain((part,), part.options)
            yield chain
            yield from self._longer(chain)

    def _longer(self, chain: Chain) -> Iterator[Chain]:
        if len(chain.parts) == MOST_PARTS:
            return
        beyond, former = self._past_glue(chain.end)
        for at in dict.fromkeys((chain.end, beyond)):
            for part in self.parts_at(at):
                options = _inside(chain.options, part) or (part.kind and _around(chain.parts, part))
                if options:
                    said = chain.former or (former and at == beyond)
                    longer = Chain((*chain.parts, part), options, said)
                    yield longer
                    yield from self._longer(longer)

    def _past_glue(self, at: int) -> tuple[int, bool]:
        former = False
        for length in (1, 2, 1):
            words = tuple(token.word for token in self.tokens[at : at + length])
            if words in _GLUES:
                former = former or self.tokens[at].word in _FORMER
                at += length
        return at, former

    def _trailed(self, chain: Chain) -> Chain:
        after = self.tokens[chain.end : chain.end + 1]
        if any(token.word in _FORMER for token in after):
            return Chain(chain.parts, chain.options, former=True, trailing=1)
        return chain

    def _stands(self, chain: Chain, *, bare: bool) -> bool:
        """Whether it says a place at all: a procedure's words may be names, too."""
        if chain.parts[0].kind is None and self._called_otherwise(chain.start):
            return False
        if len(chain.parts) > 1:
            return all(part.kind or part.marks() < ANY_MARKS for part in chain.parts)
        part = chain.parts[0]
        if part.marks() == ANY_MARKS:
            return False
        if part.kind is not None and self._kind_is_clear(part, part.kind):
            return True
        return bare or (part.kind is None and self._is_province_after_at(part))

    def _called_otherwise(self, at: int) -> bool:
        """Whether a kind of unit is said before the name, of which there is none of this name."""
        kinds = (kind_at(self.tokens, before) for before in range(max(0, at - 2), at))
        return any(kind is not None and kind.name_at == at and kind.sure is Sure.YES for kind in kinds)

    def _kind_is_clear(self, part: Part, kind: KindWord) -> bool:
        """Whether the word before the name says a kind, and not something else that is written alike.

        `tt` does so before a name in capitals; "xa", without its mark, before one of two syllables that has
        none either, or a number.
        """
        name = self.tokens[kind.name_at : part.end]
        if kind.sure is not Sure.YES:
            return len(name) > 1 and all(token.capital for token in name)
        if kind.marked or name[0].word.isdecimal():
            return True
        return len(name) > 1 and all(token.word == token.plain for token in name)

    def _is_province_after_at(self, part: Part) -> bool:
        before = self.tokens[part.start - 1].word if part.start else ""
        return before in _AT and any(unit.level is Level.PROVINCE for unit in part.options)

    def _read(self, at: int) -> Iterator[Part]:
        kind = kind_at(self.tokens, at)
        if kind is not None:
            yield from self._named(at, kind.name_at, kind)
        yield from self._named(at, at, None)

    def _named(self, start: int, at: int, kind: KindWord | None) -> Iterator[Part]:
        if at >= len(self.tokens) or not self._gazetteer.begins(self.tokens[at].plain):
            return
        for length in range(self._reach(at, first=kind is None), 0, -1):
            name = self.tokens[at : at + length]
            options = _options(self._gazetteer.spelled([token.plain for token in name]), name, kind)
            if kind is None and length == 1:
                lowest = Level.DISTRICT if name[0].capital else Level.PROVINCE
                options = {unit: fit for unit, fit in options.items() if unit.level >= lowest}
            if options:
                yield Part(start, at + length, kind, options)

    def _reach(self, at: int, *, first: bool) -> int:
        """How many tokens from `at` on one name may have."""
        length = 0
        for token in self.tokens[at : at + self._gazetteer.longest]:
            if not token.near and not (first and length == 0):
                break
            length += 1
        return length


def _options(
    spelled: Sequence[Spelled], name: Sequence[Token], kind: KindWord | None
) -> dict[Unit, tuple[int, int]]:
    options: dict[Unit, tuple[int, int]] = {}
    for spelling in spelled:
        marks = _marks(name, spelling)
        for unit in spelling.units:
            if kind is None or kind.fits(unit):
                fit = (int(kind is not None and unit.kind != kind.kind), marks)
                options[unit] = min(fit, options.get(unit, fit))
    levels = {unit.level for unit, (other_kind, _) in options.items() if not other_kind}
    if not levels:
        return {} if name[0].word.isdecimal() else options
    return {unit: fit for unit, fit in options.items() if unit.level in levels}


def _marks(name: Sequence[Token], spelling: Spelled) -> int:
    written_as_name = name[0].capital or name[0].word.isdecimal()
    if spelling.everyday and not written_as_name:
        return ANY_MARKS
    if len(name) == 1 and name[0].word == name[0].plain and not written_as_name:
        return 0 if all(unit.level is Level.PROVINCE for unit in spelling.units) else ANY_MARKS
    return max(
        0 if token.word == word else 1 if token.word == fold(word) else ANY_MARKS
        for token, word in zip(name, spelling.words, strict=True)
    )


def _inside(options: dict[Unit, tuple[int, int]], part: Part) -> dict[Unit, tuple[int, int]]:
    """Those of `options` that lie in a unit of `part`.

    Failing that, those in the land of today of what such a unit was: people mix the two maps.
    """
    strict = {unit: fit for unit, fit in options.items() if part.holds(unit)}
    return strict or {unit: fit for unit, fit in options.items() if not part.land.isdisjoint(unit.within)}


def _around(parts: Sequence[Part], part: Part) -> dict[Unit, tuple[int, int]]:
    """Those of the units of `part` that lie within one of each of the parts before it."""
    options = part.options
    for before in parts:
        options = _inside(options, before)
    return options
