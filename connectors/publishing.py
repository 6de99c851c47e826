"""How an account tells everybody at once, step by step: Zalo's broadcast, a Page's post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from connectors.accounts import Account


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
    at: datetime | None = None
    """When it is to appear; None: now."""


class Unanswerable(Exception):  # noqa: N818 (says what the platform can't do)
    """Nobody can ask the platform whether this step worked."""


class Publisher(Protocol):
    """A platform's publishing. Every method raises `SendError` of the fitting kind."""

    name: str
    steps: tuple[str, ...]
    """Done one after the other, each recorded before it is begun and after."""

    async def take(
        self, account: Account, step: str, publication: Publication, known: Mapping[str, str], now: datetime
    ) -> Mapping[str, str]:
        """Do a step; returns what is known then, `known` included. Later: it must be taken again."""

    async def ask(
        self, account: Account, step: str, publication: Publication, known: Mapping[str, str], since: datetime
    ) -> Mapping[str, str] | None:
        """Whether a step whose answer was lost has worked: what is known then, or None: it has not.

        Raises:
            Unanswerable: the platform can't be asked.
        """

    async def correct(self, account: Account, publication: Publication, known: Mapping[str, str]) -> None:
        """Change what was published to `publication`, as far as the platform can."""

    async def withdraw(self, account: Account, known: Mapping[str, str]) -> None:
        """Take away what was published."""
