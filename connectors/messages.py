"""What passes through a channel, in our own words. Past a door nobody sees a platform's payload."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """Where one person is reached: a channel of an agency, and the person's id on that channel."""

    channel: str
    agency: str
    person: str

    @property
    def key(self) -> str:
        """One string for one person; messages that share it are answered in order."""
        return f"{self.channel}:{self.agency}:{self.person}"


@dataclass(frozen=True, slots=True)
class Message:
    """What a citizen sent. `id` is the platform's own, unique within the channel.

    `payload` is what a pressed button carries; `text` is then its label.
    """

    id: str
    address: Address
    text: str
    at: datetime
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a reply. `payload` comes back in `Message.payload` when it is pressed."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a citizen: plain text (line breaks kept), buttons, and links that open safely."""

    text: str
    choices: tuple[Choice, ...] = ()
    links: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of (label, address); an address is http or https."""
