"""Groups of several agencies that mean the same, told by what their rows keep. Pure.

Grouping never leaves an agency: what forty communes are asked stands in forty groups. Whoever works for
all of them decides once.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from knowledge.groups import QuestionGroup

ALIKE = 0.85
"""From this likeness on, stricter than within an agency: a wrong one would be decided along with the others.

One in ninety that were joined was a stranger, of labelled questions spread over six communes.
"""
ROUNDED = 1e-6
"""By which the same likeness may come out less, added up in another order."""
NEAREST = 0.2
"""How much of it comes from what is nearest to both; the rest comes from what its questions share."""
MOST_TOGETHER = 50
"""Groups that are decided in one act."""
_CANDIDATE = "candidate "
"""Begins the name of a procedure beside those of words."""


def together(groups: Iterable[QuestionGroup]) -> list[list[QuestionGroup]]:
    """Each group with those that mean the same, the one asked most first; in the order of those first ones.

    Every group stands in exactly one list, whatever their order was; all of a list are like its first.
    """
    lists: list[list[QuestionGroup]] = []
    titled: dict[str, int] = {}
    sharing: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for group in sorted(groups, key=lambda each: (-each.count, each.id)):
        told, title = _told(group), _title(group)
        likeness: defaultdict[int, float] = defaultdict(float)
        for name, weight in told.items():
            for place, theirs in sharing.get(name, ()):
                likeness[place] += weight * theirs
        if title in titled:
            likeness[titled[title]] = 1.0
        room = [(like, -place) for place, like in likeness.items() if len(lists[place]) < MOST_TOGETHER]
        best, place = max(room, default=(0.0, 0))
        if best >= ALIKE:
            lists[-place].append(group)
            continue
        titled[title] = len(lists)
        for name, weight in told.items():
            sharing[name].append((len(lists), weight))
        lists.append([group])
    return lists


def those_alike(first: QuestionGroup, others: Iterable[QuestionGroup]) -> list[QuestionGroup]:
    """Those of the others that mean what the first does, in their order."""
    told, title = _told(first), _title(first)
    return [each for each in others if _title(each) == title or _shared(told, _told(each)) >= ALIKE - ROUNDED]


def alike(first: QuestionGroup, others: Sequence[QuestionGroup]) -> bool:
    """Whether all of them still mean what the first does."""
    return len(those_alike(first, others)) == len(others)


def _title(group: QuestionGroup) -> str:
    """Of two groups that were opened by hand nothing else can be compared."""
    return " ".join(group.title.casefold().split())


def _told(group: QuestionGroup) -> Mapping[str, float]:
    candidates = [(f"{_CANDIDATE}{code}", share) for code, share in group.candidates]
    words = _of_length(math.sqrt(1 - NEAREST), group.keys)
    return words | _of_length(math.sqrt(NEAREST), candidates)


def _of_length(wanted: float, pairs: Sequence[Sequence[object]]) -> dict[str, float]:
    weights = {str(name): float(str(weight)) for name, weight in pairs}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {name: wanted * weight / length for name, weight in weights.items()} if length else {}


def _shared(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(weight * right[name] for name, weight in left.items() if name in right)
