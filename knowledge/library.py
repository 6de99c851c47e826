"""A question in, a finding out. What the conversation, the command line and the evaluation ask."""

import asyncio
from datetime import datetime, timedelta

from connectors.database import Database
from knowledge import topics
from knowledge.answering import Answering
from knowledge.changes import revision
from knowledge.findings import AgencyView, Context, Finding, ProcedureView, Routed
from knowledge.holdings import Holdings
from knowledge.matching.routes import Topic
from knowledge.matching.understanding import Understood
from knowledge.material import Material, read
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

    def _built(self, material: Material) -> Holdings:
        return Holdings.of(material, self.shipped, self._holdings)

    def understand(self, text: str) -> Understood:
        """How a message is read."""
        return self.holdings.matcher.understand(text)

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
        if context is not None and now - context.at > self.lapses:
            context = None
        place = self.placed(agency, text, context)
        answering = Answering(self.holdings, self.shipped.router, agency, context)
        if place.direct:
            return Routed(Topic.PLACE, place.told or place.question, 1.0, answering.candidates(text))
        return answering.answer(place.rest)

    def topic(self, agency: str, words: str) -> str | None:
        """The code of the topic that words mean to people of the agency's province; None: no certain one."""
        return topics.find(words, self.holdings.catalog.province(agency))

    def placed(self, agency: str, text: str, context: Context | None) -> Placed:
        """The places in a message, for people of the agency's province; told ones are not told again."""
        home = self.holdings.catalog.province(agency)
        return placed(text[:LONGEST], home, known=context.places if context else ())
