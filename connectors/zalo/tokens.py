"""The tokens of an account, renewed by one process at a time.

A refresh token works once. Losing the answer to its use silences the account until an administrator
consents again; so the right to renew is taken in the database first, the new pair is stored before anybody
uses it, and a holder that died leaves a mark: the next one tries the old token once, which still works if
the request never arrived.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from connectors.accounts import Account, AccountState
from connectors.channel import Lost, SendError, Stopped, Unreachable
from connectors.database import DatabaseUnavailableError
from connectors.directory import Accounts
from connectors.zalo import wording
from connectors.zalo.names import CHANNEL
from connectors.zalo.oauth import DeniedError, OAuth, Pair

LEASE = timedelta(seconds=60)
"""Longer than two calls of ten seconds and the storing after them."""
AHEAD = timedelta(hours=2)
_LOOK_AGAIN = 0.2
"""Seconds between two looks whether another process has renewed."""
_PATIENCE = 75
"""So many looks; then the caller tries later."""
CONSENT_AGAIN = wording.CONSENT_AGAIN
"""Stands in the reason of every account that was stopped because its refresh token is dead."""
_STORING = (0.2, 1.0, 3.0, 8.0, 20.0)
"""Pauses in seconds between tries to store a pair: a database that is away for a moment must not cost it."""


class Tokens:
    """`clock` tells the time by which the right to renew lapses."""

    def __init__(
        self,
        accounts: Accounts,
        oauth: OAuth,
        *,
        clock: Callable[[], datetime],
        lease: timedelta = LEASE,
        look_again: float = _LOOK_AGAIN,
    ) -> None:
        self._accounts = accounts
        self._oauth = oauth
        self._clock = clock
        self._lease = lease
        self._look_again = look_again
        self._under_way: dict[int, asyncio.Task[Account]] = {}

    async def renew(self, account: Account) -> Account:
        """The account with another access token than `account` has: another caller's, or a new one.

        Raises:
            Stopped: the account is stopped, or its refresh token is dead; it is stopped then.
            Unreachable, Throttled: the platform can't renew it now; nothing is lost.
        """
        renewed = await self._together(account)
        if _token(renewed) != _token(account):
            return renewed
        return await self._together(account)  # who asked first had come with an older token

    async def renew_due(
        self, now: datetime, ahead: timedelta = AHEAD
    ) -> tuple[tuple[Account, SendError], ...]:
        """Renew what ends within `ahead`, long ago, or nobody knows when; returns what could not be renewed.

        An account that nobody writes to is renewed all the same, so that its refresh token never gets old.
        """
        await self._accounts.refresh()
        failed = []
        for account in self._accounts.all:
            if _is_due(account, now + ahead):
                try:
                    await self.renew(account)
                except SendError as error:
                    failed.append((account, error))
        return tuple(failed)

    async def close(self) -> None:
        """Wait for renewals that are under way: a pair that is not stored is lost."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _together(self, account: Account) -> Account:
        """One renewal for all who ask at a time; it is gone through with even if who waits is cancelled."""
        task = self._under_way.get(account.id)
        if task is None:
            task = self._under_way[account.id] = asyncio.create_task(self._renewed(account))
            task.add_done_callback(lambda _: self._under_way.pop(account.id, None))
        return await asyncio.shield(task)

    async def _renewed(self, stale: Account) -> Account:
        known = max(self._accounts.by_id(stale.id) or stale, stale, key=lambda account: account.version)
        for _ in range(_PATIENCE):
            if known.state is AccountState.STOPPED or not known.unsealed:
                raise Stopped(known.reason or wording.OTHER_KEY)
            if _token(known) != _token(stale):
                return known
            known, taken, lapsed = await self._accounts.begin_renewal(known, self._clock(), self._lease)
            if taken:
                return await self._refresh(known, lapsed=lapsed)
            if _token(known) == _token(stale):
                await asyncio.sleep(self._look_again)
        raise Unreachable("another process is renewing the token")

    async def _refresh(self, account: Account, *, lapsed: bool) -> Account:
        try:
            pair = await self._pair(account, again=not lapsed)
        except DeniedError as error:
            return await self._dead(account, str(error), lapsed=lapsed)
        except Lost as error:
            # The mark stays: who finds it lapsed tries the old token once more.
            raise Unreachable(f"renewing: {error}", retry_after=self._lease) from error
        except SendError:
            await self._accounts.end_renewal(account)
            raise
        return await self._store(account, pair)

    async def _pair(self, account: Account, *, again: bool) -> Pair:
        """A new pair; where the answer was lost and `again`, the old token is tried once more."""
        secrets = account.secrets
        refresh_token, app_secret = secrets.get("refresh_token", ""), secrets.get("app_secret", "")
        if not refresh_token or not app_secret:
            raise DeniedError(wording.NOTHING_TO_RENEW)
        try:
            return await self._oauth.refresh(account.app_id, app_secret, refresh_token)
        except Lost:
            if not again:
                raise
        return await self._oauth.refresh(account.app_id, app_secret, refresh_token)

    async def _store(self, account: Account, pair: Pair) -> Account:
        """The account with the pair, once it stands in the database, the one before it beside it."""
        for pause in (*_STORING, None):
            try:
                return await self._accounts.set_secrets(
                    account, token_until=self._clock() + pair.lifetime, **kept(account, pair)
                )
            except DatabaseUnavailableError:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _dead(self, account: Account, told: str, *, lapsed: bool) -> Account:
        """Stop the account, unless another holder of the right has stored a pair meanwhile."""
        await self._accounts.refresh()
        now = self._accounts.by_id(account.id) or account
        if _token(now) != _token(account):
            return now
        reason = (wording.CUT_OFF if lapsed else wording.DEAD).format(told=told)
        await self._accounts.stop(account, reason)
        raise Stopped(reason)


def kept(account: Account, pair: Pair) -> dict[str, str]:
    """The secrets to store for a new pair: it, and the one before it."""
    return {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "previous_access_token": account.secrets.get("access_token", ""),
        "previous_refresh_token": account.secrets.get("refresh_token", ""),
    }


def _token(account: Account) -> str:
    return account.secrets.get("access_token", "")


def _is_due(account: Account, by: datetime) -> bool:
    if account.channel != CHANNEL or account.state is AccountState.STOPPED:
        return False
    if not account.secrets.get("refresh_token"):
        return False  # what it has may still do for a while
    return account.token_until is None or account.token_until <= by
