"""What bench_evaluation measures: one set of questions, cross-validated, asked as written and retyped."""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import numpy as np
from bench_ask import loaded
from knowing import PROVINCE, furnish
from plain_search import PlainSearch
from retyping import WAYS, retype

from knowledge.calibration import calibration_error
from knowledge.crossing import Crossing
from knowledge.evaluation import LabelledQuestion, Report
from knowledge.judging import Outcome, judged
from knowledge.replaying import replay

DRAWS = 1000
Interval = tuple[float, float]


@dataclass(frozen=True)
class Measured:
    """One set of questions over one set of procedures."""

    procedures: int
    names: Mapping[str, str]
    report: Report
    retyped: Mapping[str, Report]
    floor: Mapping[str, list[int | None]]
    """Places by plain search: as written ("") and in each way of typing."""
    milliseconds: Sequence[float]
    """Of the processor for each answer, in order of length."""

    def share(self, most: int) -> float:
        return float(np.mean([bool(place) and place <= most for place in self.floor[""]]))

    def lost(self, way: str) -> tuple[float, Interval]:
        """What retyping costs in R@1, question by question, with a 95 % interval of the paired difference."""
        return _lost(_firsts(self.report.outcomes), _firsts(self.retyped[way].outcomes))

    def floor_lost(self, way: str) -> float:
        return _lost(*([place == 1 for place in self.floor[each]] for each in ("", way)))[0]


def measure(
    files: Sequence[Path], questions: Sequence[LabelledQuestion], beside: Sequence[LabelledQuestion] = ()
) -> Measured:
    """`questions` asked over the procedures of `files`, each by a ranker that never saw its procedures."""
    with tempfile.TemporaryDirectory(prefix="congdan-bench-") as folder:
        url = f"sqlite:///{folder}/congdan.db"
        asyncio.run(furnish(url, *files))
        library = asyncio.run(loaded(url))
    crossing, now = Crossing.of(library, questions, beside), datetime.now(UTC)
    asked = {way: [_retyped(each, way) for each in questions] for way in WAYS}
    taken: list[float] = []
    names = {entry.code: entry.name for entry in library.holdings.catalog.entries}
    plain = PlainSearch(names)
    return Measured(
        len(library.holdings.catalog.entries),
        names,
        Report.of(_timed(crossing, questions, now, taken)),
        {way: crossing.evaluated(PROVINCE, each, now) for way, each in asked.items()},
        {way: _plainly(plain, each) for way, each in {"": questions, **asked}.items()},
        sorted(taken),
    )


def _retyped(question: LabelledQuestion, way: str) -> LabelledQuestion:
    text = retype(way, question.question, Random(f"{way} {question.id}"))
    return question.model_copy(update={"question": text})


def _timed(
    crossing: Crossing, questions: Sequence[LabelledQuestion], now: datetime, taken: list[float]
) -> Iterator[Outcome]:
    for question in questions:
        library = crossing.library(question)
        context = replay(library, PROVINCE, question.history, now)
        start = time.process_time()
        finding = library.answer(PROVINCE, question.question, context, now)
        taken.append((time.process_time() - start) * 1000)
        yield judged(question, finding)


def _plainly(plain: PlainSearch, questions: Sequence[LabelledQuestion]) -> list[int | None]:
    return [plain.place(each.question, each.codes) for each in questions if each.label == "answer"]


def _firsts(outcomes: Sequence[Outcome]) -> list[bool]:
    return [each.place == 1 for each in outcomes if each.answerable]


def _lost(before: Sequence[bool], after: Sequence[bool]) -> tuple[float, Interval]:
    apart = np.array(before, float) - np.array(after, float)
    mean, half = float(apart.mean()), float(1.96 * apart.std() / len(apart) ** 0.5)
    return mean, (mean - half, mean + half)


def facet_interval(outcomes: Sequence[Outcome]) -> Interval:
    """A 95 % interval of the micro F1 of facets: the questions drawn anew, again and again."""
    counts = np.array(
        [(each.facets.right, each.facets.said + each.facets.asked) for each in outcomes if each.facets]
    )
    picks = np.random.default_rng(1).integers(len(counts), size=(DRAWS, len(counts)))
    drawn = counts[picks].sum(1)
    return _middle(2 * drawn[:, 0] / drawn[:, 1])


def calibration_interval(outcomes: Sequence[Outcome]) -> Interval:
    """The same for the expected calibration error."""
    picks = np.random.default_rng(1).integers(len(outcomes), size=(DRAWS, len(outcomes)))
    return _middle(np.array([calibration_error(outcomes[place] for place in row) for row in picks]))


def _middle(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Interval:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)
