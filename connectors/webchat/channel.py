"""The web chat as a channel: a reply is a line in the table, and every open page of that visitor is told."""

from typing import Any

from connectors.channel import Ability, ChoiceStyle
from connectors.database import Database
from connectors.grouping import Grouped
from connectors.messages import Address, Reply
from connectors.webchat import lines
from connectors.webchat.door import CHANNEL
from connectors.webchat.streams import Streams

ABILITY = Ability(
    longest=100_000, choices=ChoiceStyle.BUTTONS, most_choices=50, link_buttons=True, most_links=50
)


class WebChat:
    """One of the channels. `streams` are the pages open in this process."""

    name = CHANNEL

    def __init__(self, database: Database) -> None:
        self._database = database
        self.streams = Streams(database)
        self._lines: Grouped[dict[str, Any]] = Grouped(database, lines.add)

    async def ability(self, agency: str) -> Ability:  # noqa: ARG002 (the same for all: the page is ours)
        return ABILITY

    async def send(self, to: Address, reply: Reply, *, token: str) -> None:
        """Return when the reply stands in the table, once however often it is tried.

        Raises:
            DatabaseUnavailableError: it does not.
        """
        await self._lines.add(lines.replied(to, reply, token))
        self.streams.ring(to.person)

    async def forget(self, who: Address) -> None:
        """Delete what was said by and to this visitor; raises DatabaseUnavailableError."""
        async with self._database.writing() as session:
            await lines.forget_visitor(session, who.agency, who.person)

    async def close(self) -> None:
        self.streams.close()
        await self._lines.close()
