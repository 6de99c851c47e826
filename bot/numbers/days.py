"""Figures by Vietnam's day, so that no page ever reads a million questions, people or deliveries.

Days come first in the keys: whatever is shown is a run of days.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table

_ONE_TREE = {"sqlite_with_rowid": False}


class QuestionDay(Table):
    """What became of the questions that an agency was asked on one channel on one day."""

    __tablename__ = "question_day"
    __table_args__ = (_ONE_TREE,)

    day: Mapped[date] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    found: Mapped[int]
    written: Mapped[int]
    unsure: Mapped[int]
    unknown: Mapped[int]
    routed: Mapped[int]
    kept: Mapped[int]
    """Said while a human held the talk: no question to the assistant."""
    wrong: Mapped[int]
    """Of all but `unknown` and `kept`, how many answers are marked as wrong."""
    inside: Mapped[int]
    """Asked while the agency was open, as far as its hours can be read; without `kept`."""
    outside: Mapped[int]
    within_1: Mapped[int]
    """Answered within a second. The next: within two, but not within one, and so on."""
    within_2: Mapped[int]
    within_5: Mapped[int]
    within_10: Mapped[int]
    within_30: Mapped[int]
    longer: Mapped[int]


class HourDay(Table):
    """How many questions came in one hour of a day."""

    __tablename__ = "hour_day"
    __table_args__ = (_ONE_TREE,)

    day: Mapped[date] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]


class ProcedureDay(Table):
    """How often a procedure, or an editor's answer (`answer:` and its code), was the answer on one day."""

    __tablename__ = "procedure_day"
    __table_args__ = (_ONE_TREE,)

    day: Mapped[date] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class FollowerDay(Table):
    """How many people got an agency's news on a channel, as counted last on that day."""

    __tablename__ = "follower_day"
    __table_args__ = (_ONE_TREE,)

    day: Mapped[date] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    topics: Mapped[dict[str, int]] = mapped_column(JSON)
    """How many of them get each topic."""
    counted_at: Mapped[datetime]


class BroadcastReach(Table):
    """Whom a broadcast was for and whom it reached, as counted last."""

    __tablename__ = "broadcast_reach"

    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    day: Mapped[date] = mapped_column(index=True)
    """The day it began."""
    audience: Mapped[int]
    reached: Mapped[int]
    posts: Mapped[int]
    """Publications for everybody that the platform took."""
    counted_at: Mapped[datetime] = mapped_column(index=True)
    final: Mapped[bool]
    """Too long ago to change."""
