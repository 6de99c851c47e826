"""Which of many groups a question is most alike to, asked by what they share. Pure."""

from collections import defaultdict
from math import log

from knowledge.grouping_signs import CALLED, CUE_DIFFERS, Weights, cues

ALIKE = 0.62
"""From this likeness on, two mean the same: nine in ten questions then stand with their like."""
LARGER = 0.04
"""So much more alike to a group for each time that it is e times as large: of two, the larger one grows."""


class Nearby:
    """Groups, each by the number of its place."""

    def __init__(self) -> None:
        self._with: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._told: dict[int, Weights] = {}
        self._begins: dict[int, float] = {}

    def put(self, place: int, told: Weights, count: int) -> None:
        """The group at `place`, a new one or one that stood there, has `count` questions, told by this."""
        for gone in self._told.get(place, {}).keys() - told.keys():
            del self._with[gone][place]
        for name, weight in told.items():
            self._with[name][place] = weight
        self._told[place] = told
        self._begins[place] = LARGER * log(max(count, 1)) - CUE_DIFFERS * cues(told)

    def nearest(self, told: Weights) -> int | None:
        """The place of the group that means the same, the first of equals; None when none does."""
        alike: defaultdict[int, float] = defaultdict(float)
        for name, weight in told.items():
            share = -weight if name == CALLED else weight
            for place, theirs in self._with[name].items() if name in self._with else ():
                alike[place] += share * theirs
        differs = CUE_DIFFERS * cues(told)
        likeness = [(value + self._begins[place] - differs, -place) for place, value in alike.items()]
        best, place = max(likeness, default=(0.0, 0))
        return -place if best >= ALIKE else None
