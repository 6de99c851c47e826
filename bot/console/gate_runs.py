"""The gate as this process asks it: one run a draft, with how far it is and what came of it.

Only the run's progress lives in memory: what is published stands in the database, and a run that is lost with
its process is begun again by whoever looks.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.console import gate_wording as wording
from connectors.database import Database, DatabaseUnavailableError
from knowledge.changes import one_writer, revision
from knowledge.drafting import body_of
from knowledge.drafts import Draft
from knowledge.gate import Outcome, Proposal, check
from knowledge.library import Library
from knowledge.publishing import publish
from knowledge.refusals import RefusedError

log = logging.getLogger(__name__)
MOST = 50
TRIES = 3


@dataclass(slots=True)
class Run:
    """One asking of the gate. `by`: who publishes what passes; empty: it is only asked."""

    draft_id: int
    lock: int
    by: str
    forced: str
    asked: int = 0
    of: int = 0
    outcome: Outcome | None = None
    refused: str = ""
    published: bool = False
    task: asyncio.Task[None] | None = None

    @property
    def going(self) -> bool:
        return self.task is not None and not self.task.done()

    def progress(self, asked: int, of: int) -> None:
        self.asked, self.of = asked, of


@dataclass(frozen=True, slots=True)
class GateRuns:
    """The newest runs of a process."""

    runs: OrderedDict[int, Run] = field(default_factory=OrderedDict)

    def of(self, draft: Draft) -> Run | None:
        """The run about the draft as it now is, or as it was when it was published."""
        run = self.runs.get(draft.id)
        return run if run is not None and (run.lock == draft.lock or run.published) else None

    def begin(
        self,
        draft: Draft,
        *,
        lock: int,
        by: str,
        forced: str,
        database: Database,
        library: Library,
        clock: Callable[[], datetime],
    ) -> Run:
        """Ask the gate; one that is being asked for the same goes on."""
        before = self.runs.get(draft.id)
        if (
            before is not None
            and before.going
            and (before.lock, before.by, before.forced) == (lock, by, forced)
        ):
            return before
        if before is not None and before.task is not None:
            before.task.cancel()
        run = Run(draft.id, lock, by, forced)
        body = body_of(draft.kind, draft.body)
        proposal = Proposal(draft.agency_id, draft.kind, draft.subject, body)
        run.task = asyncio.create_task(_told(run, proposal, database, library, clock))
        self.runs[draft.id] = run
        self.runs.move_to_end(draft.id)
        while len(self.runs) > MOST:
            self.runs.popitem(last=False)
        return run

    async def close(self) -> None:
        """End what is going on."""
        tasks = [run.task for run in self.runs.values() if run.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _told(
    run: Run, proposal: Proposal, database: Database, library: Library, clock: Callable[[], datetime]
) -> None:
    try:
        await _asked(run, proposal, database, library, clock)
    except RefusedError as error:
        run.refused = str(error)
    except DatabaseUnavailableError:
        run.refused = wording.UNAVAILABLE
    except Exception:
        log.exception("the gate could not be asked")
        run.refused = wording.FAILED


async def _asked(
    run: Run, proposal: Proposal, database: Database, library: Library, clock: Callable[[], datetime]
) -> None:
    """Ask, and publish what passes at the very revision that was asked; else ask again."""
    for _ in range(TRIES):
        outcome = await check(database, library, proposal, clock(), run.progress)
        run.outcome = outcome
        if not run.by or not (outcome.passes or run.forced):
            return
        async with database.writing() as session:
            await one_writer(session)
            if await revision(session) != outcome.revision:
                continue
            forced = "" if outcome.passes else run.forced
            await publish(session, run.draft_id, by=run.by, now=clock(), forced=forced, lock=run.lock)
        run.published = True
        return
    run.refused = wording.BUSY
