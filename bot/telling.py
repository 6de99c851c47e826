"""Broadcasts in this deployment: the sender, and what the clock does about them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import alarms
from bot.clock import Tick
from bot.platforms import Platforms
from bot.settings import Settings
from broadcasts import planning
from broadcasts.rounds import Rounds
from broadcasts.sender import Sender
from connectors.bulk import Bulk, PlatformBulk
from connectors.database import Database
from connectors.webchat.channel import WebChat, WebChatBulk

_SECOND = timedelta(seconds=1)


class Telling:
    """`sender` works where people are answered, `ticks` in all processes. `busy`: whether anybody waits."""

    def __init__(
        self,
        database: Database,
        platforms: Platforms,
        webchat: WebChat,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        busy: Callable[[], bool],
    ) -> None:
        bulks: dict[str, Bulk] = {webchat.name: WebChatBulk(webchat)}
        bulks |= {name: PlatformBulk(channel) for name, channel in platforms.channels.items()}
        rounds = Rounds(database, bulks, clock)
        self.sender = Sender(
            database,
            bulks,
            clock,
            in_flight=settings.broadcast_in_flight,
            lease=timedelta(seconds=settings.lease_seconds),
            busy=busy,
            alarm=_raise,
        )
        self.ticks = (
            Tick("plans", 10 * _SECOND, lambda: planning.plan_due(database, clock())),
            Tick("broadcasts that begin", _SECOND, rounds.begin_due),
            Tick("broadcasts laid out", _SECOND, rounds.lay_out),
            Tick("tallies", 2 * _SECOND, rounds.count),
            Tick("broadcasts that end", _SECOND, rounds.end),
        )


def _raise(session: Session, channel: str, agency: str, told: str, now: datetime) -> None:
    alarms.raise_alarm(session, alarms.STOPPED, channel, agency, told, now)
