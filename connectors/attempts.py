"""A message that wants to leave, what is said to that, and how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from connectors import pace
from connectors.channel import SendError
from connectors.messages import Address
from connectors.outgoing import Outgoing
from connectors.pace import AccountPace, Priority, Rate

Key: TypeAlias = tuple[str, int]


class Verdict(StrEnum):
    GO = "go"
    DONE = "done"
    """It was accepted already, or left as often as it may."""
    WAIT = "wait"
    SHUT = "shut"
    WINDOW = "window"


@dataclass(slots=True)
class Attempt:
    """One message that wants to leave; the outbox writes `verdict`, `until` and `reason`."""

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

    @property
    def key(self) -> Key:
        return self.token, self.part

    def say(self, verdict: Verdict, until: datetime | None = None, reason: str = "") -> None:
        self.verdict, self.until, self.reason = verdict, until, reason


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt went: accepted under `platform_id`, or `error`."""

    attempt: Attempt
    now: datetime
    platform_id: str = ""
    error: SendError | None = None


def accounts_of(session: Session, wanted: Mapping[int, Attempt]) -> dict[int, AccountPace | None]:
    return {
        number: pace.row_of(session, number, wanted[number].rate, wanted[number].now)
        for number in sorted(wanted)
    }


def rows_of(session: Session, attempts: Sequence[Attempt]) -> dict[Key, Outgoing]:
    """What is known of these messages, for this transaction alone."""
    known = select(Outgoing).where(Outgoing.token.in_({attempt.token for attempt in attempts}))
    rows = session.scalars(known.order_by(Outgoing.id).with_for_update())
    return {(row.token, row.part): row for row in rows}
