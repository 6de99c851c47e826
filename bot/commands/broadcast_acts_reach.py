"""Whom a broadcast will reach, as a table. The accounts say how fast and how late one may write."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.commands import broadcast_wording as wording
from bot.commands.act import now
from bot.commands.aligning import aligned
from bot.commands.broadcast_acts import broadcast_of
from bot.commands.channel_acts import Desk
from bot.commands.saying import number as shown
from bot.commands.saying import say
from bot.commands.source_acts import local
from broadcasts.reach import Means, Reach, reach_of
from knowledge.agencies import Agency

_NUMBERS = (3, 4, 5)
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


async def read_reach(desk: Desk, number: int) -> list[Reach]:
    """As it is now. Raises RefusedError where there is no such broadcast."""

    def read(session: Session) -> list[Reach]:
        broadcast = broadcast_of(session, number)
        code = session.get_one(Agency, broadcast.agency_id).code
        return reach_of(session, broadcast, now(), _means(desk, code))

    return await desk.database.at_once(read, writing=False)


def say_reach(reaches: Sequence[Reach]) -> None:
    if not reaches:
        say(wording.NOBODY)
        return
    say(wording.REACH)
    say("\n".join(aligned([wording.REACH_HEAD, *map(_row, reaches)], numbers=_NUMBERS)))
    for reach in reaches:
        for line in _details(reach):
            say(line)


def lasting(time: timedelta) -> str:
    """About how long, for people."""
    seconds = max(round(time.total_seconds()), 1)
    if seconds < 2 * _MINUTE:
        return wording.SECONDS.format(count=seconds)
    if seconds < 2 * _HOUR:
        return wording.MINUTES.format(count=round(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return wording.HOURS.format(hours=seconds // _HOUR, minutes=seconds % _HOUR // _MINUTE)
    return wording.DAYS.format(days=shown(seconds // _DAY), hours=seconds % _DAY // _HOUR)


def _means(desk: Desk, code: str) -> dict[str, Means]:
    """What each account of the agency allows; the web chat, which is ours, allows all."""
    found = {}
    for name, channel in desk.platforms.channels.items():
        account = desk.platforms.accounts.find(name, code)
        if account is not None:
            found[name] = Means(channel.shows(account).last_window, channel.rate(account).per_second)
    return found


def _row(reach: Reach) -> tuple[str, ...]:
    head = wording.CHANNELS[reach.channel], wording.WAYS[reach.way], local(reach.begins)
    if not reach.audience:
        return *head, wording.EVERYONE if reach.way == "post" else "0", "", "", ""
    later, missed = sum(each.count for each in reach.later), sum(reach.missed.values())
    lasts = lasting(reach.lasts) if reach.lasts else wording.AT_ONCE
    return *head, shown(reach.first), shown(later), shown(missed), lasts if reach.first else ""


def _details(reach: Reach) -> Iterator[str]:
    channel = wording.CHANNELS[reach.channel]
    for later in reach.later:
        told = {"count": shown(later.count), "at": local(later.at), "why": later.why}
        yield wording.REACH_LATER.format(channel=channel, **told)
    for why, count in sorted(reach.missed.items(), key=lambda pair: -pair[1]):
        yield wording.REACH_MISSED.format(channel=channel, count=shown(count), why=wording.MISSED[why])
    if reach.quota is not None:
        quota = reach.quota
        used = {"uses": reach.uses, "month": quota.used_month, "day": quota.used_day}
        left = {"left": quota.left, "today": min(quota.left, quota.left_today)}
        yield wording.REACH_QUOTA.format(channel=channel, **used, **left)
    for note in reach.notes:
        yield wording.REACH_NOTE.format(channel=channel, note=note)
