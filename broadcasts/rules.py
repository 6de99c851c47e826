"""How an agency tells its news: by itself or after asking, when, how much, which way."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from broadcasts.broadcast import Way
from connectors.database import Table

Minute = Annotated[int, Field(ge=0, lt=24 * 60)]
"""Minutes after midnight in Vietnam."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule that holds for an agency: each value its own, or that of the nearest ancestor that set it."""

    automatic: Annotated[frozenset[str], Field(max_length=100)] = frozenset()
    """Codes of topics whose articles need no editor; `*`: all. Held articles always need one."""
    undo_minutes: Annotated[int, Field(ge=0, le=7 * 24 * 60)] = 15
    """How long after an approval, of a person or by rule, a broadcast can still be taken back unseen."""
    passes_on: bool = False
    """What the parent tells is told to one's own followers, too."""
    quiet_from: Minute = 21 * 60
    quiet_until: Minute = 7 * 60
    """The same as `quiet_from`: there are no quiet hours."""
    cap: Annotated[int, Field(ge=1, le=50)] = 3
    """Broadcasts a person gets a day, whatever the number of items in each."""
    digest_at: Minute = 8 * 60
    """When daily digests begin; weekly ones do so on `digest_day`."""
    digest_day: Annotated[int, Field(ge=0, le=6)] = 0
    """0: Monday."""
    fresh_days: Annotated[int, Field(ge=1, le=60)] = 3
    """Articles older than that when they are first seen are not announced."""
    kept_hours: Annotated[int, Field(ge=1, le=14 * 24)] = 48
    """A broadcast ends so long after its beginning; who could not be told until then is not."""
    ways: dict[str, Way] = field(default_factory=lambda: {"zalo": Way.PEOPLE})
    """Of Zalo: PEOPLE or PLATFORM. Messenger and the web chat reach PEOPLE."""
    page_posts: bool = True
    """Whether news are posted on the Page, too, where its account allows posts."""
    platform_month: Annotated[int, Field(ge=0, le=1_000)] = 40
    """How many times a month the platform tells all followers (zalo-oa.md 3.6, in doubt: a choice)."""
    platform_day: Annotated[int, Field(ge=0, le=50)] = 1
    reserve: Annotated[int, Field(ge=0, le=1_000)] = 2
    """How many of `platform_month` only emergencies may use."""


class NewsRule(Table):
    """What an agency set of its rule; names as in `Rule`, others are inherited."""

    __tablename__ = "news_rule"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    values: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
