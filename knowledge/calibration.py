"""How far a confidence may be believed, and what another threshold would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.judging import Outcome
from knowledge.tallies import Tally

BINS = 10
STEPS = 100


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence begins at `low`: what was promised, and what came."""

    low: float
    promised: float
    came: Tally


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from the confidence `threshold` on would give."""

    threshold: float
    answered: Tally
    """Of the questions that have an answer, those that got one."""
    wrong: Tally
    """Of all answers given, whatever was asked, those with a wrong procedure."""


def bins(outcomes: Iterable[Outcome]) -> list[Bin]:
    """Questions with and without an answer, by tenths of confidence; empty tenths are left out.

    Left out, too, is what was routed elsewhere, and questions that several procedures fit.
    """
    heaps: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.held and (outcome.answerable or outcome.unanswerable):
            heaps.setdefault(min(int(outcome.confidence * BINS), BINS - 1), []).append(outcome)
    return [_bin(tenth / BINS, heap) for tenth, heap in sorted(heaps.items())]


def _bin(low: float, heap: Sequence[Outcome]) -> Bin:
    promised = sum(outcome.confidence for outcome in heap) / len(heap)
    return Bin(low, promised, Tally(sum(outcome.right for outcome in heap), len(heap)))


def calibration_error(outcomes: Iterable[Outcome]) -> float:
    """The expected calibration error: how far promise and outcome lie apart, over `BINS` bins."""
    filled = bins(outcomes)
    count = sum(each.came.tries for each in filled)
    apart = sum(abs(each.promised - each.came.share) * each.came.tries for each in filled)
    return apart / count if count else 0.0


def point(outcomes: Iterable[Outcome], threshold: float) -> Point:
    """What the threshold decides and nothing else: what is routed or has no topic stays as it is."""
    answered, wrong = Tally(), Tally()
    for outcome in outcomes:
        given = outcome.movable and outcome.confidence >= threshold
        if outcome.answerable:
            answered.add(given)
        if given:
            wrong.add(not outcome.right)
    return Point(threshold, answered, wrong)


def curve(outcomes: Sequence[Outcome]) -> list[Point]:
    """Points for the thresholds 0, 0.01 … 0.99, as far as anything is answered."""
    points = (point(outcomes, step / STEPS) for step in range(STEPS))
    return [each for each in points if each.wrong.tries]
