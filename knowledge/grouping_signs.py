"""What a question without an answer can be told by, as one row of weights. Pure.

Two rows are multiplied to see how alike two questions are; the mean of rows stands for a group, so that a
question is compared with all of a group's questions at once.
"""

from collections.abc import Iterable, Mapping
from math import sqrt

import numpy as np

from knowledge.grouping_likeness import meaning
from knowledge.matching.matcher import ROUGH, Matcher
from knowledge.matching.understanding import Understood

Weights = Mapping[str, float]
WORDS = sqrt(0.7)
"""What its words tell. This and those below come from labelled questions; half as much more or less of one
changes little (bench/bench_grouping.py)."""
NEAREST, NEAREST_SHARE = "#", sqrt(0.25)
"""Begins the name of a procedure that was nearest; and what these tell."""
AROUND, AROUND_SHARE = "@", sqrt(0.2)
"""The same of the procedures whose words are near."""
CALLED, CALLED_SHARE = "=", sqrt(0.2)
"""The same of official names that its everyday phrases point to."""
ANY_CALLED = sqrt(0.16)
"""Of two that have such names, and none in common, so much less is alike."""
CUE, CUE_SHARE = "~", sqrt(0.14)
"""The same of words that tell a variant from its plain form: abroad, once more, to end it."""
CUE_DIFFERS = 0.045
"""So much less alike for each that one has and the other lacks."""
MOST_AROUND = 20
KEPT = 100
"""Signs that are kept of a group."""
_NO_WORD = (NEAREST, AROUND, CALLED, CUE)


def signs(matcher: Matcher, question: Understood, nearest: Iterable[tuple[str, float]]) -> Weights | None:
    """Of a question and `nearest`, codes and shares; None where it says nothing that it could be told by."""
    told = said(matcher, question)
    if told is None:
        return None
    called = _of_length_one({" ".join(each.official): each.sureness for each in question.called})
    near = _of_length_one({code: sqrt(share) for code, share in nearest})
    told |= _named(NEAREST, NEAREST_SHARE, near) | _named(AROUND, AROUND_SHARE, _around(matcher, question))
    told |= _named(CALLED, CALLED_SHARE, called) | ({CALLED: ANY_CALLED} if called else {})
    return told | {f"{CUE}{cue}": CUE_SHARE for cue in sorted(matcher.describer.question_cues(question))}


def said(matcher: Matcher, question: Understood) -> dict[str, float] | None:
    """Its words alone."""
    meant = meaning(question, matcher.index)
    return None if meant is None else {word: WORDS * weight for word, weight in meant.words.items()}


def words(told: Weights) -> Weights:
    """Those of the signs that are words."""
    return {name: weight for name, weight in told.items() if not name.startswith(_NO_WORD)}


def cues(told: Weights) -> float:
    """How many cues a question has, or a question of a group on average."""
    return sum(weight for name, weight in told.items() if name.startswith(CUE)) / CUE_SHARE


def shares(told: Weights) -> list[tuple[str, float]]:
    """The procedures that were nearest, and how near; the best first."""
    near = [(name[1:], weight) for name, weight in told.items() if name.startswith(NEAREST)]
    return [
        (code, round((weight / NEAREST_SHARE) ** 2, 5))
        for code, weight in sorted(near, key=lambda each: (-each[1], each[0]))
    ]


def mixed(middle: Weights, one: Weights, count: int) -> Weights:
    """The mean of `count` questions, of which `middle` is the mean, and one more."""
    names = dict.fromkeys((*middle, *one))
    mean = {name: (middle.get(name, 0.0) * count + one.get(name, 0.0)) / (count + 1) for name in names}
    heaviest = sorted(mean.items(), key=lambda each: (-each[1], each[0]))[:KEPT]
    return {name: round(weight, 5) for name, weight in heaviest}


def shared(left: Weights, right: Weights) -> float:
    """How much of the same both tell."""
    return sum(weight * right[name] for name, weight in left.items() if name in right)


def alike(left: Weights, right: Weights) -> float:
    """How much two questions or groups mean the same; the same either way."""
    called = left.get(CALLED, 0.0) * right.get(CALLED, 0.0)
    return shared(left, right) - 2 * called - CUE_DIFFERS * (cues(left) + cues(right))


def _around(matcher: Matcher, question: Understood) -> dict[str, float]:
    scores = matcher.index.rough(matcher.index.asked(question))
    rough = np.sum([weight * scores[name] for name, weight in ROUGH.items()], axis=0)
    near: dict[str, float] = {}
    most = min(MOST_AROUND, len(rough))
    for number in np.argpartition(-rough, most - 1)[:most] if most else ():
        code = matcher.index.documents[number].code
        near[code] = max(near.get(code, 0.0), float(rough[number]) ** 2)
    return _of_length_one(near)


def _named(sign: str, share: float, weights: Weights) -> dict[str, float]:
    return {f"{sign}{name}": share * weight for name, weight in weights.items()}


def _of_length_one(weights: Weights) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {name: weight / length for name, weight in weights.items() if weight > 0}
