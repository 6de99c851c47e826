"""Learning the ranker's weights from labelled questions. Offline; the service only reads the result.

The list-wise loss and the logistic regression are convex, so plain full-batch descent from zero gives
the same figures from the same questions, to the byte after rounding.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.holdings import Holdings
from knowledge.labelled import LabelledQuestion
from knowledge.matching.features import NAMES
from knowledge.matching.matcher import KEPT, Candidate, Matcher
from knowledge.matching.ranker import SIGNS, Ranker
from knowledge.matching.understanding import Understood
from knowledge.shipped import ELSEWHERE

Matrix = NDArray[np.float64]
STEPS = 600
RIDGE = 0.01
UNANSWERABLE_WEIGHT = 0.6
"""Question sets hold more that nobody can answer than people ask; so each counts less."""
FOLDS = 5
"""Sureness is learned from rankers that did not see the question, or it would be too sure."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A labelled question: what is asked, and the codes of which any is right (none: unanswerable)."""

    text: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A lesson with the figures of its candidates."""

    lesson: Lesson
    question: Understood
    numbers: list[int]
    features: Matrix
    right: NDArray[np.bool_]


def train(
    holdings: Holdings, lessons: Sequence[Lesson], *, told: Callable[[], None] = lambda: None
) -> Ranker:
    """A ranker learned from `lessons` on all that is held; `told` is called after each question."""
    examples = []
    for lesson in lessons:
        examples.append(studied(holdings, lesson))
        told()
    return learned(holdings.matcher, examples)


def learned(matcher: Matcher, examples: Sequence[Example]) -> Ranker:
    """The same from lessons that were `studied`: one is studied once, however many rankers learn from it."""
    half = _ranking(examples)
    judged = [
        sign
        for left in range(FOLDS)
        for sign in _signs(
            matcher,
            _ranking([example for example in examples if _fold(example) != left]),
            [example for example in examples if _fold(example) == left],
        )
    ]
    rows = np.array([row for row, _, _ in judged])
    right = np.array([right for _, right, _ in judged], np.float64)
    weight = np.array([weight for _, _, weight in judged])
    return Ranker(half.weights, _logistic(rows, right, weight).astype(np.float32))


def lesson_of(question: LabelledQuestion) -> Lesson | None:
    """What a labelled question teaches; nothing when it leans on others or several procedures fit it."""
    if question.history or question.label == "clarify":
        return None
    return Lesson(question.question, frozenset(question.codes if question.label == "answer" else ()))


def named(ranker: Ranker) -> tuple[dict[str, float], dict[str, float]]:
    """The weights and the sureness of a ranker by the names of features and signs."""
    return (
        dict(zip(NAMES, map(float, ranker.weights), strict=True)),
        dict(zip(SIGNS, map(float, ranker.sureness), strict=True)),
    )


def studied(holdings: Holdings, lesson: Lesson) -> Example:
    """The candidates of a lesson, described."""
    matcher = holdings.matcher
    question = matcher.understand(lesson.text)
    shortlist, rows = matcher.described(question, holdings.anybodys)
    numbers, features = shortlist.tolist(), rows.astype(np.float64)
    codes = [_national(matcher, number) for number in numbers]
    right = np.array([code in lesson.codes for code in codes], np.bool_)
    return Example(lesson, question, numbers, features, right)


def _national(matcher: Matcher, number: int) -> str:
    return matcher.index.documents[number].code.removeprefix(ELSEWHERE)


def _rank_weights(examples: Sequence[Example]) -> Matrix:
    if not examples:
        return np.zeros(len(NAMES))
    everything = np.concatenate([example.features for example in examples])
    scale = everything.std(0) + 1e-6
    longest = max(len(example.right) for example in examples)
    rows = np.stack([_padded(example.features / scale, longest) for example in examples])
    right = np.stack([_padded(example.right[:, None], longest)[:, 0] for example in examples])
    absent = np.stack([np.arange(longest) >= len(example.right) for example in examples])

    def slope(weights: Matrix) -> Matrix:
        scores = np.where(absent, -np.inf, rows @ weights)
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        wanted = chances * right
        wanted /= wanted.sum(1, keepdims=True)
        direction: Matrix = np.einsum("qc,qcf->f", chances - wanted, rows) / len(rows) + RIDGE * weights
        return direction

    weights: Matrix = _descend(slope, everything.shape[1]) / scale
    return weights


def _padded(rows: Matrix | NDArray[np.bool_], length: int) -> Matrix:
    return np.pad(rows.astype(np.float64), ((0, length - len(rows)), (0, 0)))


def _ranking(examples: Sequence[Example]) -> Ranker:
    """A ranker that is not sure of anything yet."""
    weights = _rank_weights([example for example in examples if example.right.any()])
    return Ranker(weights.astype(np.float32), np.zeros(len(SIGNS), np.float32))


def _fold(example: Example) -> int:
    """Questions about the same procedure are judged together by a ranker that saw none of them."""
    return crc32(min(example.lesson.codes, default=example.lesson.text).encode(errors="replace")) % FOLDS


def _signs(
    matcher: Matcher, ranker: Ranker, examples: Sequence[Example]
) -> Iterator[tuple[Matrix, bool, float]]:
    """For each example the signs of its first place, whether that is right, and how much it counts."""
    for example in examples:
        if not example.numbers:
            continue
        scores = ranker.scores(example.features.astype(np.float32))
        chances = _softmax(scores.astype(np.float64))
        best = [
            Candidate(
                example.numbers[place],
                float(scores[place]),
                float(chances[place]),
                tuple(example.features[place]),
            )
            for place in np.argsort(-scores, kind="stable")[:KEPT]
        ]
        if not example.lesson.codes and matcher.index.documents[best[0].number].code.startswith(ELSEWHERE):
            continue  # refused anyway, and for the right reason
        signs = matcher.signs(example.question, best).astype(np.float64)
        right = _national(matcher, best[0].number) in example.lesson.codes
        yield signs, right, 1.0 if example.lesson.codes else UNANSWERABLE_WEIGHT


def _logistic(rows: Matrix, right: Matrix, weight: Matrix) -> Matrix:
    if not len(rows):
        return np.zeros(len(SIGNS))
    scale = rows.std(0) + 1e-6
    scale[0] = 1.0
    scaled = rows / scale

    def slope(weights: Matrix) -> Matrix:
        chances = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        pull = scaled.T @ (weight * (chances - right)) / weight.sum()
        direction: Matrix = pull + RIDGE / 10 * weights
        return direction

    weights: Matrix = _descend(slope, rows.shape[1]) / scale
    return weights


def _descend(slope: Callable[[Matrix], Matrix], size: int) -> Matrix:
    """Adam (Kingma and Ba, 2015) with a rate that shrinks, from zero."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        direction = slope(weights)
        mean = 0.9 * mean + 0.1 * direction
        square = 0.99 * square + 0.01 * direction**2
        rate = 0.1 * (1 - step / (STEPS + 1))
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def _softmax(scores: Matrix) -> Matrix:
    chances = np.exp(scores - scores.max())
    shares: Matrix = chances / chances.sum()
    return shares
