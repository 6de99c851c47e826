"""What connecting an account works with, and what a platform's error means to whoever connects."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import channel_check_wording as checks
from bot import channel_wording as wording
from bot.inbox import Inbox
from bot.platforms import Platforms, revive
from bot.settings import Settings
from connectors.accounts import Account
from connectors.channel import Lost, Resting, SendError, Throttled, Unreachable
from connectors.database import Database
from connectors.messenger import subscribing
from connectors.messenger.names import CHANNEL as _MESSENGER
from connectors.zalo.names import CHANNEL as _ZALO
from knowledge.agencies import find_agency
from knowledge.refusals import RefusedError

ZALO, MESSENGER = _ZALO, _MESSENGER
KINDS = (ZALO, MESSENGER)


@dataclass(frozen=True, slots=True)
class AtHand:
    """What connecting works with; its accounts were read a moment ago."""

    database: Database
    platforms: Platforms
    inbox: Inbox
    settings: Settings
    clock: Callable[[], datetime]

    async def agency_name(self, code: str) -> str:
        """Raises RefusedError if there is no such agency."""
        async with self.database.reading() as session:
            return (await find_agency(session, code)).name

    def account(self, kind: str, agency: str) -> Account:
        """Raises RefusedError where the agency has none on that channel, or its secrets do not open."""
        if kind not in KINDS:
            raise RefusedError(wording.UNKNOWN_CHANNEL)
        account = self.platforms.accounts.find(kind, agency)
        if account is None:
            told = wording.NO_ACCOUNT.format(agency=agency, channel=wording.CHANNELS[kind], kind=kind)
            raise RefusedError(told)
        return account

    def opened(self, kind: str, agency: str) -> Account:
        """As `account`; raises RefusedError also where its secrets do not open."""
        account = self.account(kind, agency)
        if not account.unsealed:
            raise RefusedError(wording.RESEALED.format(name=account.name, kind=kind, agency=agency))
        return account

    async def revive(self, account: Account) -> None:
        await revive(self.database, self.inbox, account)


def why(kind: str, error: SendError) -> str:
    """What a platform's error means, in a sentence for whoever typed the command."""
    platform, told = wording.PLATFORMS[kind], str(error)
    if isinstance(error, Throttled | Resting):
        return checks.BUSY.format(platform=platform, told=told)
    if isinstance(error, Unreachable | Lost):
        return checks.AWAY.format(platform=platform, told=told)
    return checks.REFUSES.format(platform=platform, told=told)


async def removed(at: AtHand, kind: str, agency: str) -> str:
    """Remove an account; returns why the platform still sends its events, if it does."""
    account, left = at.account(kind, agency), ""
    if kind == MESSENGER:
        try:
            await subscribing.unsubscribe(at.platforms.graph, account)
        except SendError as error:
            left = why(kind, error)
    await at.platforms.accounts.remove(account)
    return left
