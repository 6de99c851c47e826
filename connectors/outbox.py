"""The outbox: asks, in one transaction, whether a message may leave now, and writes down that it does.

Accounts are locked before the messages, both in the order of their numbers: so no two processes wait for each
other, and of two that ask for the same message the second sees what the first wrote.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy.orm import Session

from connectors import endings, pace
from connectors.attempts import Attempt, Ended, Key, Verdict, accounts_of, rows_of
from connectors.database import Database
from connectors.grouping import Grouped
from connectors.inserting import insert_missing
from connectors.messages import Address
from connectors.outgoing import Outcome, Outgoing
from connectors.pace import AccountPace

PATIENCE = timedelta(seconds=3)
"""How long the platform's own word of a lost message is waited for before it is sent again."""
MOST_TRIES = 2
"""How often a message may leave whose arrival nobody confirmed."""
LARGEST_GROUP = 100
"""Attempts in one transaction: the account stays locked that long."""
NO_ACCOUNT = timedelta(minutes=10)
LastActs: TypeAlias = Callable[[Session, Collection[Address]], Mapping[Address, datetime]]


class Outbox:
    """One a process. `last_acts` tells when people last did something, which opens the window to write."""

    def __init__(self, database: Database, last_acts: LastActs) -> None:
        self._last_acts = last_acts
        self._asked: Grouped[Attempt] = Grouped(database, self._begin, largest=LARGEST_GROUP)
        self._ended: Grouped[Ended] = Grouped(database, endings.end, largest=LARGEST_GROUP)

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
        accounts = accounts_of(session, {attempt.account_id: attempt for attempt in attempts})
        rows = rows_of(session, attempts)
        acts = self._last_acts(session, {attempt.to for attempt in attempts if attempt.window is not None})
        fresh = dict[Key, dict[str, object]]()
        for attempt in attempts:
            if attempt.key in fresh:  # asked for twice in one breath
                attempt.say(Verdict.WAIT, attempt.now + PATIENCE)
                continue
            row = rows.get(attempt.key)
            turn = _judge(attempt, row, accounts[attempt.account_id], acts.get(attempt.to))
            if row is not None:
                _note(row, attempt, turn)
            elif attempt.verdict is Verdict.GO or turn is not None:
                fresh[attempt.key] = _fresh(attempt, turn)
        session.flush()
        if fresh:
            insert_missing(session, Outgoing, list(fresh.values()))


def _judge(
    attempt: Attempt, row: Outgoing | None, account: AccountPace | None, last_act: datetime | None
) -> float | None:
    """Write the verdict, and return the turn in the queue, if there is one."""
    turn = None if row is None else row.turn
    if row is not None and _is_settled(row, attempt):
        return turn
    if attempt.window is not None and last_act is not None and attempt.now - last_act > attempt.window:
        attempt.say(Verdict.WINDOW)
        return None
    if account is None:
        attempt.say(Verdict.SHUT, attempt.now + NO_ACCOUNT, "the account was removed")
        return None
    wait = pace.take(account, attempt.rate, attempt.now, attempt.priority, turn=turn)
    if wait is None:
        attempt.say(Verdict.GO)
        return None
    attempt.say(Verdict.SHUT if wait.shut else Verdict.WAIT, wait.until, wait.reason)
    return turn if wait.shut else wait.turn


def _is_settled(row: Outgoing, attempt: Attempt) -> bool:
    """Whether the row alone decides; the verdict is written then."""
    now, open_ = attempt.now, row.outcome in (Outcome.ATTEMPTED, Outcome.LOST)
    if row.outcome is Outcome.ACCEPTED:
        attempt.say(Verdict.DONE)
    elif open_ and now - row.attempted_at < PATIENCE:
        attempt.say(Verdict.WAIT, row.attempted_at + PATIENCE)
    elif row.tries >= MOST_TRIES:
        attempt.say(Verdict.DONE)
    else:
        return False
    return True


def _note(row: Outgoing, attempt: Attempt, turn: float | None) -> None:
    row.turn = turn
    if attempt.verdict is Verdict.GO:
        row.digest, row.outcome, row.attempted_at = attempt.digest, Outcome.ATTEMPTED, attempt.now
        row.tries += 1


def _fresh(attempt: Attempt, turn: float | None) -> dict[str, object]:
    going = attempt.verdict is Verdict.GO
    return {
        "token": attempt.token,
        "part": attempt.part,
        "channel": attempt.to.channel,
        "agency": attempt.to.agency,
        "person": attempt.to.person,
        "digest": attempt.digest,
        "outcome": Outcome.ATTEMPTED if going else Outcome.PLANNED,
        "tries": int(going),
        "attempted_at": attempt.now,
        "turn": turn,
    }
