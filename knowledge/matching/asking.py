"""Which facets a question asks for, by its phrases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.facets import Facet
from knowledge.matching.phrases import Phrases

GAP = "…"
"""Stands in a phrase for one to `FEW` words."""
FEW = 8


@dataclass(frozen=True, slots=True)
class FacetCue:
    """A phrase that asks for a facet; a weak one ("thế nào") only when nothing else is asked.

    Without a facet it asks for nothing, and keeps the cues within it from counting.
    """

    facet: Facet | None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """A cue found at the words `places`."""

    places: frozenset[int]
    cue: FacetCue


class Asking:
    """Phrases and the facets they ask for. A phrase may have one gap."""

    def __init__(self, cues: Iterable[tuple[str, FacetCue]], *, exact: str = "") -> None:
        whole: list[tuple[str, FacetCue]] = []
        self._ends: dict[str, list[tuple[str, FacetCue]]] = {}
        for phrase, cue in cues:
            head, gap, tail = phrase.partition(GAP)
            if gap:
                self._ends.setdefault(tail.strip(), []).append((head.strip(), cue))
            else:
                whole.append((phrase, cue))
        heads = {head for begun in self._ends.values() for head, _ in begun}
        self._whole = Phrases(whole, exact=exact)
        self._parts = Phrases(((part, part) for part in sorted({*heads, *self._ends})), exact=exact)

    def find(self, words: Sequence[str]) -> list[Met]:
        """The cues of a message but for those within longer ones."""
        met = [
            Met(frozenset(range(span.start, span.end)), span.meaning)
            for span in self._whole.find(words, overlapping=True)
        ]
        met.extend(self._across(words))
        over: dict[int, list[frozenset[int]]] = {}
        for each in met:
            for place in each.places:
                over.setdefault(place, []).append(each.places)
        return [each for each in met if not any(each.places < other for other in over[min(each.places)])]

    def _across(self, words: Sequence[str]) -> Iterator[Met]:
        """Phrases with a gap: each end with the nearest beginning before it."""
        begun: dict[str, tuple[int, int]] = {}
        for span in sorted(self._parts.find(words, overlapping=True), key=lambda span: span.end):
            for head, cue in self._ends.get(span.meaning, ()):
                start, end = begun.get(head, (-1, -1))
                if end >= 0 and 1 <= span.start - end <= FEW:
                    yield Met(frozenset((*range(start, end), *range(span.start, span.end))), cue)
            begun[span.meaning] = (span.start, span.end)


def asked(met: Iterable[Met]) -> tuple[Facet, ...]:
    """The facets asked for, each once, in the order of the message."""
    cues = [each.cue for each in sorted(met, key=lambda each: min(each.places)) if each.cue.facet]
    strong = [cue.facet for cue in cues if not cue.weak]
    return tuple(dict.fromkeys(facet for facet in strong or [cue.facet for cue in cues] if facet))
