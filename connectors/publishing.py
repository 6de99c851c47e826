"""How an account tells everybody at once, step by step: Zalo's broadcast, a Page's post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from connectors.accounts import Account
from connectors.channel import Refused


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: already worded; each platform cuts it to its own limits, at words."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    author: str
    link: str
    """Where the whole article stands; empty for a notice of our own."""
    cover_url: str = ""
    """A public JPEG below 1 MB, 1,280 wide at most; platforms that fetch pictures take it from there."""
    cover: bytes = field(default=b"", repr=False)
    """The same picture; empty: there is none."""


class Unanswerable(Exception):  # noqa: N818 (says what the platform can't do)
    """Nobody can ask the platform whether this step worked."""


class CoverRefused(Refused):
    """The picture was not taken and nothing was published: it may be begun again with another picture."""


class Spent(Refused):
    """The account's allowance of publications is used up."""


class Standing(Refused):
    """The same stands there already, and was not published by us."""


OWN, OTHERS, LOST = "own", "others", "lost"
"""Names in `known` that a publisher is told: our own article of the same words that was never sent; our other
articles, parted by commas, whose titles may be the same; the step whose answer was lost, and of which the
platform, asked twice, did not know."""


class Publisher(Protocol):
    """A platform's publishing. Every method raises `SendError` of the fitting kind.

    Steps are done one after the other, each recorded before it is begun and after.
    """

    name: str
    steps: tuple[str, ...]
    """To publish."""
    correcting: tuple[str, ...]
    """To change what was published, as far as the platform can."""
    withdrawing: tuple[str, ...]
    """To take it away. Like those of `correcting`, they may be done twice without harm."""
    product: str
    """The name in `known` of what was published."""
    fetches_covers: bool
    """Whether it takes pictures from `Publication.cover_url`, and nothing without one."""

    async def take(
        self, account: Account, step: str, publication: Publication, known: Mapping[str, str], now: datetime
    ) -> Mapping[str, str]:
        """Do a step; returns what is known then, `known` included.

        Later: it must be taken again. Spent, Standing, CoverRefused: as they say.
        """

    async def ask(
        self, account: Account, step: str, publication: Publication, known: Mapping[str, str], since: datetime
    ) -> Mapping[str, str] | None:
        """Whether a step whose answer was lost has worked: what is known then, or None: it has not.

        A step that may be done twice is simply done again.

        Raises:
            Unanswerable: the platform can't be asked.
        """
