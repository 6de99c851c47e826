"""A question in, a finding out. What the conversation, the command line and the evaluation ask."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.database import Database
from knowledge import lexicon as lexicon_files
from knowledge.catalog import WRITTEN, Catalog, Material, read
from knowledge.changes import revision
from knowledge.facets import Facet
from knowledge.findings import (
    AgencyView,
    Context,
    Finding,
    Found,
    ProcedureView,
    Ranked,
    Unknown,
    Unsure,
    Written,
)
from knowledge.lexicon import loading
from knowledge.matching.confidence import UNSURE, Decision, decide
from knowledge.matching.differences import differences
from knowledge.matching.following import has_topic, picked
from knowledge.matching.matcher import Cues, Matcher, Ranking
from knowledge.matching.ranker import Ranker
from knowledge.matching.understanding import Lexicon, Understood
from knowledge.starter import starter_files

OFFERED = 3
LAPSES = timedelta(minutes=30)


class NotReadyError(Exception):
    """The library has not been loaded yet."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What comes with the product, the same for every deployment."""

    lexicon: Lexicon
    cues: Cues
    ranker: Ranker
    phrasings: dict[str, list[str]]
    often: frozenset[str]

    @classmethod
    def load(cls) -> "Shipped":
        """Raises LexiconError or RankerError, naming the file, when one of them is broken."""
        phrasings: dict[str, list[str]] = {}
        often = set()
        for path in starter_files():
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                often.add(row["code"])
                phrasings.setdefault(row["code"], []).extend(row["phrasings"])
        for path in sorted((lexicon_files.FOLDER / "phrasings").glob("*.tsv")):
            for code, text in lexicon_files.rows(f"phrasings/{path.name}", 2):
                phrasings.setdefault(code, []).append(text)
        return cls(loading.load(), loading.cues(), Ranker.load(), phrasings, frozenset(often))


@dataclass(frozen=True, slots=True)
class Holdings:
    """One revision of everything, swapped whole."""

    catalog: Catalog
    matcher: Matcher


class Library:
    """Answers from the newest knowledge it has seen. One a process; `answer` may be called at any time."""

    def __init__(self, shipped: Shipped | None = None, *, lapses: timedelta = LAPSES) -> None:
        self.shipped = shipped or Shipped.load()
        self.lapses = lapses
        self._holdings: Holdings | None = None

    @property
    def holdings(self) -> Holdings:
        """Raises NotReadyError before the first `refresh`."""
        if self._holdings is None:
            raise NotReadyError
        return self._holdings

    async def refresh(self, database: Database) -> bool:
        """Load the knowledge if it has changed since it was loaded last; whether it had.

        The new index is built in a thread and swapped in whole, so answers go on meanwhile.
        """
        async with database.reading() as session:
            if self._holdings is not None and await revision(session) == self._holdings.catalog.revision:
                return False
            material = await read(session)
        self._holdings = await asyncio.to_thread(self._built, material)
        return True

    def _built(self, material: Material) -> Holdings:
        catalog = Catalog(material)
        documents = catalog.documents(self.shipped.phrasings, self.shipped.often, material.phrasings)
        return Holdings(
            catalog, Matcher(documents, self.shipped.lexicon, self.shipped.cues, self.shipped.ranker)
        )

    def agency(self, code: str) -> AgencyView:
        """Raises KeyError for an agency that is not there."""
        return self.holdings.catalog.agency(code)

    def procedure(self, agency: str, code: str) -> ProcedureView | None:
        """The procedure of a code as the agency gives it; None when it has none."""
        number = self.holdings.catalog.number(agency, code)
        return None if number is None else self.holdings.catalog.procedure(agency, number)

    def answer(self, agency: str, text: str, context: Context | None, now: datetime) -> Finding:
        """What there is to say to `text`, for the citizens of `agency`. Pure but for the index it reads.

        Raises KeyError for an unknown agency, NotReadyError before the first `refresh`.
        """
        holdings = self.holdings
        question = holdings.matcher.lexicon.understand(text)
        if context is not None and now - context.at > self.lapses:
            context = None
        if context is not None and (finding := self._followed(holdings, agency, question, context)):
            return finding
        ranking = holdings.matcher.rank(question, holdings.catalog.visible(agency))
        if context is not None and (finding := self._only_a_facet(holdings, agency, ranking, context)):
            return finding
        if context is not None:
            ranking = self._with_context(holdings, agency, text, ranking, context)
        return self._decided(holdings, agency, ranking, question.facets)

    def _followed(
        self, holdings: Holdings, agency: str, question: Understood, context: Context
    ) -> Finding | None:
        code = picked(question, context.offered)
        if code is None and context.code and question.words and not has_topic(question):
            code = context.code
        facets = question.facets or (context.facets if code in context.offered else ())
        return self._taken_up(holdings, agency, code, facets)

    def _only_a_facet(
        self, holdings: Holdings, agency: str, ranking: Ranking, context: Context
    ) -> Finding | None:
        """A facet asked with words that are in no name: it is of the procedure before."""
        question = ranking.question
        if not question.facets or question.called or holdings.matcher.named_by(ranking):
            return None
        return self._taken_up(holdings, agency, context.code, question.facets)

    def _taken_up(
        self, holdings: Holdings, agency: str, code: str | None, facets: tuple[Facet, ...]
    ) -> Finding | None:
        number = None if code is None else holdings.catalog.number(agency, code)
        if number is None:
            return None
        entry = holdings.catalog.entries[number]
        ranked = (Ranked(entry.code, entry.name, 1.0),)
        return Found(holdings.catalog.procedure(agency, number), facets, 1.0, ranked)

    def _with_context(
        self, holdings: Holdings, agency: str, text: str, alone: Ranking, context: Context
    ) -> Ranking:
        """The better of two readings: the message alone, or as an addition to the question before."""
        if decide(alone.confidence) is Decision.FOUND:
            return alone
        both = holdings.matcher.lexicon.understand(f"{text} {context.asked}")
        joined = holdings.matcher.rank(both, holdings.catalog.visible(agency))
        return joined if joined.confidence > alone.confidence else alone

    def _decided(
        self, holdings: Holdings, agency: str, ranking: Ranking, facets: tuple[Facet, ...]
    ) -> Finding:
        entries = holdings.catalog.entries
        ranked = tuple(
            Ranked(entries[each.number].code, entries[each.number].name, round(each.share, 4))
            for each in ranking.candidates
        )
        decision = decide(ranking.confidence) if has_topic(ranking.question) else Decision.UNKNOWN
        if decision is Decision.UNKNOWN or not ranked:
            return Unknown(facets, ranking.confidence, ranked)
        first = ranking.candidates[0].number
        if decision is Decision.FOUND and entries[first].code.startswith(WRITTEN):
            entry = entries[first]
            code = entry.code.removeprefix(WRITTEN)
            return Written(code, entry.texts["text"], entry.url, entry.as_of, ranking.confidence, ranked)
        if decision is Decision.FOUND:
            return Found(holdings.catalog.procedure(agency, first), facets, ranking.confidence, ranked)
        return Unsure(self._offered(holdings, ranking), facets, ranking.confidence, ranked)

    def _offered(self, holdings: Holdings, ranking: Ranking) -> tuple[tuple[str, str], ...]:
        kinds: dict[str, int] = {}
        for candidate in ranking.candidates:
            kinds.setdefault(holdings.matcher.kinds[candidate.number], candidate.number)
        numbers = list(kinds.values())[:OFFERED]
        entries = [holdings.catalog.entries[number] for number in numbers]
        labels = differences([entry.name for entry in entries])
        return tuple((entry.code, label) for entry, label in zip(entries, labels, strict=True))


__all__ = ["UNSURE", "Library", "NotReadyError", "Shipped"]
