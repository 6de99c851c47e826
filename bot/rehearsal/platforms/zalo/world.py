"""Everything this Zalo knows, in memory."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.rehearsal.platforms.faults import Faults
from bot.rehearsal.platforms.outbox import Outbox
from bot.rehearsal.platforms.timing import Clock
from bot.rehearsal.platforms.zalo.answers import Wrong
from bot.rehearsal.platforms.zalo.setup import Account, Setup

WELCOMES = 3


@dataclass(slots=True)
class Person:
    """A citizen as one Official Account knows them. `acted`: their last interaction with it."""

    user_id: str
    by_app: str
    name: str
    follower: bool = False
    left: bool = False
    banned: bool = False
    restricted: bool = False
    acted: datetime | None = None
    welcomes: int = WELCOMES
    shared: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    said: dict[str, datetime] = field(default_factory=dict)
    """Ids of messages either way, by which one may be quoted or replied to."""
    replied: dict[str, int] = field(default_factory=dict)
    """How often each was replied to by its id."""
    talk: list[dict[str, Any]] = field(default_factory=list)
    """Every message both ways, as the conversation call tells it, oldest first."""


@dataclass(slots=True)
class Article:
    """`body` as it was given. `rounds`: how often `verify` still answers that it is being processed."""

    id: str
    body: dict[str, Any]
    rounds: int
    failed: str = ""
    """Why it can't become an article."""
    shown: bool = False
    created: int = 0
    updated: int = 0


@dataclass(slots=True)
class Broadcast:
    """`through_at`: seconds of the plan when moderation lets it through; `audience`: followers then."""

    id: str
    articles: tuple[str, ...]
    target: dict[str, Any]
    audience: int
    through_at: float


@dataclass(slots=True)
class Office:
    """An Official Account at work."""

    account: Account
    people: dict[str, Person] = field(default_factory=dict)
    visitors: set[tuple[str, str]] = field(default_factory=set)
    """Anonymous ones: their id and that of the conversation."""
    groups: set[str] = field(default_factory=set)
    uploads: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """Kind ("image", "gif", "file") and time, by attachment id or token."""
    articles: dict[str, Article] = field(default_factory=dict)
    making: dict[str, Article] = field(default_factory=dict)
    """By the token of `create` or `update`."""
    broadcasts: list[Broadcast] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    allowance: int = 0
    created: int = 0

    @property
    def id(self) -> str:
        return self.account.oa_id


class World:
    """`unfetchable`: addresses of pictures that can't be fetched; any other than a local one can."""

    def __init__(self, setup: Setup) -> None:
        self.setup, self.doubts = setup, setup.doubts
        self.clock = Clock(setup.scale)
        self.faults = Faults(self.clock, setup.rules, seed=setup.seed)
        self.outbox = Outbox(self.clock)
        self.unfetchable: set[str] = set()
        self._random = random.Random(setup.seed)  # noqa: S311 (ids of a rehearsal, not secrets)
        self.offices = {account.oa_id: self._office(account) for account in setup.accounts}

    def office(self, oa_id: str = "") -> Office:
        """The account of that id; without one the first."""
        office = self.offices.get(oa_id) if oa_id else next(iter(self.offices.values()))
        if office is None:
            raise KeyError(oa_id)
        return office

    def person(self, office: Office, user_id: str = "") -> Person:
        """Who has that id; a new one where nobody has, and "" always is one."""
        user_id = user_id or self.number()
        if user_id not in office.people:
            office.people[user_id] = Person(user_id, self.number(), f"Người dân {len(office.people) + 1}")
        return office.people[user_id]

    def known(self, office: Office, user_id: str) -> Person:
        """Raises `Wrong` (-213) where nobody has that id."""
        if user_id not in office.people:
            raise Wrong(-213)
        return office.people[user_id]

    def number(self) -> str:
        """An id: nineteen digits, more than 2^53."""
        return str(self._random.randrange(10**18, 10**19))

    def name(self, digits: int = 19) -> str:
        """An id of a message: hexadecimal digits."""
        return f"{self._random.getrandbits(digits * 4):0{digits}x}"

    def token(self) -> str:
        return f"{self._random.getrandbits(512):0128x}"

    def chance(self) -> float:
        return self._random.random()

    def since(self, moment: datetime) -> timedelta:
        return self.clock.now() - moment

    def _office(self, account: Account) -> Office:
        office = Office(account, allowance=account.allowance, groups=set(account.groups))
        for _ in range(account.followers):
            self.person(office).follower = True
        return office
