"""The gate: before a draft is published, the regression set is asked of the knowledge as it would be.

    proposal = Proposal(draft.agency_id, draft.kind, draft.subject, body)
    outcome = await check(database, library, proposal, now)
    async with database.writing() as session:
        if outcome.passes and await is_fresh(session, outcome): await publish(session, …)

What is published meanwhile makes the outcome stale, and the check is made again.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from time import perf_counter

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.database import Database
from knowledge.agencies import lineage_within
from knowledge.changes import one_writer, revision
from knowledge.drafts import AnswerBody, PhrasingBody
from knowledge.findings import Finding, Found, Written
from knowledge.gate_trial import Proposal, both, trial
from knowledge.library import Library
from knowledge.material import WRITTEN
from knowledge.regressions import Regression

__all__ = ["Broken", "Outcome", "Progress", "Proposal", "check", "is_fresh", "trial"]

Progress = Callable[[int, int], None]
"""Told how many questions were asked, of how many; called from another thread, often."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A question that would not be answered as it must.

    `expected`, `now` and `then` are codes of procedures, or `answer:` and an answer's, or a kind of
    finding that answers nothing: unsure, unknown, routed.
    """

    agency: str
    """The code of the agency of which it is asked."""
    asked: str
    expected: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing would do."""

    revision: int
    """Of the knowledge that was asked."""
    broken: tuple[Broken, ...]
    """Right today, not any more then: these stop it."""
    before: tuple[Broken, ...]
    """Wrong already today; they stop nothing."""
    unsolved: tuple[Broken, ...]
    """The draft's own questions that it would still not answer; `expected` is the draft."""
    held: int
    """Questions that were asked and are answered as they must."""
    seconds: float

    @property
    def passes(self) -> bool:
        """Nothing that is right today breaks."""
        return not self.broken


class StoppedError(Exception):
    """Nobody waits for the outcome any more."""


async def check(
    database: Database,
    library: Library,
    proposal: Proposal,
    now: datetime,
    progress: Progress | None = None,
) -> Outcome:
    """Ask the regression set of the whole tree of the proposal's agency; nothing is written.

    Every question is asked: one new phrasing changes how rare words are and so, by a hair, what is said to
    questions that it has nothing to do with. The work is done in a thread; when the task is cancelled, that
    ends within one question. What the draft itself takes away is not missed. Raises RefusedError as
    publishing would.
    """
    begun, stop = perf_counter(), Event()
    today, then = await both(database, library, proposal, now)
    rows = await _rows(database, today, proposal)
    agency = today.holdings.material.agencies[proposal.agency_id].code
    own = [_Row(agency, text, proposal.target) for text in proposal.own]
    asking = _Asking(today, then, now, progress, stop)
    try:
        return await asyncio.to_thread(asking.outcome, rows, own, begun)
    finally:
        stop.set()


async def is_fresh(session: AsyncSession, outcome: Outcome) -> bool:
    """Whether the knowledge is still the one that was checked: for the transaction that publishes."""
    await one_writer(session)
    return await revision(session) == outcome.revision


@dataclass(frozen=True, slots=True)
class _Row:
    """A question, of which agency it is asked, and what answers it."""

    agency: str
    asked: str
    expected: str


async def _rows(database: Database, library: Library, proposal: Proposal) -> list[_Row]:
    """The regression set of the whole tree, without what the draft takes away itself."""
    agencies = library.holdings.material.agencies
    root = lineage_within(agencies, agencies[proposal.agency_id])[-1]
    tree = [key for key, each in agencies.items() if lineage_within(agencies, each)[-1] is root]
    query = select(Regression.agency_id, Regression.asked, Regression.expected).order_by(Regression.id)
    async with database.reading() as session:
        rows = (await session.execute(query.where(Regression.agency_id.in_(tree)))).all()
    return [
        _Row(agencies[owner].code, asked, expected)
        for owner, asked, expected in rows
        if (owner, expected) != (proposal.agency_id, proposal.target) or not _let_go(proposal, asked)
    ]


def _let_go(proposal: Proposal, asked: str) -> bool:
    """Whether the draft says that it need not answer this question any more."""
    match proposal.body:
        case AnswerBody(withdrawn=withdrawn, questions=questions):
            return withdrawn or asked not in questions
        case PhrasingBody(removed=removed):
            return asked in removed
    return False


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks both libraries, in a thread."""

    today: Library
    then: Library
    now: datetime
    progress: Progress | None
    stop: Event

    def outcome(self, rows: Sequence[_Row], own: Sequence[_Row], begun: float) -> Outcome:
        failed = list(self._failing((*rows, *own)))
        unsolved = [row for row in failed if row.place >= len(rows)]
        wrong = [row for row in failed if row.place < len(rows)]
        return Outcome(
            revision=self.then.holdings.catalog.revision,
            broken=tuple(each.broken for each in wrong if each.was_right),
            before=tuple(each.broken for each in wrong if not each.was_right),
            unsolved=tuple(each.broken for each in unsolved),
            held=len(rows) - len(wrong),
            seconds=perf_counter() - begun,
        )

    def _failing(self, rows: Sequence[_Row]) -> Iterator["_Failed"]:
        for place, row in enumerate(rows):
            self._go_on()
            if self.progress is not None:
                self.progress(place, len(rows))
            if not self._answers(row):
                then, now = _codes(self._asked(self.then, row)), _codes(self._asked(self.today, row))
                broken = Broken(row.agency, row.asked, row.expected, now[0], then[0])
                yield _Failed(place, broken, row.expected in now)

    def _answers(self, row: _Row) -> bool:
        """Whether what is expected is said; whether anything is said beside it does not matter."""
        return row.expected in _codes(self._asked(self.then, row, enough=row.expected))

    def _asked(self, library: Library, row: _Row, *, enough: str = "") -> Finding:
        return library.answer(row.agency, row.asked, None, self.now, enough=enough)

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise StoppedError


@dataclass(frozen=True, slots=True)
class _Failed:
    """What is not answered as it must; `place` among those asked."""

    place: int
    broken: Broken
    was_right: bool


def _codes(finding: Finding) -> tuple[str, ...]:
    match finding:
        case Found(procedure):
            return procedure.code, *(other.procedure.code for other in finding.also)
        case Written(code):
            return (WRITTEN + code,)
    return (type(finding).__name__.lower(),)
