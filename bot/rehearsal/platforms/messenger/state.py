"""What the platform knows: apps, Pages, people, tokens, and everything that was sent or published.

Times are seconds since 1970, by the platform's own clock.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

DAY = 86_400.0
WINDOW = DAY
AGENT_WINDOW = 7 * DAY
INBOX_APP = "26390203743090"
"""The app id of a reply that a human wrote in the Page's inbox."""


@dataclass(slots=True)
class Callback:
    """Where an app's webhooks go."""

    url: str
    fields: frozenset[str]


@dataclass(slots=True)
class App:
    """`live`: approved for the public; else only people of `roles` are heard and written to."""

    id: str
    secret: str = field(repr=False)
    require_proof: bool = False
    live: bool = True
    human_agent: bool = True
    roles: set[str] = field(default_factory=set)
    redirects: set[str] = field(default_factory=set)
    callback: Callback | None = None


@dataclass(slots=True)
class Page:
    """`fields`: what the app hears of it, None when not subscribed. `default_app` turns routing on."""

    id: str
    name: str
    app: str
    fields: frozenset[str] | None = None
    default_app: str | None = None
    restricted: tuple[int, int | None] | None = None
    templates: set[str] = field(default_factory=set)
    profile: dict[str, Any] = field(default_factory=dict)
    menus: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """Somebody as one Page sees them.

    `refusal`: the code and subcode that every message to them gets (551 and 1545041 for who blocked the
    Page). `deaf`: messages are taken and reach nobody. `owner`: the app that controls the thread. `flow`:
    an automated flow of the platform runs. `hidden`: the profile can't be read, and this is the error's
    code (0: an empty profile is told).
    """

    psid: str
    page: str
    name: str
    acted_at: float | None = None
    refusal: tuple[int, int | None] | None = None
    deaf: bool = False
    owner: str | None = None
    flow: bool = False
    hidden: int | None = None


class Kind(StrEnum):
    USER = "USER"
    PAGE = "PAGE"
    APP = "APP"


@dataclass(slots=True)
class Token:
    """`expires_at` 0: never. `killed`: the subcode of 190 it is refused with, 0 for none.

    `long`: a user's token that was exchanged; Page tokens made from it have no end.
    """

    value: str = field(repr=False)
    kind: Kind
    app: str
    subject: str
    scopes: tuple[str, ...]
    expires_at: float = 0
    killed: int | None = None
    long: bool = False


@dataclass(slots=True)
class Action:
    """typing_on, typing_off, mark_seen, react, unreact."""

    at: float
    page: str
    person: str
    name: str


@dataclass(slots=True)
class Post:
    """`publish_at`: when a scheduled one appears. `author`: the Page, or a visitor."""

    id: str
    page: str
    author: str
    at: float
    values: dict[str, Any]
    publish_at: float | None = None
    published: bool = True
    replied: bool = False


@dataclass(slots=True)
class Comment:
    id: str
    page: str
    post: str
    parent: str
    author: str
    at: float
    message: str
    replied: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Attachment:
    """Good for 90 days, on its own Page."""

    id: str
    page: str
    kind: str
    at: float


def told(seconds: float) -> str:
    """As the Graph API writes a moment."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
