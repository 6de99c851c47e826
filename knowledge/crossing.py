"""Judging the ranker on procedures that it never learned from: cross-validation, split by procedure."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.evaluation import Report, outcome
from knowledge.labelled import LabelledQuestion
from knowledge.library import Library
from knowledge.matching.ranker import Ranker
from knowledge.training import Example, learned, lesson_of, studied

FOLDS = 5


class RankedLibrary(Library):
    """The knowledge of another library, ranked by other weights; the index is shared."""

    def __init__(self, library: Library, ranker: Ranker) -> None:
        super().__init__(replace(library.shipped, ranker=ranker), lapses=library.lapses)
        matcher = copy(library.holdings.matcher)
        matcher.ranker = ranker
        self._holdings = replace(library.holdings, matcher=matcher)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A library for each fold, whose ranker learned from the other folds only."""

    folds: dict[str, int]
    """The fold of each question, by its id: of questions in the same fold none is learned from."""
    libraries: tuple[Library, ...]

    @classmethod
    def of(
        cls,
        library: Library,
        questions: Sequence[LabelledQuestion],
        beside: Sequence[LabelledQuestion] = (),
        *,
        told: Callable[[], None] = lambda: None,
    ) -> "Crossing":
        """Rankers for judging `questions`; those `beside` are learned from and not judged.

        Of those beside, too, none about a procedure of the fold is learned from. `told` is called after
        each question.
        """
        folds = folds_of([*questions, *beside])
        examples: list[tuple[int, Example]] = []
        for question in (*questions, *beside):
            if lesson := lesson_of(question):
                examples.append((folds[question.id], studied(library.holdings, lesson)))
            told()
        rankers = (
            learned(library.holdings.matcher, [example for fold, example in examples if fold != left])
            for left in range(FOLDS)
        )
        return cls(folds, tuple(RankedLibrary(library, ranker) for ranker in rankers))

    def library(self, question: LabelledQuestion) -> Library:
        """The library that did not learn from this question or from others about its procedures."""
        return self.libraries[self.folds[question.id]]

    def evaluated(self, agency: str, questions: Iterable[LabelledQuestion], now: datetime) -> Report:
        """The folds' figures pooled; a question may be worded anew, it is told by its id."""
        return Report.of(outcome(self.library(question), agency, question, now) for question in questions)


def folds_of(questions: Sequence[LabelledQuestion]) -> dict[str, int]:
    """A fold for each question, by its id: no procedure is asked for in two of them.

    Procedures that are right for the same question go together; the largest groups are dealt first, each
    to the fold with the fewest questions. Questions without an answer are spread by their id.
    """
    groups = _groups(questions)
    sizes = Counter(groups[question.codes[0]] for question in questions if _is_about(question))
    loads, fold_of = [0] * FOLDS, {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold_of[group] = loads.index(min(loads))
        loads[fold_of[group]] += size
    return {
        question.id: fold_of[groups[question.codes[0]]]
        if _is_about(question)
        else zlib.crc32(question.id.encode()) % FOLDS
        for question in questions
    }


def _is_about(question: LabelledQuestion) -> bool:
    return question.label == "answer" and bool(question.codes)


def _groups(questions: Iterable[LabelledQuestion]) -> dict[str, str]:
    """For each code the least of the codes with which questions join it, directly or by others."""
    parent: dict[str, str] = {}

    def root(code: str) -> str:
        while parent.setdefault(code, code) != code:
            code = parent[code]
        return code

    for question in filter(_is_about, questions):
        roots = sorted({root(code) for code in question.codes})
        for other in roots[1:]:
            parent[other] = roots[0]
    return {code: root(code) for code in list(parent)}
