"""What has to be done for broadcasts again and again. Whoever does it, and however often, it is done once."""

import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial

from broadcasts import beginning, controlling, laying, parcels, tallies, wording
from connectors.bulk import Bulk
from connectors.channel import SendError
from connectors.database import Database, DatabaseUnavailableError

log = logging.getLogger(__name__)


class Rounds:
    """Its acts are short transactions one after the other: citizens' messages are kept in between."""

    def __init__(
        self,
        database: Database,
        bulks: Mapping[str, Bulk],
        clock: Callable[[], datetime],
        *,
        layer: int = laying.LAYER,
    ) -> None:
        self._database = database
        self._bulks = bulks
        self._clock = clock
        self._layer = layer

    async def begin_due(self) -> None:
        """Begin what is planned for now."""
        await beginning.begin_due(self._database, self._clock())

    async def lay_out(self) -> None:
        """Lay out what has begun, layer by layer: an emergency that comes meanwhile is next.

        What an account's trouble holds up is left to a later round, and its broadcast says why.
        """
        over = set[int]()
        while (number := await self._next(over)) is not None:
            try:
                more = await self._lay(number)
            except SendError as error:
                log.warning("part %s of a broadcast can't be laid out yet: %s", number, error)
                more = await self._hold_up(number, str(error))
            except DatabaseUnavailableError:
                raise
            except Exception:
                log.exception("part %s of a broadcast broke as it was laid out; others go on", number)
                more = await self._hold_up(number, wording.UNFORESEEN)
            if not more:
                over.add(number)

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

    async def _hold_up(self, number: int, reason: str) -> bool:
        """Tell editors why a part isn't laid out; there is nothing more to do about it in this round."""
        why = wording.CANT_BE_LAID.format(reason=reason)
        await self._database.at_once(partial(laying.say_why, part_id=number, why=why))
        return False

    async def _next(self, over: Collection[int]) -> int | None:
        unlaid = await self._database.at_once(laying.unlaid, writing=False)
        return next((number for number in unlaid if number not in over), None)

    async def _lay(self, number: int) -> bool:
        """Lay out a layer; says whether there may be more. Raises SendError."""
        now = self._clock()
        told = await self._database.at_once(
            partial(laying.still_told, part_id=number, now=now), writing=False
        )
        window = None
        if told is not None:
            bulk = self._bulks.get(told.channel)
            if bulk is None:
                return False
            window = bulk.ability(await bulk.account(told.agency)).last_window
        if await self._database.at_once(
            partial(laying.lay_out, part_id=number, now=now, window=window, most=self._layer)
        ):
            return True
        await self._database.at_once(partial(laying.say_why, part_id=number, why=""))
        await self._database.at_once(laying.analyse)
        return False
