"""The gate: before a draft is published, the regression set is asked of the knowledge as it would be.

    proposal = Proposal(draft.agency_id, draft.kind, draft.subject, body)
    outcome = await check(database, library, proposal, now)
    if outcome.passes: publish(…, checked_revision=outcome.revision)

What is published meanwhile makes the outcome stale: publishing refuses another `revision`, and the check is
made again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from connectors.database import Database
from knowledge.drafts import Body, DraftKind
from knowledge.library import Library

Progress = Callable[[int, int], None]
"""Told how many questions were asked, of how many; called from another thread, often."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change as it would be published."""

    agency_id: int
    kind: DraftKind
    subject: str
    body: Body


@dataclass(frozen=True, slots=True)
class Broken:
    """A question of the regression set that would not be answered as it must.

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
    """Questions that go on being answered as they must."""
    seconds: float

    @property
    def passes(self) -> bool:
        """Nothing that is right today breaks."""
        return not self.broken


async def check(
    database: Database,
    library: Library,
    proposal: Proposal,
    now: datetime,
    progress: Progress | None = None,
) -> Outcome:
    """Ask the regression set of the whole tree of the proposal's agency; nothing is written.

    The work is done in a thread; when the task is cancelled, that ends within one question. Raises
    RefusedError when the proposal fits nothing: a procedure that the agency does not have.
    """
    raise NotImplementedError
