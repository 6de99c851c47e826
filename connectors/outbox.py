"""The outbox: asks, in one transaction, whether a message may leave now, and writes down that it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from connectors import pace
from connectors.channel import Doubtful, Later, Lost, SendError, StaleToken, Stopped, Throttled, Unreachable
from connectors.database import Database
from connectors.grouping import Grouped
from connectors.messages import Address
from connectors.outgoing import OPEN, Outcome, Outgoing
from connectors.pace import Priority, Rate

PATIENCE = timedelta(seconds=3)
"""How long the platform's own word of a lost message is waited for before it is sent again."""
MOST_TRIES = 2
"""How often a message may leave whose arrival nobody confirmed."""

NOT_SENT = (Unreachable, Throttled, Stopped, StaleToken, Later, Doubtful)
"""After these the message did not arrive, as far as anybody can know, and may leave again."""

LastAct: TypeAlias = Callable[[Session, Address], datetime | None]


class Verdict(StrEnum):
    GO = "go"
    DONE = "done"
    """It was accepted already, or left as often as it may."""
    WAIT = "wait"
    SHUT = "shut"
    WINDOW = "window"


@dataclass(slots=True)
class Attempt:
    """One message that wants to leave; `verdict` and `until` are written by the outbox."""

    token: str
    part: int
    to: Address
    digest: str
    account_id: int
    rate: Rate
    now: datetime
    priority: Priority = Priority.REPLY
    window: timedelta | None = None
    verdict: Verdict = Verdict.GO
    until: datetime | None = None
    reason: str = ""
    row: Outgoing | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt went: accepted under `platform_id`, or `error`."""

    attempt: Attempt
    now: datetime
    platform_id: str = ""
    error: SendError | None = None


class Outbox:
    """One a process. `last_act` tells when a person last did something, which opens the window to write."""

    def __init__(self, database: Database, last_act: LastAct) -> None:
        self._last_act = last_act
        self._asked: Grouped[Attempt] = Grouped(database, self._begin)
        self._ended: Grouped[Ended] = Grouped(database, _end)

    async def begin(self, attempt: Attempt) -> Attempt:
        """The attempt with its verdict; if that is GO, it is on record as attempted.

        Raises:
            DatabaseUnavailableError: nothing was written.
        """
        await self._asked.add(attempt)
        return attempt

    async def end(self, ended: Ended) -> None:
        """Write down how it went; raises DatabaseUnavailableError."""
        await self._ended.add(ended)

    async def close(self) -> None:
        await self._asked.close()
        await self._ended.close()

    def _begin(self, session: Session, attempts: Sequence[Attempt]) -> None:
        tokens = {attempt.token for attempt in attempts}
        found = session.scalars(select(Outgoing).where(Outgoing.token.in_(tokens)))
        before = {(row.token, row.part): row for row in found}
        for attempt in sorted(attempts, key=lambda attempt: attempt.account_id):  # one order: no deadlock
            attempt.row = before.get((attempt.token, attempt.part))
            self._judge(session, attempt)
            if attempt.verdict is Verdict.GO:
                _record(session, attempt, Outcome.ATTEMPTED, attempt.now)
        session.flush()

    def _judge(self, session: Session, attempt: Attempt) -> None:
        attempt.verdict, attempt.until, now = Verdict.GO, None, attempt.now
        if (row := attempt.row) is not None:
            _judge_again(row, attempt)
            if attempt.verdict is not Verdict.GO:
                return
        if attempt.window is not None:
            last = self._last_act(session, attempt.to)
            if last is not None and now - last > attempt.window:
                attempt.verdict = Verdict.WINDOW
                return
        self._keep_pace(session, attempt)

    def _keep_pace(self, session: Session, attempt: Attempt) -> None:
        row, now = attempt.row, attempt.now
        promised = row is not None and row.outcome is Outcome.PLANNED and row.attempted_at <= now
        account = pace.row_of(session, attempt.account_id, attempt.rate, now)
        wait = pace.take(account, attempt.rate, now, attempt.priority, promised=promised)
        if wait is None:
            return
        attempt.verdict = Verdict.SHUT if wait.shut else Verdict.WAIT
        attempt.until, attempt.reason = wait.until, wait.reason
        if wait.promised:
            _record(session, attempt, Outcome.PLANNED, wait.until)


def _judge_again(row: Outgoing, attempt: Attempt) -> None:
    if row.outcome is Outcome.ACCEPTED:
        attempt.verdict = Verdict.DONE
    elif row.outcome is Outcome.PLANNED and attempt.now < row.attempted_at:
        attempt.verdict, attempt.until = Verdict.WAIT, row.attempted_at
    elif row.outcome in OPEN and attempt.now - row.attempted_at < PATIENCE:
        attempt.verdict, attempt.until = Verdict.WAIT, row.attempted_at + PATIENCE
    elif row.outcome in OPEN and row.tries >= MOST_TRIES:
        attempt.verdict = Verdict.DONE


def _record(session: Session, attempt: Attempt, outcome: Outcome, at: datetime) -> None:
    row = attempt.row
    if row is None:
        row = attempt.row = Outgoing(
            token=attempt.token,
            part=attempt.part,
            channel=attempt.to.channel,
            agency=attempt.to.agency,
            person=attempt.to.person,
            tries=0,
        )
        session.add(row)
    row.digest, row.outcome, row.attempted_at = attempt.digest, outcome, at
    row.tries += outcome is Outcome.ATTEMPTED


def _end(session: Session, endings: Sequence[Ended]) -> None:
    for ended in sorted(endings, key=lambda ended: ended.attempt.account_id):
        attempt, error = ended.attempt, ended.error
        row = session.scalar(
            select(Outgoing).where(Outgoing.token == attempt.token, Outgoing.part == attempt.part)
        )
        if row is None:
            continue  # the person had everything erased meanwhile
        if error is None:
            row.outcome, row.platform_id = Outcome.ACCEPTED, ended.platform_id or row.platform_id
            pace.worked(session, attempt.account_id)
        else:
            _failed(session, row, ended, error)
    session.flush()


def _failed(session: Session, row: Outgoing, ended: Ended, error: SendError) -> None:
    attempt, now = ended.attempt, ended.now
    unsent = isinstance(error, NOT_SENT)
    if row.outcome is not Outcome.ACCEPTED:  # else its echo came first
        lost = Outcome.LOST if isinstance(error, Lost) else Outcome.REFUSED
        row.outcome = Outcome.UNSENT if unsent else lost
        row.tries -= unsent
    account = pace.row_of(session, attempt.account_id, attempt.rate, now)
    if isinstance(error, Throttled | Stopped) and error.retry_after is not None:
        pace.rest(account, now + error.retry_after, str(error))
    elif isinstance(error, Unreachable | Lost):
        pace.failed(account, attempt.rate, now, began=attempt.now, reason=str(error))
    else:
        pace.worked(session, attempt.account_id)
