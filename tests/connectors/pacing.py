"""An account's pace as two processes see it, and the acts of a sender."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from connectors import pace
from connectors.database import Database
from connectors.directory import Accounts, Particulars
from connectors.pace import AccountPace, Priority, Rate, Wait
from connectors.secrets import Seal

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
RATE = Rate(per_second=2, burst=10)
SEAL = Seal(b"a key of the deployment")
SECOND = timedelta(seconds=1)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def full(rate: Rate = RATE) -> AccountPace:
    """The row of an account that has sent nothing yet."""
    return AccountPace(
        account_id=1,
        room=rate.burst,
        level=rate.burst,
        filled=0.0,
        at=NOON,
        failures=0,
        shut_at=None,
        shut_until=None,
        shut_reason="",
        trying=False,
        share=1.0,
    )


@dataclass
class Sender:
    """One process that sends in the name of an account."""

    database: Database
    account_id: int
    rate: Rate = RATE

    async def take(
        self, now: datetime, priority: Priority = Priority.REPLY, turn: float | None = None
    ) -> Wait | None:
        return await self._with_row(now, lambda row: pace.take(row, self.rate, now, priority, turn=turn))

    async def failed(self, began: datetime, now: datetime, reason: str = "no answer") -> None:
        await self._with_row(now, lambda row: pace.failed(row, self.rate, now, began=began, reason=reason))

    async def rest(self, until: datetime, reason: str = "too fast") -> None:
        await self._with_row(NOON, lambda row: pace.rest(row, until, reason))

    async def worked(self, began: datetime) -> None:
        await self.database.at_once(lambda session: pace.worked(session, self.account_id, began=began))

    async def revive(self) -> None:
        await self.database.at_once(lambda session: pace.revive(session, self.account_id))

    async def slow_down(self, share: float) -> None:
        await self.database.at_once(lambda session: pace.slow_down(session, self.account_id, share))

    async def row(self) -> AccountPace:
        return await self.database.at_once(lambda session: session.get_one(AccountPace, self.account_id))

    async def _with_row(self, now: datetime, act: Any) -> Any:
        def write(session: Session) -> Any:
            row = pace.row_of(session, self.account_id, self.rate, now)
            assert row is not None
            return act(row)

        return await self.database.at_once(write)


async def add_account(database: Database, channel: str = "zalo", agency: str = "xa-mau") -> int:
    given = Particulars(channel, agency, f"oa-{agency}", "100", "Xã Mẫu", {}, {"access_token": "access-1"})
    return (await Accounts(database, SEAL).put(given, NOON)).id
