"""What the commands of `congdan channel` share: the platforms at hand, an account by its agency, removing."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot import channel_wording as wording
from bot import migrate
from bot.commands.act import BY, now, settings_with_database
from bot.commands.channel_acts_values import answer_to
from bot.commands.saying import say
from bot.connecting.at_hand import AtHand, removed
from bot.connecting.noting import note
from bot.inbox import Inbox
from bot.platforms import Platforms
from bot.settings import Settings
from bot.webchat.signing import signing_key
from connectors.accounts import OccupiedError
from connectors.database import Database
from connectors.secrets import SHORTEST_KEY
from knowledge.refusals import RefusedError

T = TypeVar("T")


def on_platforms(act: Callable[[AtHand], Awaitable[T]]) -> T:
    """Runs `act` with the database and the platforms of the settings.

    Raises RefusedError also for what a platform says no to and for accounts that are taken.
    """
    settings = settings_with_database()
    migrate.check(settings.database_url)
    return asyncio.run(_acted(settings, act))


def remove(agency: str, kind: str, *, sure: bool) -> None:
    name = on_platforms(lambda at: _named(at, kind, agency))
    asked = wording.REMOVE_ASK.format(name=name, agency=agency)
    if not sure and answer_to(asked, secret=False) != agency:
        raise RefusedError(wording.NOT_REMOVED)
    left = on_platforms(lambda at: _removed(at, kind, agency))
    say(wording.REMOVED.format(name=name, agency=agency))
    if left:
        say(wording.STILL_SUBSCRIBED.format(why=left))


async def _removed(at: AtHand, kind: str, agency: str) -> str:
    account = at.account(kind, agency)
    left = await removed(at, kind, agency)
    await note(at.database, account, None, by=BY, now=now())
    return left


async def _named(at: AtHand, kind: str, agency: str) -> str:
    return at.account(kind, agency).name


async def _acted(settings: Settings, act: Callable[[AtHand], Awaitable[T]]) -> T:
    database = Database(settings.database_url, connections=2)
    try:
        platforms = _platforms(database, settings)
        inbox = Inbox(database)
        try:
            await platforms.accounts.refresh()
            return await act(AtHand(database, platforms, inbox, settings, now))
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
