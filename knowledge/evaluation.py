"""How well questions are answered, in figures: first places, refusals, facets, follow-ups, each per tag."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.calibration import calibration_error
from knowledge.judging import Outcome, answered, asked_back, judged
from knowledge.labelled import UNANSWERABLE, LabelledQuestion, QuestionFileError, read_questions
from knowledge.library import Library
from knowledge.replaying import replay
from knowledge.tallies import Tally

__all__ = [
    "UNANSWERABLE",
    "LabelledQuestion",
    "QuestionFileError",
    "Report",
    "Tally",
    "evaluate",
    "lines",
    "read_questions",
]


@dataclass(slots=True)
class Report:
    """Figures by name, over everything and per tag, and the outcomes from which they are counted."""

    questions: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_tag: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )
    reciprocal: list[float] = field(default_factory=list)
    facets: dict[str, int] = field(default_factory=lambda: {"right": 0, "said": 0, "asked": 0})
    outcomes: list[Outcome] = field(default_factory=list)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Report":
        report = cls()
        for outcome in outcomes:
            report.add(outcome)
        return report

    def add(self, outcome: Outcome) -> None:
        self.questions += 1
        self.outcomes.append(outcome)
        tags = outcome.tags
        if outcome.unanswerable:
            self.note("refused_rightly", outcome.refused, tags)
        elif outcome.answerable:
            self._add_answerable(outcome)
        else:
            self.note("clarified", asked_back(outcome), tags)
        if outcome.refused:
            self.note("refusal_precision", outcome.unanswerable)
        if answered(outcome):
            self.note("found_right", outcome.right, tags)
            self.note("confidently_wrong", not outcome.right, tags)

    def _add_answerable(self, outcome: Outcome) -> None:
        place, tags = outcome.place, outcome.tags
        for most in (1, 3, 10):
            self.note(f"r@{most}", place is not None and place <= most, tags)
        self.reciprocal.append(1 / place if place else 0.0)
        if outcome.follows:
            self.note("follow_up", place == 1)
        self.note("wrongly_refused", outcome.refused, tags)
        self.note("answered", answered(outcome), tags)
        self.note("asked_back", asked_back(outcome), tags)
        if facets := outcome.facets:
            for name in self.facets:
                self.facets[name] += getattr(facets, name)
            self.note("facets_exact", facets.right == facets.said == facets.asked)

    def note(self, name: str, hit: bool, tags: Iterable[str] = ()) -> None:
        self.tallies[name].add(hit)
        for tag in tags:
            self.by_tag[tag][name].add(hit)

    @property
    def mean_reciprocal_rank(self) -> float:
        return sum(self.reciprocal) / len(self.reciprocal) if self.reciprocal else 0.0

    @property
    def facet_f1(self) -> float:
        total = self.facets["said"] + self.facets["asked"]
        return 2 * self.facets["right"] / total if total else 0.0

    @property
    def calibration_error(self) -> float:
        return calibration_error(self.outcomes)

    @property
    def confusions(self) -> Counter[tuple[str, str]]:
        """How often which code was asked for and which stood first instead; nothing: none stood there."""
        wrong = (each for each in self.outcomes if each.answerable and each.place != 1)
        return Counter((each.wanted, each.got) for each in wrong)

    def as_json(self) -> str:
        figures = {
            "questions": self.questions,
            "mrr": round(self.mean_reciprocal_rank, 4),
            "facet_f1": round(self.facet_f1, 4),
            "calibration_error": round(self.calibration_error, 4),
            "all": _plain(self.tallies),
            "tags": {tag: _plain(tallies) for tag, tallies in sorted(self.by_tag.items())},
        }
        return json.dumps(figures, ensure_ascii=False)


def _plain(tallies: dict[str, Tally]) -> dict[str, object]:
    return {
        name: {
            "share": round(tally.share, 4),
            "of": tally.tries,
            "interval": [round(end, 4) for end in tally.interval],
        }
        for name, tally in sorted(tallies.items())
    }


def evaluate(
    library: Library,
    agency: str,
    questions: Sequence[LabelledQuestion],
    now: datetime,
    told: Callable[[], None] = lambda: None,
) -> Report:
    """Ask every question, each with its own history; `told` is called after each."""
    report = Report()
    for question in questions:
        report.add(outcome(library, agency, question, now))
        told()
    return report


def outcome(library: Library, agency: str, question: LabelledQuestion, now: datetime) -> Outcome:
    """Ask one question."""
    context = replay(library, agency, question.history, now)
    return judged(question, library.answer(agency, question.question, context, now))


def lines(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Rows for a table: what, share, of how many, 95 % interval."""
    yield "mrr", f"{report.mean_reciprocal_rank:.3f}", str(len(report.reciprocal)), ""
    yield "facet_f1", f"{report.facet_f1:.3f}", str(report.facets["asked"]), ""
    yield "calibration_error", f"{report.calibration_error:.3f}", str(report.questions), ""
    for name, tally in sorted(report.tallies.items()):
        low, high = tally.interval
        yield name, f"{tally.share:.3f}", str(tally.tries), f"{low:.3f}–{high:.3f}"
