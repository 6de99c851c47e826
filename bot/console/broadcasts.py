"""The room of broadcasts: what is told to followers, to whom, and how far it is."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.broadcast_means import lasting
from bot.broadcast_report_wording import STATES as DELIVERIES
from bot.broadcast_wording import CHANNELS, KINDS, POST_STATES, STATES
from bot.console import broadcasts_acts, broadcasts_new, broadcasts_testers, ledger
from bot.console import broadcasts_previews as previews
from bot.console import broadcasts_wording as wording
from bot.console.broadcasts_reach import show_reach
from bot.console.broadcasts_reading import Opened, listed, opened
from bot.console.plain_refusals import plainly
from bot.console.refusing import GoneError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get
from bot.console.visit import Visit
from broadcasts.broadcast import Broadcast, BroadcastKind, BroadcastState

LIST = "/console/broadcasts"
_MINUTE = timedelta(minutes=1)
_TOLD = (BroadcastKind.NEWS, BroadcastKind.DIGEST, BroadcastKind.EMERGENCY)
_OVER = (BroadcastState.DONE, BroadcastState.CANCELLED)


def routes() -> list[Route]:
    return [
        get("/broadcasts", show_list),
        get(r"/broadcasts/{number:\d{1,9}}", show_broadcast),
        get(r"/broadcasts/{number:\d{1,9}}/progress", show_progress),
        get(r"/broadcasts/{number:\d{1,9}}/reach", show_reach),
        *broadcasts_new.routes(),
        *broadcasts_acts.routes(),
        *broadcasts_testers.routes(),
        *ledger.routes(),
    ]


async def show_list(visit: Visit) -> web.StreamResponse:
    text = visit.request.query.get("before", "")
    before = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 (of an INTEGER)
    sight = visit.sight()
    found = await visit.console.database.at_once(
        lambda session: listed(session, sight, before), writing=False
    )
    return visit.page(
        "broadcasts/list.html",
        wording,
        title=wording.TITLE,
        found=found,
        states=STATES,
        kinds=KINDS,
        first=LIST if before else "",
        after=address(LIST, before=found.more) if found.more else "",
    )


async def show_broadcast(visit: Visit) -> web.StreamResponse:
    found = await _opened(visit)
    broadcast = found.broadcast
    agency = visit.console.agencies.all[broadcast.agency_id]
    return visit.page(
        "broadcasts/broadcast.html",
        wording,
        title=found.name,
        agency=agency,
        previews=previews.of(visit.console.platforms, agency.code, found.composed),
        minutes_left=_minutes_left(visit, broadcast),
        own_proposal=broadcast.approved_by.casefold() == visit.who.name.casefold(),
        correctable=broadcast.kind in _TOLD and broadcast.state in _OVER and broadcast.began_at is not None,
        **_shown(found),
    )


async def show_progress(visit: Visit) -> web.StreamResponse:
    """The piece of its page that a script asks for every two seconds while it is sent."""
    return visit.piece("broadcasts/progress.html", wording, **_shown(await _opened(visit)))


def _shown(found: Opened) -> dict[str, Any]:
    left = found.progress.left if found.progress else None
    return {
        "found": found,
        "broadcast": found.broadcast,
        "states": STATES,
        "kinds": KINDS,
        "channels": CHANNELS,
        "post_states": POST_STATES,
        "deliveries": DELIVERIES,
        "left": lasting(left) if left else "",
        "plainly": plainly,
    }


async def _opened(visit: Visit) -> Opened:
    number = int(visit.request.match_info["number"])
    found = await visit.console.database.at_once(
        lambda session: opened(session, number, visit.now), writing=False
    )
    if found is None:
        raise GoneError
    visit.own(found.broadcast.agency_id, Right.READ)
    return found


def _minutes_left(visit: Visit, broadcast: Broadcast) -> int:
    """Until it begins; 0: it has begun, or does not wait for a time."""
    if broadcast.state is not BroadcastState.PLANNED or broadcast.start_at is None:
        return 0
    return max(0, -(-(broadcast.start_at - visit.now) // _MINUTE))
