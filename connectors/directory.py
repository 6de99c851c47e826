"""The accounts of the deployment: read by every process, changed by one at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connectors.accounts import (
    Account,
    AccountState,
    ChannelAccount,
    activate,
    door,
    locked,
    opened,
    owner,
    row_for,
)
from connectors.cleaning import cleaned
from connectors.database import Database
from connectors.doors import Door
from connectors.secrets import Seal

LONGEST_NAME = 200
LONGEST_REASON = 500


class _Kept(Enum):
    KEPT = "kept"


KEPT: Final = _Kept.KEPT
"""As it was before."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an account is made of when it is added, or added again."""

    channel: str
    agency: str
    platform_id: str
    app_id: str
    name: str
    options: Mapping[str, Any]
    secrets: Mapping[str, str] = field(repr=False)
    token_until: datetime | None = None


class Accounts:
    """What this process knows of them, as of the last `refresh`; a change made here is known at once.

    Every change raises Stopped where the account was removed meanwhile.
    """

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal
        self._known: dict[int, Account] = {}
        self._by_agency: dict[tuple[str, str], Account] = {}
        self._doors: dict[str, tuple[Door, ...]] = {}

    @property
    def all(self) -> tuple[Account, ...]:
        return tuple(self._known.values())

    def find(self, channel: str, agency: str) -> Account | None:
        return self._by_agency.get((channel, agency))

    def by_id(self, number: int) -> Account | None:
        return self._known.get(number)

    def by_platform(self, channel: str, platform_id: str) -> Account | None:
        ours = (account for account in self.all if account.channel == channel)
        return next((account for account in ours if account.platform_id == platform_id), None)

    def doors(self, channel: str) -> tuple[Door, ...]:
        """What a webhook of this channel lets in. A stopped account still listens."""
        return self._doors.get(channel, ())

    async def refresh(self) -> bool:
        """Read what changed; says whether anything had."""
        known = {account.id: account.version for account in self.all}

        def changed(session: Session) -> tuple[set[int], list[ChannelAccount]]:
            versions = session.execute(select(ChannelAccount.id, ChannelAccount.version)).all()
            news = [number for number, version in versions if known.get(number) != version]
            rows = session.scalars(select(ChannelAccount).where(ChannelAccount.id.in_(news))) if news else ()
            return {number for number, _ in versions}, list(rows)

        there, rows = await self._database.at_once(changed, writing=False)
        gone = known.keys() - there  # not what was added here while that was read
        for number in gone:
            self._known.pop(number, None)
        self._take(*(opened(row, self._seal) for row in rows))
        return bool(gone or rows)

    async def put(self, given: Particulars, now: datetime) -> Account:
        """Add an account, or replace all that is known of it; it is active then.

        Raises:
            OccupiedError: the agency has another one on that channel.
        """

        def write(session: Session) -> ChannelAccount:
            row = row_for(session, given.channel, given.platform_id, given.agency, now)
            row.agency, row.app_id, row.name = given.agency, given.app_id, cleaned(given.name, LONGEST_NAME)
            row.options, row.token_until = dict(given.options), given.token_until
            row.sealed = self._seal.seal(given.secrets, owner(given.channel, given.platform_id))
            row.renewing_until = None
            session.flush()
            activate(session, row)
            return row

        try:
            return await self._write(write)
        except IntegrityError:  # another process has just added it
            return await self._write(write)

    async def remove(self, account: Account) -> None:
        def write(session: Session) -> None:
            row = session.get(ChannelAccount, account.id)
            if row is not None:
                session.delete(row)

        await self._database.at_once(write)
        await self.refresh()

    async def set_options(self, account: Account, **values: Any) -> Account:
        """Change some options; None takes one away."""

        def change(_session: Session, row: ChannelAccount) -> None:
            merged = {**row.options, **values}
            row.options = {name: value for name, value in merged.items() if value is not None}

        return await self._change(account, change)

    async def set_secrets(
        self, account: Account, *, token_until: datetime | Literal[_Kept.KEPT] | None = KEPT, **values: str
    ) -> Account:
        """Keep new secrets, with the old ones that are not among them, before anybody uses them.

        A stopped account is active then, and none is being renewed any longer. An empty value never
        replaces one.

        Raises:
            SealError: the old ones do not open, and would be lost; `put` replaces them all.
        """

        def change(session: Session, row: ChannelAccount) -> None:
            whose = owner(row.channel, row.platform_id)
            given = {name: value for name, value in values.items() if value}
            row.sealed = self._seal.seal({**self._seal.open(row.sealed, whose), **given}, whose)
            row.renewing_until = None
            row.token_until = row.token_until if token_until is KEPT else token_until
            if row.state is AccountState.STOPPED:  # else it may fail for another reason than its secrets
                activate(session, row)

        return await self._change(account, change)

    async def stop(self, account: Account, reason: str) -> Account:
        """Let it send no more until `resume`, or new secrets; `reason` is for an operator."""

        def change(_session: Session, row: ChannelAccount) -> None:
            row.state, row.reason = AccountState.STOPPED, cleaned(reason, LONGEST_REASON)
            row.renewing_until = None

        return await self._change(account, change)

    async def resume(self, account: Account) -> Account:
        return await self._change(account, activate)

    async def begin_renewal(
        self, account: Account, now: datetime, lease: timedelta
    ) -> tuple[Account, bool, bool]:
        """Take the one right to renew this account's token, for as long as `lease`.

        Nobody gets it for an account that changed since it was read. Returns the account as it stands in the
        database now, whether the right was taken, and whether an earlier holder let it lapse, so that the
        platform may have been asked already.
        """

        def take(session: Session) -> tuple[ChannelAccount, bool, bool]:
            row = locked(session, account)
            before = row.renewing_until
            taken = row.version == account.version and (before is None or before <= now)
            row.renewing_until = now + lease if taken else before
            return row, taken, taken and before is not None

        row, taken, lapsed = await self._database.at_once(take)
        return self._took(row), taken, lapsed

    async def end_renewal(self, account: Account) -> Account:
        """Give the right back without a new token."""

        def change(_session: Session, row: ChannelAccount) -> None:
            row.renewing_until = None

        return await self._change(account, change)

    async def _change(self, account: Account, change: Callable[[Session, ChannelAccount], None]) -> Account:
        def write(session: Session) -> ChannelAccount:
            row = locked(session, account)
            change(session, row)
            row.version += 1
            return row

        return await self._write(write)

    async def _write(self, write: Callable[[Session], ChannelAccount]) -> Account:
        return self._took(await self._database.at_once(write))

    def _took(self, row: ChannelAccount) -> Account:
        account = opened(row, self._seal)
        self._take(account)
        return account

    def _take(self, *news: Account) -> None:
        for account in news:
            known = self._known.get(account.id)
            if (
                known is None or known.version <= account.version
            ):  # else it was read before a change made here
                self._known[account.id] = account
        self._by_agency = {(account.channel, account.agency): account for account in self.all}
        channels = {account.channel for account in self.all}
        self._doors = {
            channel: tuple(door(account) for account in self.all if account.channel == channel)
            for channel in channels
        }
