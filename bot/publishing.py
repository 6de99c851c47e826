"""Publishing for everybody in this deployment: on Zalo and on Pages, with covers served from here."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alarms import STOPPED, raise_alarm
from bot.platforms import Platforms
from bot.portals import fetcher_of
from bot.settings import Settings
from broadcasts.pictures import Covers
from broadcasts.posting import Poster
from connectors.accounts import Account
from connectors.database import Database
from connectors.messenger.publishing import PagePublisher
from connectors.publishing import Publisher
from connectors.zalo.articles import Articles
from connectors.zalo.publishing import ZaloPublisher


class Publishing:
    """What the clock does about publications."""

    def __init__(
        self, database: Database, settings: Settings, platforms: Platforms, clock: Callable[[], datetime]
    ) -> None:
        self._platforms = platforms
        self._fetcher = fetcher_of(settings, clock)
        covers = Covers(database, self._fetcher, settings.public_url, clock)
        made: tuple[Publisher, ...] = (
            ZaloPublisher(Articles(platforms.zalo)),
            PagePublisher(platforms.graph),
        )
        publishers = {publisher.name: publisher for publisher in made}
        self._poster = Poster(database, publishers, self._account, covers, clock, _alarm)

    async def begin_due(self) -> int:
        """Go on with what is due, beside the next ticks; how many were begun."""
        return await self._poster.begin_due()

    async def close(self) -> None:
        await self._poster.close()
        await self._fetcher.close()

    async def _account(self, channel: str, agency: str) -> Account:
        return await self._platforms.channels[channel].working(agency)


def _alarm(session: Session, channel: str, agency: str, told: str, now: datetime) -> None:
    raise_alarm(session, STOPPED, channel, agency, told, now)
