"""The ledger of a broadcast at the desk: page by page, or whole as a file."""

import tempfile
from pathlib import Path

from aiohttp import web
from sqlalchemy.orm import Session

from bot.broadcast_books import BOOKS, write_book
from bot.broadcast_report_rows import LAST, reason
from bot.broadcast_report_wording import REASONS, STATES
from bot.broadcast_wording import CHANNELS
from bot.console import ledger_wording as wording
from bot.console.headers import PAGE
from bot.console.plain_refusals import refused_plainly
from bot.console.refusing import GoneError
from bot.console.rendering import address
from bot.console.rights import Right
from bot.console.routing import Route, get
from bot.console.visit import Visit
from broadcasts import naming, reporting
from broadcasts.broadcast import Broadcast
from broadcasts.deliveries import DeliveryState, Skip
from broadcasts.ledger_pages import LedgerPage, Wanted, page_of

ROWS = 50
CHUNK = 1 << 18
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Found = tuple[Broadcast, str, LedgerPage, bool]
LONGEST_KEY = 400


def routes() -> list[Route]:
    return [
        get(r"/broadcasts/{number:\d{1,9}}/ledger", show),
        get(r"/broadcasts/{number:\d{1,9}}/ledger.{kind:csv|xlsx}", download, Right.SEND),
    ]


async def show(visit: Visit) -> web.StreamResponse:
    number, wanted = int(visit.request.match_info["number"]), _wanted(visit)
    after = visit.request.query.get("after", "")[:LONGEST_KEY].replace("\x00", "")
    found = await visit.console.database.at_once(
        lambda session: _read(session, number, wanted, after), writing=False
    )
    if found is None:
        raise GoneError
    broadcast, name, page, forgotten = found
    visit.own(broadcast.agency_id, Right.READ)
    here = f"/console/broadcasts/{number}/ledger"
    query = {"channel": wanted.channel, "state": wanted.state or "", "reason": wanted.reason}
    return visit.page(
        "broadcasts/ledger.html",
        wording,
        title=wording.TITLE.format(name=name),
        broadcast=broadcast,
        page=page,
        wanted=wanted,
        forgotten=forgotten,
        after=address(here, **query, after=page.next) if page.next else "",
        before=address(here, **query) if after else "",
        channels={key: told for key, told in CHANNELS.items() if key},
        states=STATES,
        reasons={skip.value: REASONS[skip.value] for skip in Skip} | dict(wording.KINDS),
        why=reason,
        last=LAST,
    )


async def download(visit: Visit) -> web.StreamResponse:
    """The whole ledger as a file, as the command line makes it."""
    number, kind = int(visit.request.match_info["number"]), visit.request.match_info["kind"]
    assert kind in BOOKS
    agency_id = await visit.console.database.at_once(
        lambda session: _agency_of(session, number), writing=False
    )
    visit.own(agency_id, Right.SEND)
    with tempfile.TemporaryDirectory(dir=visit.console.settings.var) as folder:
        path = Path(folder) / f"ledger.{kind}"
        with refused_plainly():
            await write_book(visit.console.database, number, kind, path, _nothing, unknown=False)
        name = wording.FILE.format(number=number, kind=kind)
        headers = {**PAGE, "Content-Disposition": f'attachment; filename="{name}"'}
        response = web.StreamResponse(headers={**headers, "Content-Type": TYPES[kind]})
        response.content_length = path.stat().st_size
        await response.prepare(visit.request)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                await response.write(chunk)
        await response.write_eof()
    return response


def _agency_of(session: Session, number: int) -> int:
    broadcast = session.get(Broadcast, number)
    if broadcast is None:
        raise GoneError
    return broadcast.agency_id


def _read(session: Session, number: int, wanted: Wanted, after: str) -> Found | None:
    broadcast = session.get(Broadcast, number)
    if broadcast is None:
        return None
    page = page_of(session, broadcast, wanted, after=after, most=ROWS)
    name = naming.names_of(session, [broadcast])[number]
    forgotten = not page.rows and reporting.is_forgotten(session, number)
    return broadcast, name, page, forgotten


def _wanted(visit: Visit) -> Wanted:
    query = visit.request.query
    channel, state, why = query.get("channel", ""), query.get("state", ""), query.get("reason", "")
    return Wanted(
        channel if channel in CHANNELS else "",
        DeliveryState(state) if state in set(DeliveryState) else None,
        why if why in {*Skip, *wording.KINDS} else "",
    )


def _nothing(_count: int) -> None:
    """Nobody watches it being written."""
