"""What every channel can do, and how a send may fail."""

from datetime import timedelta
from typing import ClassVar, Protocol

from connectors.messages import Address, Reply


class Channel(Protocol):
    """A door through which replies leave. Web chat, Zalo and Messenger stand behind it."""

    name: str

    async def send(self, to: Address, reply: Reply, *, token: str) -> None:
        """Deliver `reply`; `token` is the same for each try of one reply, so a channel may send it once.

        Raises:
            SendError: it was not delivered; the error's kind says whether to try again.
        """


class SendError(Exception):
    """The reply was not delivered, and trying again would not help."""

    retry_after: ClassVar[timedelta | None] = None


class Throttled(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The channel asks for fewer messages."""

    retry_after = timedelta(seconds=30)


class Unreachable(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The channel did not answer."""

    retry_after = timedelta(seconds=5)


class Gone(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The person left or blocks us."""
