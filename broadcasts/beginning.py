"""What is planned for now begins: each broadcast by itself, so one that cannot holds up no other."""

import logging
from datetime import datetime
from functools import partial

from sqlalchemy import update
from sqlalchemy.orm import Session

from broadcasts import controlling
from broadcasts import planning_wording as wording
from broadcasts.broadcast import Broadcast, BroadcastState
from connectors.database import Database, DatabaseUnavailableError

log = logging.getLogger(__name__)


async def begin_due(database: Database, now: datetime) -> None:
    """Begin what is due, a transaction each. What breaks stays planned, and its reason says so to an editor.

    Raises DatabaseUnavailableError.
    """
    for number in await database.at_once(partial(controlling.due, now=now), writing=False):
        try:
            await database.at_once(partial(_begin, number=number, now=now))
        except DatabaseUnavailableError:
            raise
        except Exception:
            if await database.at_once(partial(_note, number=number)):
                log.exception("broadcast %s could not begin; it is tried again and again", number)


def _begin(session: Session, *, number: int, now: datetime) -> None:
    broadcast = session.get(Broadcast, number)
    if broadcast is not None and controlling.begin(session, broadcast, now):
        broadcast.reason = "" if broadcast.reason == wording.NOT_BEGUN else broadcast.reason


def _note(session: Session, *, number: int) -> bool:
    """Tell an editor; whether that is new. The row is not read: it may be what breaks."""
    waits = Broadcast.id == number, Broadcast.state == BroadcastState.PLANNED
    noted = update(Broadcast).where(*waits, Broadcast.reason != wording.NOT_BEGUN)
    written = noted.values(reason=wording.NOT_BEGUN).returning(Broadcast.id)
    return session.scalar(written) is not None
