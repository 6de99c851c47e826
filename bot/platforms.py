"""Zalo and Messenger for this deployment: accounts, clients and channels, built from the settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from bot import alarms
from bot.inbox import Inbox, now_utc
from bot.settings import Settings
from bot.usage import Usage
from broadcasts import parcels
from connectors import pace, people
from connectors.accounts import Account
from connectors.database import Database
from connectors.delivering import PlatformChannel
from connectors.directory import Accounts
from connectors.http import Http
from connectors.messenger.api import Graph
from connectors.messenger.options import MessengerOptions
from connectors.messenger.platform import MessengerPlatform
from connectors.outbox import Outbox
from connectors.pace import Rate
from connectors.secrets import Seal
from connectors.zalo.api import Api
from connectors.zalo.consent import Consents
from connectors.zalo.oauth import OAuth
from connectors.zalo.options import options_of
from connectors.zalo.platform import ZaloPlatform
from connectors.zalo.sending import Sending
from connectors.zalo.tokens import Tokens


class Platforms:
    """Built inside a running event loop, by the service and by the commands that ask platforms something."""

    def __init__(
        self, database: Database, settings: Settings, key: bytes, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._clock = clock
        seal = Seal(key)
        urls = (settings.zalo_api_url, settings.zalo_oauth_url, settings.graph_url)
        self.http = Http({urlsplit(url).netloc for url in urls}, seconds=settings.platform_seconds)
        self.accounts = Accounts(database, seal)
        self.usage = Usage(database, clock)
        self.oauth = OAuth(self.http, base=settings.zalo_oauth_url)
        self.tokens = Tokens(self.accounts, self.oauth, clock=clock)
        self.consents = Consents(database, self.accounts, seal, self.oauth)
        self.zalo = Api(
            self.http,
            clock=clock,
            renew=self.tokens.renew,
            base=settings.zalo_api_url,
            paced=self.usage.zalo,
        )
        self.graph = Graph(self.http, base=settings.graph_url, paced=self.usage.graph)
        outbox = Outbox(database, people.last_acts)
        zalo = ZaloPlatform(self.zalo, Sending(self.zalo, self.accounts, noted=self.usage.quota), self.tokens)
        messenger = MessengerPlatform(self.graph, self.accounts)
        tuned = _tuning(settings)
        self.channels = {
            platform.name: PlatformChannel(platform, self.accounts, outbox, clock=clock, tuned=tuned)
            for platform in (zalo, messenger)
        }

    def staff_answers(self, channel: str, agency: str) -> bool:
        """Whether people of the agency answer in the platform's own tools."""
        account = self.accounts.find(channel, agency)
        if account is None:
            return False
        if channel == ZaloPlatform.name:
            return options_of(account).staff_answers
        return MessengerOptions.of(account.options).staff_answers

    def private_replies(self, channel: str, agency: str) -> bool:
        """Whether questions in comments are answered in private."""
        account = self.accounts.find(channel, agency)
        return (
            account is not None
            and channel == MessengerPlatform.name
            and MessengerOptions.of(account.options).private_replies
        )

    async def renew_due(self) -> None:
        """Renew what ends soon; what could not be renewed raises an alarm."""
        for account, error in await self.tokens.renew_due(self._clock()):
            await self._alarm(account, str(error))

    async def clear_alarms(self) -> None:
        """An account that sends again needs nobody any more."""
        if await self._database.at_once(lambda session: bool(alarms.open_alarms(session)), writing=False):
            now = self._clock()
            await self._database.at_once(lambda session: alarms.clear_mended(session, now))

    async def close(self) -> None:
        await self.tokens.close()
        for channel in self.channels.values():
            await channel.close()
        await self.http.close()

    async def _alarm(self, account: Account, told: str) -> None:
        where, now = (account.channel, account.agency), self._clock()

        def act(session: Session) -> None:
            alarms.raise_alarm(session, alarms.STOPPED, *where, told, now)

        await self._database.at_once(act)


async def revive(database: Database, inbox: Inbox, account: Account) -> None:
    """The account was mended: what is known against it is forgotten, and what waits for it goes on."""
    now = now_utc()

    def forgive(session: Session) -> None:
        pace.revive(session, account.id)
        parcels.go_on(session, account.channel, account.agency, now)

    await database.at_once(forgive)
    await inbox.go_on(account.channel, account.agency)


def _tuning(settings: Settings) -> Callable[[Rate], Rate]:
    first = timedelta(seconds=settings.first_pause_seconds)
    longest = timedelta(seconds=settings.longest_pause_seconds)
    return lambda rate: replace(
        rate, first_pause=first, longest_pause=longest, probe=min(rate.probe, longest)
    )
