"""The accounts of the deployment: read by every process, changed by one at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from connectors.accounts import Account, AccountState, ChannelAccount, opened, owner
from connectors.database import Database
from connectors.doors import Door
from connectors.secrets import Seal

SIGNING = {"zalo": ("oa_secret", "oa_secret_second"), "messenger": ("app_secret", "app_secret_second")}
"""Which of an account's secrets may have signed a call; the second while the first is being replaced."""


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
    """What this process knows of them, as of the last `refresh`; a change made here is known at once."""

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

        def changed(session: Session) -> tuple[set[int], list[ChannelAccount]]:
            versions = session.execute(select(ChannelAccount.id, ChannelAccount.version)).tuples().all()
            news = [number for number, version in versions if self._version(number) != version]
            rows = session.scalars(select(ChannelAccount).where(ChannelAccount.id.in_(news))) if news else ()
            return {number for number, _ in versions}, list(rows)

        there, rows = await self._database.at_once(changed, writing=False)
        gone = self._known.keys() - there
        for number in gone:
            del self._known[number]
        self._take(*(opened(row, self._seal) for row in rows))
        return bool(gone or rows)

    async def put(self, given: Particulars, now: datetime) -> Account:
        """Add an account, or replace what is known of it; it is active then."""

        def write(session: Session) -> ChannelAccount:
            same = (ChannelAccount.channel == given.channel, ChannelAccount.platform_id == given.platform_id)
            row = session.scalar(select(ChannelAccount).where(*same))
            if row is None:
                row = ChannelAccount(
                    channel=given.channel, platform_id=given.platform_id, created_at=now, version=0
                )
                session.add(row)
            row.agency, row.app_id, row.name = given.agency, given.app_id, given.name
            row.options, row.token_until = dict(given.options), given.token_until
            row.sealed = self._seal.seal(given.secrets, owner(given.channel, given.platform_id))
            row.state, row.reason, row.renewing_until = AccountState.ACTIVE, "", None
            row.version += 1
            session.flush()
            return row

        return self._took(await self._database.at_once(write))

    async def remove(self, account: Account) -> None:
        def write(session: Session) -> None:
            row = session.get(ChannelAccount, account.id)
            if row is not None:
                session.delete(row)

        await self._database.at_once(write)
        await self.refresh()

    async def set_options(self, account: Account, **values: Any) -> Account:
        """Change some options; None takes one away."""

        def change(row: ChannelAccount) -> None:
            merged = {**row.options, **values}
            row.options = {name: value for name, value in merged.items() if value is not None}

        return await self._change(account, change)

    async def set_secrets(
        self, account: Account, *, token_until: datetime | None = None, **values: str
    ) -> Account:
        """Keep new secrets, with the old ones that are not among them, before anybody uses them.

        The account is active then, and no longer being renewed. An empty value never replaces one.
        """

        def change(row: ChannelAccount) -> None:
            before = opened(row, self._seal).secrets
            merged = {**before, **{name: value for name, value in values.items() if value}}
            row.sealed = self._seal.seal(merged, owner(row.channel, row.platform_id))
            row.token_until, row.renewing_until = token_until, None
            row.state, row.reason = AccountState.ACTIVE, ""

        return await self._change(account, change)

    async def stop(self, account: Account, reason: str) -> Account:
        def change(row: ChannelAccount) -> None:
            row.state, row.reason, row.renewing_until = AccountState.STOPPED, reason[:500], None

        return await self._change(account, change)

    async def resume(self, account: Account) -> Account:
        def change(row: ChannelAccount) -> None:
            row.state, row.reason = AccountState.ACTIVE, ""

        return await self._change(account, change)

    async def begin_renewal(
        self, account: Account, now: datetime, lease: timedelta
    ) -> tuple[Account, bool, bool]:
        """Take the one right to renew this account's token, for as long as `lease`.

        Returns the account as it stands in the database now, whether the right was taken, and whether an
        earlier holder let it lapse, so that the platform may have been asked already.
        """

        def take(session: Session) -> tuple[ChannelAccount, bool, bool]:
            before = session.scalar(
                select(ChannelAccount.renewing_until).where(ChannelAccount.id == account.id)
            )
            free = or_(ChannelAccount.renewing_until.is_(None), ChannelAccount.renewing_until <= now)
            taking = (
                update(ChannelAccount)
                .where(ChannelAccount.id == account.id, ChannelAccount.version == account.version, free)
                .values(renewing_until=now + lease)
                .returning(ChannelAccount.id)
            )
            taken = session.scalar(taking) is not None
            return session.get_one(ChannelAccount, account.id), taken, taken and before is not None

        row, taken, lapsed = await self._database.at_once(take)
        return self._took(row), taken, lapsed

    async def end_renewal(self, account: Account) -> Account:
        """Give the right back without a new token."""

        def change(row: ChannelAccount) -> None:
            row.renewing_until = None

        return await self._change(account, change)

    async def _change(self, account: Account, change: Callable[[ChannelAccount], None]) -> Account:
        def write(session: Session) -> ChannelAccount:
            row = session.get_one(ChannelAccount, account.id, with_for_update=True)
            change(row)
            row.version += 1
            session.flush()
            return row

        return self._took(await self._database.at_once(write))

    def _version(self, number: int) -> int | None:
        known = self._known.get(number)
        return None if known is None else known.version

    def _took(self, row: ChannelAccount) -> Account:
        account = opened(row, self._seal)
        self._take(account)
        return account

    def _take(self, *news: Account) -> None:
        self._known.update((account.id, account) for account in news)
        self._by_agency = {(account.channel, account.agency): account for account in self.all}
        channels = {account.channel for account in self.all}
        self._doors = {channel: _doors(channel, self.all) for channel in channels}


def _doors(channel: str, accounts: tuple[Account, ...]) -> tuple[Door, ...]:
    return tuple(
        Door(
            channel,
            account.agency,
            account.platform_id,
            account.app_id,
            tuple(account.secrets[name] for name in SIGNING.get(channel, ()) if account.secrets.get(name)),
        )
        for account in accounts
        if account.channel == channel
    )
