"""How a message to one of very many leaves: straight to the platform, past the outbox.

Whoever sends so keeps its own record of what was attempted, and asks the account's pace itself.
"""

from typing import Protocol

from connectors.accounts import Account
from connectors.adapting import Part
from connectors.channel import Ability
from connectors.delivering import PlatformChannel
from connectors.messages import Address
from connectors.pace import Rate


class Bulk(Protocol):
    """A channel as a broadcast uses it. A channel of our own has no accounts: None stands for one."""

    name: str

    async def account(self, agency: str) -> Account | None:
        """The account to send by. Raises Stopped where there is none, or one that can't send."""

    def ability(self, account: Account | None) -> Ability:
        """What can be shown there."""

    def rate(self, account: Account | None) -> Rate | None:
        """How fast the account may send; None: as fast as one likes."""

    async def post(self, account: Account | None, to: Address, part: Part, *, tag: str) -> str:
        """Send one message, once; returns the platform's id of it, empty where it gives none.

        A token that is stale is renewed once. `tag` comes back with the echo, where the platform carries it.
        Raises SendError of the fitting kind.
        """


class PlatformBulk:
    """Zalo or Messenger for broadcasts, by the channel through which replies leave, too."""

    def __init__(self, channel: PlatformChannel) -> None:
        self.name = channel.name
        self._channel = channel

    async def account(self, agency: str) -> Account | None:
        """Raises Stopped."""
        return await self._channel.working(agency)

    def ability(self, account: Account | None) -> Ability:
        return self._channel.shows(_one(account))

    def rate(self, account: Account | None) -> Rate | None:
        return self._channel.rate(_one(account))

    async def post(self, account: Account | None, to: Address, part: Part, *, tag: str) -> str:
        """Raises SendError."""
        return await self._channel.posted(_one(account), to, part, tag)


def _one(account: Account | None) -> Account:
    assert account is not None, "a platform sends by an account"
    return account
