"""What every channel can do, and how a send may fail."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar, Protocol

from connectors.messages import Address, Reply


class ChoiceStyle(StrEnum):
    """How choices are shown. NUMBERED: written into the text, and a digit comes back."""

    BUTTONS = "buttons"
    LIST = "list"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Ability:
    """What a channel can show of a reply; `adapting.parts` cuts a reply to it. Lengths are NFC characters."""

    longest: int
    """Characters of one text; a longer one is split between words."""
    choices: ChoiceStyle
    most_choices: int = 13
    label_length: int = 100
    link_buttons: bool = False
    """Links stand behind buttons; else they are written out."""
    most_links: int = 3
    """How many buttons for links there may be."""
    longest_with_buttons: int = 0
    """Characters of a text that carries buttons, where that is less than `longest`; 0: the same."""
    typing: bool = False
    free_window: timedelta | None = None
    """How long after a person's last act one may write for free; None: always."""
    last_window: timedelta | None = None
    """How long after it one may write at all."""


class Channel(Protocol):
    """A door through which replies leave. Web chat, Zalo and Messenger stand behind it."""

    name: str

    async def ability(self, agency: str) -> Ability:
        """What the channel can do for this agency's account."""

    async def send(self, to: Address, reply: Reply, *, token: str) -> None:
        """Deliver `reply`; `token` is the same for each try of one reply, so a channel may send it once.

        Raises:
            SendError: it was not delivered; the error's kind says whether to try again.
        """

    async def forget(self, who: Address) -> None:
        """Delete what this channel keeps of a person, here and, where it offers that, on the platform.

        Raises:
            SendError: the platform did not.
        """


class SendError(Exception):
    """The reply was not delivered.

    Two questions, one answer each: when is it tried again (`retry_after`; None: never), and whose fault is it
    (`counted`: this reply's or its receiver's, so that it uses up an attempt).
    """

    retry_after: timedelta | None = None
    counted: ClassVar[bool] = True
    ours: ClassVar[bool] = False
    """Whether an operator must act: an alarm is raised and the account rests until then."""

    def __init__(self, told: str = "", *, retry_after: timedelta | None = None) -> None:
        super().__init__(told)
        if retry_after is not None:
            self.retry_after = retry_after


class Refused(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The platform refuses what we sent, and would again."""


class Throttled(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The channel asks for fewer messages; or our own pace does, which then keeps a place in the queue."""

    retry_after = timedelta(seconds=30)
    counted = False


class Unreachable(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The channel did not answer, and surely did not take the message."""

    retry_after = timedelta(seconds=5)
    counted = False


class Resting(SendError):  # noqa: N818 (kinds of SendError read as states)
    """Nothing of the whole account leaves before `retry_after` is over."""

    retry_after = timedelta(seconds=30)
    counted = False


class Lost(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The message left and no answer came: it may have arrived."""

    retry_after = timedelta(seconds=5)


class Doubtful(Lost):
    """A page of an error came instead of the platform's answer: most likely it took nothing, but who knows.

    An answer to a citizen is sent again until it is taken; what may never be repeated counts as lost.
    """

    counted = False


class Later(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The channel is well and takes it at another time: at night, while another app holds the talk."""

    retry_after = timedelta(minutes=10)


class Stopped(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The account can't send until an operator acts: a dead token, a missing permission, a block.

    Nothing is lost: what waits goes on when the account is well.
    """

    retry_after = timedelta(minutes=10)
    counted = False
    ours = True


class StaleToken(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The token is not valid any more: it is renewed or read again, and the message sent once more."""

    retry_after = timedelta(seconds=1)
    counted = False


class WindowClosed(SendError):  # noqa: N818 (kinds of SendError read as states)
    """Too long after the person's last act; nothing may be sent before the next."""


class Gone(SendError):  # noqa: N818 (kinds of SendError read as states)
    """The person left or blocks us."""
