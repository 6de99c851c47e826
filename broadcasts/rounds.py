"""What has to be done for broadcasts again and again. Whoever does it, and however often, it is done once."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from broadcasts import controlling, laying, parcels, tallies
from broadcasts.broadcast import Broadcast, BroadcastPart
from connectors.bulk import Bulk
from connectors.channel import SendError
from connectors.database import Database

log = logging.getLogger(__name__)


class Rounds:
    """Its acts are short transactions one after the other: citizens' messages are kept in between."""

    def __init__(self, database: Database, bulks: Mapping[str, Bulk], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._bulks = bulks
        self._clock = clock

    async def begin_due(self) -> None:
        """Begin what is planned for now."""
        now = self._clock()
        due = await self._database.at_once(partial(controlling.due, now=now), writing=False)
        for number in due:
            await self._database.at_once(partial(_begin, number=number, now=now))

    async def lay_out(self) -> None:
        """Lay out what has begun; what an account's trouble holds up is left to a later round."""
        for number in await self._database.at_once(laying.unlaid, writing=False):
            try:
                await self._lay(number)
            except SendError as error:
                log.warning("part %s of a broadcast can't be laid out yet: %s", number, error)

    async def count(self) -> None:
        """Count anew what changed after it was settled."""
        while await self._database.at_once(tallies.anything_dirty, writing=False):
            if not await self._database.at_once(tallies.recount):
                return

    async def end(self) -> None:
        """Note which broadcasts have ended; let go on what was handed back just as it was resumed."""
        now = self._clock()
        if await self._database.at_once(controlling.anything_to_end, writing=False):
            await self._database.at_once(partial(controlling.end_finished, now=now))
        if await self._database.at_once(partial(parcels.anything_forgotten), writing=False):
            await self._database.at_once(partial(parcels.let_go_forgotten, now=now))

    async def _lay(self, number: int) -> None:
        part = await self._database.at_once(lambda session: session.get(BroadcastPart, number), writing=False)
        bulk = self._bulks.get(part.channel) if part is not None else None
        if part is None or bulk is None:
            return
        window = await self._window(bulk, part.agency)
        while await self._database.at_once(
            lambda session: laying.lay_out(session, number, self._clock(), window=window)
        ):
            pass
        await self._database.at_once(laying.analyse)

    async def _window(self, bulk: Bulk, agency: str) -> timedelta | None:
        return bulk.ability(await bulk.account(agency)).last_window


def _begin(session: Session, *, number: int, now: datetime) -> None:
    broadcast = session.get(Broadcast, number)
    if broadcast is not None:
        controlling.begin(session, broadcast, now)
