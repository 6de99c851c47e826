"""Figures of groups of questions whose right procedures are known."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

SEVERAL = 3
"""A matter is followed from so many questions on."""


@dataclass(frozen=True)
class Figures:
    questions: float
    purity: float
    """Share of questions that a procedure answers which answers most of their group."""
    of_several: float
    """The same of groups with more than one question: the rest of these are strangers on a card."""
    recall: float
    """Of the questions that mean the same as one, the share that stands in its group; on average."""
    cards: float
    """Groups that ten questions of one matter make; of matters asked at least three times."""
    largest: float
    """Share of a matter's questions in its largest group."""

    def __str__(self) -> str:
        return (
            f"{self.questions:.0f} questions; purity {self.purity:.3f} (groups of several: "
            f"{self.of_several:.3f}), recall {self.recall:.3f}; ten questions of one matter are on "
            f"{self.cards:.1f} cards, {self.largest:.0%} of them on the largest"
        )


def figures(
    codes: Mapping[int, frozenset[str]], group_of: Mapping[int, int], judged: Collection[int]
) -> Figures:
    """Of the `judged` among questions by their right codes and their groups."""
    groups: dict[int, list[int]] = defaultdict(list)
    for place, group in group_of.items():
        groups[group].append(place)
    most = {group: _most(codes[place] for place in places) for group, places in groups.items()}
    right = {place: most[group_of[place]] in codes[place] for place in judged}
    several = [right[place] for place in judged if len(groups[group_of[place]]) > 1]
    cards = _cards(codes, group_of, judged)
    asked = sum(map(len, cards)) or 1
    return Figures(
        len(judged),
        sum(right.values()) / max(len(right), 1),
        sum(several) / max(len(several), 1),
        _recall(codes, group_of, judged),
        10 * sum(len(set(each)) for each in cards) / asked,
        sum(Counter(each).most_common(1)[0][1] for each in cards) / asked,
    )


def mean(several: Sequence[Figures]) -> Figures:
    """Of each figure."""
    return Figures(*(sum(each) / len(several) for each in zip(*map(astuple, several), strict=True)))


def _most(codes: Iterable[frozenset[str]]) -> str:
    counted = Counter(code for each in codes for code in sorted(each))
    return counted.most_common(1)[0][0] if counted else ""


def _recall(
    codes: Mapping[int, frozenset[str]], group_of: Mapping[int, int], judged: Collection[int]
) -> float:
    shares = []
    for place in judged:
        same = [other for other, theirs in codes.items() if other != place and codes[place] & theirs]
        if same:
            shares.append(sum(group_of[other] == group_of[place] for other in same) / len(same))
    return sum(shares) / max(len(shares), 1)


def _cards(
    codes: Mapping[int, frozenset[str]], group_of: Mapping[int, int], judged: Collection[int]
) -> list[list[int]]:
    """For each matter the groups of its questions."""
    matters: dict[frozenset[str], list[int]] = defaultdict(list)
    for place in judged:
        matters[codes[place]].append(group_of[place])
    return [groups for groups in matters.values() if len(groups) >= SEVERAL]
