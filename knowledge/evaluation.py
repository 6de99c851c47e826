"""How well questions are answered, in figures: first places, refusals, facets, follow-ups, each per tag."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.findings import Finding, Found, Routed, Unknown, Unsure
from knowledge.library import Library
from knowledge.refusals import RefusedError
from knowledge.replaying import replay

UNANSWERABLE = ("not_in_corpus", "out_of_scope", "chitchat")
Z95 = 1.96


class LabelledQuestion(BaseModel):
    """A line of a question file."""

    model_config = ConfigDict(extra="ignore")

    id: str
    question: str
    history: list[str] = []
    label: Literal["answer", "clarify", "not_in_corpus", "out_of_scope", "chitchat"] = "answer"
    mode: str | None = None
    codes: list[str] = []
    facets: list[str] = []
    tags: list[str] = []


class QuestionFileError(RefusedError):
    """A question file cannot be read; the message names file, line and reason."""


def read_questions(path: Path) -> list[LabelledQuestion]:
    """Raises QuestionFileError with the number of the first bad line, or OSError."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            questions.append(LabelledQuestion.model_validate_json(line))
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(map(str, fault["loc"])) or "dòng"
            raise QuestionFileError(f"{path}:{number}: {place}: {fault['msg']}") from error
    return questions


@dataclass(slots=True)
class Tally:
    """Hits among tries."""

    hits: int = 0
    tries: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.tries += 1

    @property
    def share(self) -> float:
        return self.hits / self.tries if self.tries else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval (1927)."""
        if not self.tries:
            return 0.0, 1.0
        share, size, square = self.share, self.tries, Z95**2
        middle = (share + square / (2 * size)) / (1 + square / size)
        half = Z95 * sqrt(share * (1 - share) / size + square / (4 * size**2)) / (1 + square / size)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Report:
    """Figures by name, over everything and per tag."""

    questions: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_tag: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )
    reciprocal: list[float] = field(default_factory=list)
    facets: dict[str, int] = field(default_factory=lambda: {"right": 0, "said": 0, "asked": 0})

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

    def as_json(self) -> str:
        def plain(tallies: dict[str, Tally]) -> dict[str, object]:
            return {
                name: {
                    "share": round(tally.share, 4),
                    "of": tally.tries,
                    "interval": [round(end, 4) for end in tally.interval],
                }
                for name, tally in sorted(tallies.items())
            }

        return json.dumps(
            {
                "questions": self.questions,
                "mrr": round(self.mean_reciprocal_rank, 4),
                "facet_f1": round(self.facet_f1, 4),
                "all": plain(self.tallies),
                "tags": {tag: plain(tallies) for tag, tallies in sorted(self.by_tag.items())},
            },
            ensure_ascii=False,
        )


def evaluate(
    library: Library,
    agency: str,
    questions: Sequence[LabelledQuestion],
    now: datetime,
    told: Callable[[], None] = lambda: None,
) -> Report:
    """Ask every question, each with its own history; `told` is called after each."""
    report = Report(questions=len(questions))
    for question in questions:
        context = replay(library, agency, question.history, now)
        finding = library.answer(agency, question.question, context, now)
        _judge(report, question, finding)
        told()
    return report


def _judge(report: Report, question: LabelledQuestion, finding: Finding) -> None:
    tags = [*question.tags, f"set:{question.id.split('-')[0]}"]
    refused = isinstance(finding, Unknown | Routed)
    if question.label in UNANSWERABLE:
        report.note("refused_rightly", refused, tags)
    elif question.label == "answer":
        _judge_answer(report, question, finding, tags)
    if refused:
        report.note("refusal_precision", question.label in UNANSWERABLE)
    if isinstance(finding, Found):
        report.note("found_right", finding.procedure.code in question.codes, tags)


def _judge_answer(report: Report, question: LabelledQuestion, finding: Finding, tags: Sequence[str]) -> None:
    codes = [candidate.code for candidate in finding.ranked]
    place = next((place for place, code in enumerate(codes, start=1) if code in question.codes), None)
    for most in (1, 3, 10):
        report.note(f"r@{most}", place is not None and place <= most, tags)
    report.reciprocal.append(1 / place if place else 0.0)
    if question.history:
        report.note("follow_up", place == 1)
    report.note("wrongly_refused", isinstance(finding, Unknown | Routed), tags)
    report.note("answered", isinstance(finding, Found), tags)
    report.note("asked_back", isinstance(finding, Unsure), tags)
    if question.facets:
        _judge_facets(report, question, finding)


def _judge_facets(report: Report, question: LabelledQuestion, finding: Finding) -> None:
    said = {str(facet) for facet in getattr(finding, "facets", ())}
    asked = set(question.facets)
    report.facets["right"] += len(said & asked)
    report.facets["said"] += len(said)
    report.facets["asked"] += len(asked)
    report.note("facets_exact", said == asked)


def lines(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Rows for a table: what, share, of how many, 95 % interval."""
    yield "mrr", f"{report.mean_reciprocal_rank:.3f}", str(len(report.reciprocal)), ""
    yield "facet_f1", f"{report.facet_f1:.3f}", str(report.facets["asked"]), ""
    for name, tally in sorted(report.tallies.items()):
        low, high = tally.interval
        yield name, f"{tally.share:.3f}", str(tally.tries), f"{low:.3f}–{high:.3f}"
