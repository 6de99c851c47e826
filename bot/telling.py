"""Broadcasts in this deployment: the sender, and what the clock does about them."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot import alarms
from bot import portals_wording as wording
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
_NEWS = "news"
"""Where an alarm about plans names a channel: it is about all of them."""


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
            Tick("plans", 10 * _SECOND, lambda: plan(database, clock())),
            Tick("broadcasts that begin", _SECOND, rounds.begin_due),
            Tick("broadcasts laid out", _SECOND, rounds.lay_out),
            Tick("tallies", 2 * _SECOND, rounds.count),
            Tick("broadcasts that end", _SECOND, rounds.end),
        )


async def plan(database: Database, now: datetime) -> None:
    """Plan what is due; an alarm stands for each agency where that breaks, as long as it does."""
    broken: Sequence[str] = ()
    try:
        await planning.plan_due(database, now)
    except planning.NotPlannedError as error:
        broken = error.agencies
    standing = await database.at_once(_not_planned, writing=False)
    if standing != set(broken):
        await database.at_once(partial(_write, broken=broken, standing=standing, now=now))


def _not_planned(session: Session) -> set[str]:
    return {alarm.agency for alarm in alarms.open_alarms(session) if alarm.kind == alarms.NOT_PLANNED}


def _write(session: Session, *, broken: Sequence[str], standing: Collection[str], now: datetime) -> None:
    for agency in standing:
        if agency not in broken:
            alarms.clear(session, alarms.NOT_PLANNED, _NEWS, agency, now)
    for agency in broken:
        if agency not in standing:
            alarms.raise_alarm(session, alarms.NOT_PLANNED, _NEWS, agency, wording.NOT_PLANNED, now)


def _raise(session: Session, channel: str, agency: str, told: str, now: datetime) -> None:
    alarms.raise_alarm(session, alarms.STOPPED, channel, agency, told, now)
