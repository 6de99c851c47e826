"""The web chat as a channel: a reply is a line in the table, and every open page of that visitor is told."""

from typing import Any

from connectors.accounts import Account
from connectors.adapting import Part
from connectors.channel import Ability, ChoiceStyle, Unreachable
from connectors.database import Database, DatabaseUnavailableError
from connectors.grouping import Grouped
from connectors.messages import Address, Reply
from connectors.pace import Rate
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

    async def tell(self, to: Address, part: Part, *, token: str) -> None:
        """As `send`, of what nobody asked for. Raises Unreachable when it does not stand in the table."""
        try:
            await self._lines.add(lines.told(to, part, token))
        except DatabaseUnavailableError as error:
            raise Unreachable(str(error)) from error
        self.streams.ring(to.person)

    async def forget(self, who: Address) -> None:
        """Delete what was said by and to this visitor; raises DatabaseUnavailableError."""
        async with self._database.writing() as session:
            await lines.forget_visitor(session, who.agency, who.person)

    async def close(self) -> None:
        self.streams.close()
        await self._lines.close()


class WebChatBulk:
    """The web chat for broadcasts: `connectors.bulk.Bulk` without accounts and without a rate."""

    name = CHANNEL

    def __init__(self, chat: WebChat) -> None:
        self._chat = chat

    async def account(self, agency: str) -> Account | None:  # noqa: ARG002 (the page is ours)
        return None

    def ability(self, account: Account | None) -> Ability:  # noqa: ARG002 (the same for all)
        return ABILITY

    def rate(self, account: Account | None) -> Rate | None:  # noqa: ARG002 (nobody counts)
        return None

    async def post(self, account: Account | None, to: Address, part: Part, *, tag: str) -> str:  # noqa: ARG002 (the same)
        """Return when it stands in the visitor's chat, once however often it is tried. Raises Unreachable."""
        await self._chat.tell(to, part, token=f"{tag}:{to.key}")
        return ""
