"""A question in, a finding out. What the conversation, the command line and the evaluation ask."""

import asyncio
from copy import copy
from datetime import datetime, timedelta
from threading import Lock

from connectors.database import Database
from knowledge import topics
from knowledge.answering import Answering
from knowledge.blocking import Blocking
from knowledge.changes import revision
from knowledge.facets import Facet
from knowledge.findings import AgencyView, Context, Finding, ProcedureView, Routed
from knowledge.holdings import Holdings
from knowledge.matching.routes import Topic
from knowledge.matching.understanding import Understood
from knowledge.material import Material, read
from knowledge.opening import VIETNAM
from knowledge.places.placing import Placed, placed
from knowledge.shipped import Shipped
from knowledge.vietnamese.spelling import LONGEST

LAPSES = timedelta(minutes=30)


class NotReadyError(Exception):
    """The library has not been loaded yet."""


class Library:
    """Answers from the newest knowledge it has seen. One a process; `answer` may be called at any time."""

    def __init__(self, shipped: Shipped | None = None, *, lapses: timedelta = LAPSES) -> None:
        self.shipped = shipped or Shipped.load()
        self.lapses = lapses
        self._holdings: Holdings | None = None
        # What was prepared before serves again, and is added to: by one at a time.
        self._building = Lock()

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
            material = await read(session, self._holdings.material if self._holdings else None)
        self._holdings = await asyncio.to_thread(self._built, material)
        return True

    def still(self) -> "Library":
        """A library like this one that goes on knowing what this one knows now."""
        return copy(self)

    def knowing(self, material: Material) -> "Library":
        """A library like this one that knows `material`: to try what is not live. Slow: for a thread."""
        other = copy(self)
        other._holdings = self._built(material)  # noqa: SLF001 (one of us)
        return other

    def _built(self, material: Material) -> Holdings:
        with self._building:
            return Holdings.of(material, self.shipped, self._holdings)

    def understand(self, text: str) -> Understood:
        """How a message is read."""
        return self.holdings.matcher.understand(text)

    def agency(self, code: str) -> AgencyView:
        """Raises KeyError for an agency that is not there."""
        return self.holdings.catalog.agency(code)

    def procedure(self, agency: str, code: str) -> ProcedureView | None:
        """The procedure of a code as the agency gives it, blocked or not; None when it has none."""
        number = self.holdings.catalog.number(agency, code)
        return None if number is None else self.holdings.catalog.procedure(agency, number)

    def picked(
        self, agency: str, code: str, facets: tuple[Facet, ...], now: datetime, channel: str = ""
    ) -> Finding | None:
        """What there is to say of a code that a button carried; None when the agency has nothing of it."""
        finding = self.answering(agency, None, now).picked(code, facets)
        return None if finding is None else self.blocking(agency, channel).said(finding)

    def answer(
        self,
        agency: str,
        text: str,
        context: Context | None,
        now: datetime,
        channel: str = "",
        *,
        enough: str = "",
    ) -> Finding:
        """What there is to say to `text`, for the citizens of `agency`. Pure but for the index it reads.

        Without `channel` blocks of single channels don't count. Where the procedure of the code `enough` is
        found, no second matter is looked for. Raises KeyError for an unknown agency, NotReadyError before the
        first `refresh`.
        """
        if context is not None and now - context.at > self.lapses:
            context = None
        place, answering = self.placed(agency, text, context), self.answering(agency, context, now, enough)
        if place.direct:
            told = place.told or place.question
            finding: Finding = Routed(Topic.PLACE, told, 1.0, answering.candidates(text))
        else:
            finding = answering.answer(place.rest)
        return self.blocking(agency, channel).said(finding)

    def answering(self, agency: str, context: Context | None, now: datetime, enough: str = "") -> Answering:
        """How the agency's citizens are answered on the day of `now`, whatever is blocked."""
        day = now.astimezone(VIETNAM).date()
        return Answering(self.holdings, self.shipped.router, agency, context, day, enough)

    def blocking(self, agency: str, channel: str) -> Blocking:
        """What must not be said to them on a channel."""
        return Blocking(self.holdings.catalog, agency, channel)

    def topic(self, agency: str, words: str) -> str | None:
        """The code of the topic that words mean to people of the agency's province; None: no certain one."""
        return topics.find(words, self.holdings.catalog.province(agency))

    def placed(self, agency: str, text: str, context: Context | None) -> Placed:
        """The places in a message, for people of the agency's province; told ones are not told again."""
        home = self.holdings.catalog.province(agency)
        return placed(text[:LONGEST], home, known=context.places if context else ())
