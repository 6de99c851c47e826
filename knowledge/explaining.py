"""Why a message was answered as it was: everything that was weighed, for people who look behind an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.facets import Facet
from knowledge.findings import Context, Finding, Found, Routed, Unknown, Unsure, Written
from knowledge.holdings import Holdings
from knowledge.library import Library
from knowledge.matching.correcting import without_denied
from knowledge.matching.features import NAMES
from knowledge.matching.following import has_topic
from knowledge.matching.matcher import Candidate
from knowledge.matching.ranker import Ranker
from knowledge.matching.routes import Route
from knowledge.matching.understanding import Everyday
from knowledge.vietnamese.reading import Change

SHOWN = 10
SPOKE = 3
FAINT = 0.05
"""What moves a score by less is not worth telling."""


class Cause(StrEnum):
    """Why it was decided so."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    TOO_DOUBTFUL = "too_doubtful"
    ROUTED = "routed"
    FOLLOWED = "followed"
    REFUSED_LAST = "refused_last"
    TWO = "two"
    LACKING = "lacking"
    BLOCKED = "blocked"
    NO_TOPIC = "no_topic"
    NO_CANDIDATE = "no_candidate"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one feature of a candidate adds to its score: its `value` times the weight that was learned."""

    feature: str
    value: float
    part: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate, and the features that spoke most for and against it."""

    code: str
    name: str
    held: bool
    """The deployment has it; of what it lacks we can only say that we lack it."""
    score: float
    share: float
    favouring: tuple[Voice, ...]
    opposing: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a message was read, what was weighed, what was decided and why."""

    typed: str
    place: str
    """What is said of an old place in the message; its name is not looked up among procedures."""
    meant: str
    """The message without old places and what it says it does not mean."""
    changes: tuple[Change, ...]
    words: tuple[tuple[str, float], ...]
    """The words that were looked up and how much each tells of a procedure, 0 to 1."""
    called: tuple[Everyday, ...]
    cues: tuple[str, ...]
    facets: tuple[Facet, ...]
    joined: str
    """The question before, when both were read as one."""
    route: Route | None
    candidates: tuple[Weighed, ...]
    confidence: float
    """The chance that the first candidate is right."""
    cause: Cause
    finding: Finding


def explain(
    library: Library, agency: str, text: str, context: Context | None, now: datetime, channel: str = ""
) -> Explanation:
    """Why `text` gets the answer that it gets, on a channel. What is blocked is in `finding.blocked`.

    Raises KeyError for an unknown agency, NotReadyError before the first refresh of the library.
    """
    finding = library.answer(agency, text, context, now, channel)
    if context is not None and now - context.at > library.lapses:
        context = None
    place, matcher = library.placed(agency, text, context), library.holdings.matcher
    meant = without_denied(place.rest)
    alone = matcher.understand(meant)
    ranking = library.answering(agency, context, now).ranking(meant)
    question = ranking.question
    return Explanation(
        typed=text,
        place=place.told or place.question,
        meant=meant,
        changes=matcher.reader.read(meant).changes,
        words=tuple(zip(question.restored or question.words, question.weights, strict=True)),
        called=question.called,
        cues=tuple(sorted(matcher.describer.question_cues(question))),
        facets=getattr(finding, "facets", question.facets),
        joined=context.asked if context and question.words != alone.words else "",
        route=library.shipped.router.route(alone, place.rest, alone.restored),
        candidates=tuple(weighed(library.holdings, each) for each in ranking.candidates[:SHOWN]),
        confidence=ranking.confidence,
        cause=_cause(finding, topic=has_topic(alone)),
        finding=finding,
    )


def weighed(holdings: Holdings, candidate: Candidate) -> Weighed:
    """What speaks for and against a candidate, the loudest first."""
    document = holdings.matcher.index.documents[candidate.number]
    voices = _voices(holdings.matcher.ranker, candidate.features)
    return Weighed(
        code=document.code,
        name=document.name,
        held=holdings.lacking(candidate.number) is None,
        score=candidate.score,
        share=candidate.share,
        favouring=tuple(each for each in voices if each.part >= FAINT)[:SPOKE],
        opposing=tuple(each for each in reversed(voices) if each.part <= -FAINT)[:SPOKE],
    )


def _voices(ranker: Ranker, features: Sequence[float]) -> list[Voice]:
    weights = ranker.weights.tolist()
    voices = [
        Voice(name, value, value * weight)
        for name, value, weight in zip(NAMES, features, weights, strict=True)
    ]
    return sorted(voices, key=lambda each: -each.part)


def _cause(finding: Finding, *, topic: bool) -> Cause:
    match finding:
        case Routed():
            return Cause.ROUTED
        case Found():
            return _cause_of_answer(finding)
        case Written():
            return Cause.SURE
        case Unsure():
            return Cause.DOUBTFUL if finding.confidence else Cause.REFUSED_LAST
        case Unknown():
            return _cause_of_refusal(finding, topic=topic)


def _cause_of_answer(finding: Found) -> Cause:
    if finding.also:
        return Cause.TWO
    return Cause.FOLLOWED if finding.confidence == 1.0 else Cause.SURE


def _cause_of_refusal(finding: Unknown, *, topic: bool) -> Cause:
    if finding.blocked:
        return Cause.BLOCKED
    if finding.lacking:
        return Cause.LACKING
    if not topic:
        return Cause.NO_TOPIC
    return Cause.TOO_DOUBTFUL if finding.ranked else Cause.NO_CANDIDATE
