"""Whom a broadcast will reach, as a table. The accounts say how fast and how late one may write."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from bot import broadcast_wording as wording
from bot.broadcast_means import lasting, means_of
from bot.commands.act import now
from bot.commands.aligning import aligned
from bot.commands.broadcast_acts import broadcast_of
from bot.commands.saying import number as shown
from bot.commands.saying import say
from bot.commands.source_acts import local
from bot.connecting.at_hand import AtHand
from broadcasts.reach import Reach, reach_of
from knowledge.agencies import Agency

_NUMBERS = (3, 4, 5)


async def read_reach(at: AtHand, number: int) -> list[Reach]:
    """As it is now. Raises RefusedError where there is no such broadcast."""

    def read(session: Session) -> list[Reach]:
        broadcast = broadcast_of(session, number)
        code = session.get_one(Agency, broadcast.agency_id).code
        return reach_of(session, broadcast, now(), means_of(at.platforms, code))

    return await at.database.at_once(read, writing=False)


def say_reach(reaches: Sequence[Reach]) -> None:
    if not reaches:
        say(wording.NOBODY)
        return
    say(wording.REACH)
    say("\n".join(aligned([wording.REACH_HEAD, *map(_row, reaches)], numbers=_NUMBERS)))
    for reach in reaches:
        for line in _details(reach):
            say(line)


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
