"""Groups of questions that had no good answer, alike in meaning: one decision each."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class GroupState(StrEnum):
    OPEN = "open"
    """Waits for a decision."""
    DRAFTED = "drafted"
    """A draft that answers it is under way."""
    ANSWERED = "answered"
    """What answers it is live."""
    SENT = "sent"
    """Not ours: `decision` says where people are sent to."""
    IGNORED = "ignored"


class QuestionGroup(Table):
    """Questions of one meaning; counted whatever was decided.

    A question asked after the decision opens the group again only where it still finds no answer.
    """

    __tablename__ = "question_group"
    __table_args__ = (Index("ix_question_group_open", "agency_id", "state", "last_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    title: Mapped[str]
    """The wording nearest to all others; personal data masked."""
    keys: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """`[sign, weight]` of what its questions share, the weightiest first: how a new question finds it."""
    candidates: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    """Up to five `[code, share]` of what was nearest, best first."""
    count: Mapped[int] = mapped_column(default=0)
    """Questions ever put into it; how many people that were, and since when, tells `grouping.askers`."""
    state: Mapped[GroupState] = mapped_column(
        Enum(GroupState, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds]),
        default=GroupState.OPEN,
    )
    decision: Mapped[str] = mapped_column(default="")
    """A code, or where people are sent to."""
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
