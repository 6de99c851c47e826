"""Whom a broadcast will reach, as a table and as a sentence of what an approval leads to."""

from collections.abc import Iterator, Sequence
from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.broadcast_means import lasting, means_of
from bot.broadcast_wording import CHANNELS, MISSED, WAYS
from bot.console import broadcasts_wording as wording
from bot.console.filters import moment, number
from bot.console.plain_refusals import plainly
from bot.console.refusing import GoneError
from bot.console.rights import Right
from bot.console.visit import Visit
from broadcasts.broadcast import Broadcast, Way
from broadcasts.reach import Reach, reach_of


async def show_reach(visit: Visit) -> web.StreamResponse:
    """As a page of its own, and as the piece of one that a script asks for: it may take seconds."""
    key = int(visit.request.match_info["number"])
    platforms, agencies = visit.console.platforms, visit.console.agencies.all

    def read(session: Session) -> tuple[int, list[Reach]] | None:
        broadcast = session.get(Broadcast, key)
        if broadcast is None:
            return None
        code = agencies[broadcast.agency_id].code
        return broadcast.agency_id, reach_of(session, broadcast, visit.now, means_of(platforms, code))

    found = await visit.console.database.at_once(read, writing=False)
    if found is None:
        raise GoneError
    visit.own(found[0], Right.READ)
    shown: dict[str, Any] = {"reaches": [_row(reach) for reach in found[1]], "why": [*_why(found[1])]}
    shown |= {"sentence": sentence(found[1]), "title": wording.REACH, "number": key}
    if "HX-Request" in visit.request.headers:
        return visit.piece("broadcasts/reach_piece.html", wording, **shown)
    return visit.page("broadcasts/reach.html", wording, **shown)


def sentence(reaches: Sequence[Reach]) -> str:
    """What happens, in one go: whom it is sent to where, how many later, how many not."""
    if not reaches:
        return wording.NO_CHANNEL
    told = [
        wording.EVERYBODY_ON.format(channel=CHANNELS[reach.channel])
        if reach.way is Way.POST
        else wording.PEOPLE_ON.format(count=number(reach.first), channel=CHANNELS[reach.channel])
        for reach in reaches
        if reach.way is Way.POST or reach.first
    ]
    later = [
        wording.LATER.format(count=number(each.count), at=moment(each.at))
        for reach in reaches
        for each in reach.later
    ]
    missed = sum(sum(reach.missed.values()) for reach in reaches)
    rest = [*later, *([wording.NOT.format(count=number(missed))] if missed else [])]
    if not told and not later:
        return wording.NOBODY
    said = wording.WILL.format(people=wording.AND.join(told)) if told else ""
    return " ".join(filter(None, (said, f"{wording.AND.join(rest)}." if rest else "")))


def _row(reach: Reach) -> tuple[str, ...]:
    head = CHANNELS[reach.channel], WAYS[reach.way], moment(reach.begins)
    if reach.way is Way.POST:
        return *head, wording.EVERYBODY, "", "", ""
    later, missed = sum(each.count for each in reach.later), sum(reach.missed.values())
    lasts = lasting(reach.lasts) if reach.lasts else wording.AT_ONCE
    return *head, number(reach.first), number(later), number(missed), lasts if reach.first else ""


def _why(reaches: Sequence[Reach]) -> Iterator[str]:
    for reach in reaches:
        channel = CHANNELS[reach.channel]
        for later in reach.later:
            told = {"count": number(later.count), "at": moment(later.at), "why": later.why}
            yield wording.LATER_WHY.format(channel=channel, **told)
        for why, count in sorted(reach.missed.items(), key=lambda pair: -pair[1]):
            yield wording.MISSED_WHY.format(channel=channel, count=number(count), why=MISSED[why])
        if reach.quota is not None:
            left = {"left": reach.quota.left, "today": min(reach.quota.left, reach.quota.left_today)}
            yield wording.QUOTA.format(channel=channel, uses=reach.uses, **left)
        for note in reach.notes:
            yield wording.NOTE.format(channel=channel, note=plainly(note))
