"""An article as it truly is: what it says when, under which addresses, what its portal makes of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Shape(StrEnum):
    PARAGRAPH = "paragraph"
    LINES = "lines"
    """A list with dots before its lines."""
    TABLE = "table"
    """`lines` are rows, their cells parted by tabs."""


@dataclass(frozen=True, slots=True)
class Block:
    shape: Shape
    lines: tuple[str, ...]

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.lines]


@dataclass(frozen=True, slots=True)
class Version:
    """What it says from `at` on."""

    at: datetime
    title: str
    lead: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Without the lead; blocks parted by an empty line."""
        return "\n\n".join("\n".join(block.lines) for block in self.blocks)


class Then(StrEnum):
    """What stands at an address that was left."""

    MOVED = "moved"
    """It leads to the newest one."""
    MISSING = "missing"


@dataclass(slots=True)
class Place:
    """One address: the number and the category in it. `until`: when it was left."""

    number: int
    category: str
    folder: str
    """The category as addresses spell it."""
    since: datetime
    until: datetime | None = None
    then: Then = Then.MOVED


class Told(StrEnum):
    """What a feed says of the date."""

    RIGHT = "right"
    FUTURE = "future"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(slots=True)
class Story:
    """`shown`: when it first stands in a list. `new`: published while its source was read, not long ago."""

    site: str
    key: int
    published: datetime
    shown: datetime
    new: bool
    versions: list[Version]
    places: list[Place]
    slug: str
    author: str = ""
    origin: str = ""
    picture: str = ""
    caption: str = ""
    attached: str = ""
    legacy: bool = False
    """Typed for fonts of before Unicode."""
    fate: str = ""
    """What happens to it, for who looks into a failure."""
    away: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    """From when until when it is not there."""
    gone_status: int = 404
    on_top: list[tuple[datetime, datetime]] = field(default_factory=list)
    """From when until when its list shows it above the new ones."""
    told: Told = Told.RIGHT

    def version(self, now: datetime) -> Version:
        return next(version for version in reversed(self.versions) if version.at <= now)

    def is_away(self, now: datetime) -> bool:
        return any(start <= now and (end is None or now < end) for start, end in self.away)

    def open_places(self, now: datetime) -> list[Place]:
        """Where it stands now, the first of them first."""
        return [
            each for each in self.places if each.since <= now and (each.until is None or now < each.until)
        ]

    def raised(self, now: datetime) -> datetime | None:
        """Since when it stands above the new ones; None: it does not."""
        return next((start for start, end in self.on_top if start <= now < end), None)
