"""What passes through a channel, in our own words. Past a door nobody sees a platform's payload.

Whatever is told by a platform is one of these values. `id` is the platform's own name of the event, unique
within the channel (a door makes one up, always the same for the same event, where the platform gives none).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


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


class Form(StrEnum):
    """What a message is made of. Words may come with each."""

    TEXT = "text"
    IMAGE = "image"
    STICKER = "sticker"
    LOCATION = "location"
    FILE = "file"
    AUDIO = "audio"
    VIDEO = "video"
    LINK = "link"
    CONTACT = "contact"
    OTHER = "other"
    """The platform says that it can't show it to us."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a citizen sent.

    `payload` is what a pressed button carries; `text` is then its label. A file's address is not kept.
    """

    id: str
    address: Address
    text: str
    at: datetime
    payload: str | None = None
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Followed:
    """A person follows the account."""

    id: str
    address: Address
    at: datetime


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """A person follows the account no longer."""

    id: str
    address: Address
    at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A person opened the talk without words: get started, chat now, a link or an advertisement.

    `ref` is what the link carried.
    """

    id: str
    address: Address
    at: datetime
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a person gave when asked for particulars: name, phone, address …; each may be missing."""

    id: str
    address: Address
    at: datetime
    info: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Withdrew:
    """A person took the consent to the use of personal data back; what is kept of them must go."""

    id: str
    address: Address
    at: datetime


@dataclass(frozen=True, slots=True)
class Commented:
    """A person wrote under something public. `address.person` is `comment:<id>`: there one may reply."""

    id: str
    address: Address
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Overheard:
    """What a person said while somebody else holds the talk by the platform's rule: kept, not answered."""

    id: str
    address: Address
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StaffReplied:
    """A human answered a person in the platform's own tools."""

    id: str
    address: Address
    at: datetime
    staff: str = ""
    """Who, as far as the platform says."""
    text: str = ""
    """What was said, as far as it is words."""


@dataclass(frozen=True, slots=True)
class Echoed:
    """The platform repeats what was sent in our name. `id` is the id it gave to what was sent."""

    id: str
    address: Address
    at: datetime
    tag: str = ""
    """What we gave along with it, where the platform carries that."""
    text: str = ""


class ReceiptKind(StrEnum):
    DELIVERED = "delivered"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a person got, or saw, what was sent: the messages of `ids`, and all up to the time `upto`."""

    id: str
    address: Address
    at: datetime
    kind: ReceiptKind
    ids: tuple[str, ...] = ()
    upto: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reacted:
    """A person put a sign to a message of ours, or took it away (`sign` is empty)."""

    id: str
    address: Address
    at: datetime
    to: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """The platform says something of the account itself: a warning, a block, the end of one."""

    id: str
    address: Address
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Odd:
    """An event that nobody here knows, or one whose inside is broken. `name` says which, for an operator."""

    id: str
    address: Address
    at: datetime
    name: str


Event: TypeAlias = (
    Message
    | Followed
    | Unfollowed
    | Opened
    | Submitted
    | Withdrew
    | Commented
    | Overheard
    | StaffReplied
    | Echoed
    | Receipt
    | Reacted
    | Warned
    | Odd
)
"""`address.person` is empty where an event is about no person."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a reply. `payload` comes back in `Message.payload` when it is pressed."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a citizen: plain text (line breaks kept), buttons, and links that open safely.

    An empty text means that nothing is to be said.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    links: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of (label, address); an address is http or https."""
    fallback: bool = False
    """That it answers nothing: said again and again to one person, it annoys."""
    urgent: bool = False
    """That a life may hang on it: it is said even while a human holds the talk."""
    by: str = ""
    """The human who says it; empty: the assistant does."""


SILENCE = Reply("")
