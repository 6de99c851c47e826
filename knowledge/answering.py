"""How a message becomes a finding: what it leans on, what it is about, how sure we are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge import taught
from knowledge.facets import Facet
from knowledge.findings import Context, Finding, Found, Ranked, Routed, Unknown, Unsure, Written, facets_of
from knowledge.holdings import Holdings
from knowledge.matching.confidence import Decision, decide
from knowledge.matching.correcting import corrects, without_case, without_denied
from knowledge.matching.differences import differences
from knowledge.matching.following import TOPIC_WEIGHT, asks_again, goes_on, has_topic, picked, refuses
from knowledge.matching.matcher import Ranking
from knowledge.matching.routes import Topic
from knowledge.matching.routing import Router
from knowledge.matching.several import parts
from knowledge.matching.understanding import Understood
from knowledge.material import WRITTEN, Entry

OFFERED = 3
KEPT = 10
NAMED = 0.5
"""So sure that it is likelier meant than not, a procedure that is lacking is named."""
FEW = 3
"""Whoever says more words that could name a matter tells of another one."""
SINGLE = 0.95
"""So sure of one procedure, nobody looks for a second."""


@dataclass(frozen=True, slots=True)
class Answering:
    """One agency asked, after what was talked about before (None: nothing, or it lapsed)."""

    holdings: Holdings
    router: Router
    agency: str
    context: Context | None
    day: date | None = None
    """Vietnam's; what does not hold on it is not there."""
    enough: str = ""
    """The code of a procedure: where it is found, nobody looks for a second one."""

    def answer(self, text: str) -> Finding:
        """What there is to say. Never raises, whatever the text."""
        meant = without_denied(text)
        question = self.holdings.matcher.understand(meant)
        ranking = self._ranked(question)
        if finding := self._leaning(ranking):
            return finding
        route = self.router.route(question, text, question.restored)
        urgent = route is not None and route.topic is Topic.EMERGENCY
        number = None if urgent else taught.verbatim(self.holdings, ranking, meant)
        if number is not None:
            return self._of_entry(number, self._facets(text, question), 1.0, self._named(ranking))
        if route is not None and route.wins(ranking.confidence):
            return Routed(route.topic, route.detail, route.confidence, self._named(ranking))
        if finding := self._only_a_facet(ranking):
            return finding
        return self._with_more(
            meant, self._decided(self._in_context(meant, ranking), self._facets(text, question))
        )

    def picked(self, code: str, facets: tuple[Facet, ...]) -> Found | Written | None:
        """What a code stands for that was offered, or carried by a button; None: nothing any more."""
        number = self._number(code)
        return None if number is None else self._of_entry(number, facets, 1.0, ())

    def ranking(self, text: str) -> Ranking:
        """The candidates, of the message alone or with the question before, whatever is decided."""
        return self._in_context(text, self._ranked(self.holdings.matcher.understand(text)))

    def candidates(self, text: str) -> tuple[Ranked, ...]:
        """The nearest procedures, whatever else is said to the message."""
        return self._named(self._ranked(self.holdings.matcher.understand(text)))

    def _ranked(self, question: Understood) -> Ranking:
        return self.holdings.matcher.rank(question, self.holdings.visible(self.agency, self.day))

    def _facets(self, text: str, question: Understood) -> tuple[Facet, ...]:
        """What is asked; of a correction that names no facet, what was asked before."""
        if not question.facets and self.context and corrects(text):
            return self.context.facets
        if len(question.facets) > 1 and (rest := without_case(text)) != text:
            return self.holdings.matcher.understand(rest).facets or question.facets
        return question.facets

    def _leaning(self, ranking: Ranking) -> Finding | None:
        """A pick from what was offered, a refusal of it, or a facet and nothing else."""
        context, question = self.context, ranking.question
        if context is None or not question.words:
            return None
        if code := picked(question, context.offered):
            return self._taken_up(code, question.facets or context.facets, ranking)
        if asks_again(question):
            return self._taken_up(context.code, context.facets, ranking)
        if has_topic(question):
            return None
        if refuses(question) and context.others:
            return self._next_ones(context)
        return self._taken_up(context.code, question.facets, ranking) if question.facets else None

    def _next_ones(self, context: Context) -> Finding:
        catalog = self.holdings.catalog
        numbers = [number for code in context.others if (number := self._number(code)) is not None]
        entries = [catalog.entries[number] for number in numbers[:OFFERED]]
        offered = _told_apart(entries)
        ranked = tuple(Ranked(entry.code, entry.name, 0.0) for entry in entries)
        return Unsure(offered, context.facets, 0.0, ranked) if offered else Unknown((), 0.0, ())

    def _only_a_facet(self, ranking: Ranking) -> Finding | None:
        """A facet asked with a few words that are in no name: it is of the procedure before."""
        question = ranking.question
        if self.context is None or not question.facets or question.called:
            return None
        if sum(weight >= TOPIC_WEIGHT for weight in question.weights) > FEW:
            return None
        matcher = self.holdings.matcher
        if matcher.named_by(ranking) or matcher.names_unknown(question):
            return None
        return self._taken_up(self.context.code, question.facets, ranking)

    def _taken_up(self, code: str | None, facets: tuple[Facet, ...], ranking: Ranking) -> Finding | None:
        catalog = self.holdings.catalog
        number = None if code is None else self._number(code)
        if number is None:
            return None
        entry = catalog.entries[number]
        rest = (each for each in self._named(ranking) if each.code != entry.code)
        ranked = (Ranked(entry.code, entry.name, 1.0), *rest)[:KEPT]
        return self._of_entry(number, facets, 1.0, ranked)

    def _number(self, code: str) -> int | None:
        return self.holdings.catalog.number(self.agency, code, self.day)

    def _in_context(self, text: str, alone: Ranking) -> Ranking:
        """The better of two readings: the message alone, or as an addition to the question before.

        A message that has a topic of its own is an addition only to what is near it by itself: else every
        new question that is a little unclear would be answered with the matter before.
        """
        context = self.context
        if context is None or not (context.code or context.offered):
            return alone
        if decide(alone.confidence) is Decision.FOUND or _says_nothing(alone.question):
            return alone
        joined = self._ranked(self.holdings.matcher.understand(f"{text} {context.asked}"))
        if joined.confidence <= alone.confidence:
            return alone
        return joined if self._adds(text, alone, joined) else alone

    def _adds(self, text: str, alone: Ranking, joined: Ranking) -> bool:
        if goes_on(text) or corrects(text) or not has_topic(alone.question):
            return True
        if self.holdings.matcher.names_unknown(alone.question):
            return False
        near = {each.number for each in alone.candidates[:KEPT]}
        return joined.candidates[0].number in near

    def _named(self, ranking: Ranking) -> tuple[Ranked, ...]:
        entries = self.holdings.catalog.entries
        held = [each for each in ranking.candidates if self.holdings.lacking(each.number) is None][:KEPT]
        return tuple(
            Ranked(entries[each.number].code, entries[each.number].name, round(each.share, 4))
            for each in held
        )

    def _decided(self, ranking: Ranking, facets: tuple[Facet, ...]) -> Finding:
        ranked = self._named(ranking)
        decision = decide(ranking.confidence) if has_topic(ranking.question) else Decision.UNKNOWN
        if decision is Decision.UNKNOWN or not ranking.candidates:
            return Unknown(facets, ranking.confidence, ranked)
        first = ranking.candidates[0].number
        if (lacking := self.holdings.lacking(first)) is not None:
            if written := taught.instead_of_lacking(self.holdings, ranking):
                return self._of_entry(written[0], facets, written[1], ranked)
            named = (lacking.document.name, lacking.who) if ranking.confidence >= NAMED else None
            return Unknown(facets, ranking.confidence, ranked, named)
        if decision is Decision.UNSURE:
            return self._asked_back(ranking, facets, ranked)
        return self._of_entry(first, facets, ranking.confidence, ranked)

    def _of_entry(
        self, number: int, facets: tuple[Facet, ...], confidence: float, ranked: tuple[Ranked, ...]
    ) -> Found | Written:
        catalog = self.holdings.catalog
        entry = catalog.entries[number]
        if not entry.code.startswith(WRITTEN):
            return Found(catalog.procedure(self.agency, number), facets, confidence, ranked)
        code = entry.code.removeprefix(WRITTEN)
        return Written(code, entry.texts["text"], entry.url, entry.as_of, confidence, ranked)

    def _asked_back(self, ranking: Ranking, facets: tuple[Facet, ...], ranked: tuple[Ranked, ...]) -> Unsure:
        kinds: dict[str, int] = {}
        for candidate in ranking.candidates:
            if self.holdings.lacking(candidate.number) is None:
                kinds.setdefault(self.holdings.matcher.kinds[candidate.number], candidate.number)
        entries = [self.holdings.catalog.entries[number] for number in list(kinds.values())[:OFFERED]]
        offered = _told_apart(entries)
        return Unsure(offered, facets, ranking.confidence, ranked)

    def _with_more(self, text: str, finding: Finding) -> Finding:
        """The second matter of a message that clearly holds two."""
        if isinstance(finding, Found) and (
            finding.confidence >= SINGLE or finding.procedure.code == self.enough
        ):
            return finding
        found = [each for part in parts(text) if (each := self._part(part)) is not None]
        codes = list(dict.fromkeys(each.procedure.code for each in found))
        if len(codes) != 2:  # noqa: PLR2004 (two matters can be answered in one reply, more cannot)
            return finding
        first, second = (next(each for each in found if each.procedure.code == code) for code in codes)
        if isinstance(finding, Found) and finding.procedure.code not in codes:
            return finding
        both = replace(first, ranked=_woven(first.ranked, second.ranked), also=(second,))
        return self._shared_facets(both, finding)

    def _shared_facets(self, both: Found, whole: Finding) -> Found:
        """What was asked once of two matters ("hồ sơ mỗi cái gì") is asked of each."""
        asked: tuple[Facet, ...] = facets_of(whole)
        if not asked or any(each.facets for each in (both, *both.also)):
            return both
        return replace(both, facets=asked, also=tuple(replace(each, facets=asked) for each in both.also))

    def _part(self, text: str) -> Found | None:
        question = self.holdings.matcher.understand(text)
        if not has_topic(question):
            return None
        finding = self._decided(self._ranked(question), question.facets)
        return finding if isinstance(finding, Found) else None


def _says_nothing(question: Understood) -> bool:
    """Neither a topic nor a facet: what was asked before is not asked again by it."""
    return not question.facets and not has_topic(question)


def _told_apart(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Pairs of code and difference, for buttons."""
    labels = differences([entry.name for entry in entries])
    return tuple((entry.code, label) for entry, label in zip(entries, labels, strict=True))


def _woven(left: tuple[Ranked, ...], right: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """The candidates of both, alternating, each once."""
    woven = [each for pair in zip(left, right, strict=False) for each in pair]
    return tuple({each.code: each for each in reversed(woven)}.values())[::-1][:KEPT]
