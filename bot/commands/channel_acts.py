"""What the commands of `congdan channel` share: the platforms at hand, an account by its agency, removing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot import channel_check_wording as checks
from bot import channel_wording as wording
from bot import migrate
from bot.commands.act import now, settings_with_database
from bot.commands.channel_acts_values import answer_to
from bot.commands.saying import say
from bot.inbox import Inbox
from bot.platforms import Platforms, revive
from bot.settings import Settings
from bot.webchat.signing import signing_key
from connectors.accounts import Account, OccupiedError
from connectors.channel import Lost, Resting, SendError, Throttled, Unreachable
from connectors.database import Database
from connectors.messenger import subscribing
from connectors.messenger.names import CHANNEL as _MESSENGER
from connectors.secrets import SHORTEST_KEY
from connectors.zalo.names import CHANNEL as _ZALO
from knowledge.agencies import find_agency
from knowledge.refusals import RefusedError

T = TypeVar("T")
ZALO, MESSENGER = _ZALO, _MESSENGER
KINDS = (ZALO, MESSENGER)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an act works with; its accounts were read a moment ago."""

    database: Database
    platforms: Platforms
    inbox: Inbox
    settings: Settings

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


def on_platforms(act: Callable[[Desk], Awaitable[T]]) -> T:
    """Runs `act` with the database and the platforms of the settings.

    Raises RefusedError also for what a platform says no to and for accounts that are taken.
    """
    settings = settings_with_database()
    migrate.check(settings.database_url)
    return asyncio.run(_acted(settings, act))


def why(kind: str, error: SendError) -> str:
    """What a platform's error means, in a sentence for whoever typed the command."""
    platform, told = wording.PLATFORMS[kind], str(error)
    if isinstance(error, Throttled | Resting):
        return checks.BUSY.format(platform=platform, told=told)
    if isinstance(error, Unreachable | Lost):
        return checks.AWAY.format(platform=platform, told=told)
    return checks.REFUSES.format(platform=platform, told=told)


def remove(agency: str, kind: str, *, sure: bool) -> None:
    name = on_platforms(lambda desk: _named(desk, kind, agency))
    asked = wording.REMOVE_ASK.format(name=name, agency=agency)
    if not sure and answer_to(asked, secret=False) != agency:
        raise RefusedError(wording.NOT_REMOVED)
    left = on_platforms(lambda desk: _removed(desk, kind, agency))
    say(wording.REMOVED.format(name=name, agency=agency))
    if left:
        say(wording.STILL_SUBSCRIBED.format(why=left))


async def _named(desk: Desk, kind: str, agency: str) -> str:
    return desk.account(kind, agency).name


async def _removed(desk: Desk, kind: str, agency: str) -> str:
    """Why the platform still sends events of the account, if it does."""
    account, left = desk.account(kind, agency), ""
    if kind == MESSENGER:
        try:
            await subscribing.unsubscribe(desk.platforms.graph, account)
        except SendError as error:
            left = why(kind, error)
    await desk.platforms.accounts.remove(account)
    return left


async def _acted(settings: Settings, act: Callable[[Desk], Awaitable[T]]) -> T:
    database = Database(settings.database_url, connections=2)
    try:
        platforms = _platforms(database, settings)
        inbox = Inbox(database)
        try:
            await platforms.accounts.refresh()
            return await act(Desk(database, platforms, inbox, settings))
        except OccupiedError as error:
            raise RefusedError(wording.OCCUPIED) from error
        finally:
            await inbox.close()
            await platforms.close()
    finally:
        await database.close()


def _platforms(database: Database, settings: Settings) -> Platforms:
    try:
        return Platforms(database, settings, signing_key(settings), now)
    except ValueError as error:
        raise RefusedError(wording.SHORT_KEY.format(least=SHORTEST_KEY)) from error
