"""Which agencies there are, for pages: read again when the knowledge changed."""

import asyncio
import logging
import time
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from connectors.database import Database, DatabaseUnavailableError
from connectors.webchat.pages import Card
from knowledge.agencies import Agency, all_agencies, contact_of, lineage_within
from knowledge.changes import revision

log = logging.getLogger(__name__)
FRESH_SECONDS = 2.0


class Directory:
    """Agencies by code, with the contact data that each inherits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cards: Mapping[str, Card] = {}
        self._revision = -1
        self._looked_at = -FRESH_SECONDS
        self._looking = asyncio.Lock()

    async def find(self, code: str) -> Card | None:
        """Raises DatabaseUnavailableError if the agencies were never read yet."""
        if time.monotonic() - self._looked_at > FRESH_SECONDS:
            await self._look()
        return self._cards.get(code)

    async def all(self) -> list[Card]:
        """In the order of their codes. Raises DatabaseUnavailableError as `find` does."""
        await self.find("")
        return list(self._cards.values())

    async def _look(self) -> None:
        async with self._looking:
            if time.monotonic() - self._looked_at <= FRESH_SECONDS:
                return  # another request looked while this one waited
            try:
                async with self._database.reading() as session:
                    await self._read(session)
            except DatabaseUnavailableError as error:
                if self._revision < 0:
                    raise
                log.warning("agencies could not be read again: %s", error)
            self._looked_at = time.monotonic()

    async def _read(self, session: AsyncSession) -> None:
        newest = await revision(session)
        if newest == self._revision:
            return
        agencies = {agency.id: agency for agency in await all_agencies(session)}
        self._cards = {agency.code: _card(agencies, agency) for agency in agencies.values()}
        self._revision = newest


def _card(agencies: Mapping[int, Agency], agency: Agency) -> Card:
    contact = contact_of(lineage_within(agencies, agency))
    return Card(
        agency.code,
        agency.name,
        phone=contact.phone,
        hours=contact.hours,
        address=contact.address,
    )
