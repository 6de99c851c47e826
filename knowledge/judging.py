"""What became of one labelled question: the fact from which every figure is counted."""

from dataclasses import dataclass

from knowledge.findings import Finding, Found, Routed, Unknown, Unsure, facets_of
from knowledge.labelled import UNANSWERABLE, LabelledQuestion
from knowledge.matching.confidence import UNSURE


@dataclass(frozen=True, slots=True)
class Facets:
    """Of one question: how many facets were rightly understood, understood, and asked."""

    right: int
    said: int
    asked: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question fared. `place` is that of the first right candidate, None when none is right."""

    id: str
    label: str
    tags: tuple[str, ...]
    kind: type[Finding]
    confidence: float
    wanted: str
    got: str
    """Code of the first candidate; nothing when there was none."""
    place: int | None
    right: bool
    """What was said, or else the first candidate, is right."""
    follows: bool
    """It leans on messages before."""
    held: bool
    """Its confidence speaks of a procedure that can be answered."""
    facets: Facets | None

    @property
    def answerable(self) -> bool:
        return self.label == "answer"

    @property
    def unanswerable(self) -> bool:
        return self.label in UNANSWERABLE

    @property
    def refused(self) -> bool:
        return issubclass(self.kind, Unknown | Routed)

    @property
    def movable(self) -> bool:
        """Another threshold could turn it into an answer, or keep it from being one."""
        return self.held and (not self.refused or self.confidence < UNSURE)


def judged(question: LabelledQuestion, finding: Finding) -> Outcome:
    """The outcome of a question that got `finding`."""
    codes = [candidate.code for candidate in finding.ranked]
    place = next((place for place, code in enumerate(codes, start=1) if code in question.codes), None)
    said = finding.procedure.code if isinstance(finding, Found) else next(iter(codes), "")
    lacking = isinstance(finding, Unknown) and finding.lacking is not None
    return Outcome(
        id=question.id,
        label=question.label,
        tags=(*question.tags, f"set:{question.id.split('-', maxsplit=1)[0]}"),
        kind=type(finding),
        confidence=finding.confidence,
        wanted=next(iter(question.codes), ""),
        got=next(iter(codes), ""),
        place=place,
        right=said in question.codes and question.label not in UNANSWERABLE,
        follows=bool(question.history),
        held=bool(codes) and not isinstance(finding, Routed) and not lacking,
        facets=_facets(question, finding),
    )


def _facets(question: LabelledQuestion, finding: Finding) -> Facets | None:
    if question.label != "answer" or not question.facets:
        return None
    said = {str(facet) for facet in facets_of(finding)}
    asked = set(question.facets)
    return Facets(len(said & asked), len(said), len(asked))


def asked_back(outcome: Outcome) -> bool:
    return issubclass(outcome.kind, Unsure)


def answered(outcome: Outcome) -> bool:
    return issubclass(outcome.kind, Found)
