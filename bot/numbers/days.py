"""Questions counted by day, so that no page ever reads a million of them."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class QuestionDay(Table):
    """How many questions of one kind an agency had on one channel in one hour of a day of Vietnam."""

    __tablename__ = "question_day"
    __table_args__ = (Index("ix_question_day_day", "day", "agency_id"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
    wrong: Mapped[int]
    """Of these, how many answers an editor marked as wrong."""
    slow: Mapped[list[int]] = mapped_column(JSON)
    """How many took up to 1, 2, 5, 10, 30 seconds, and longer."""


class ProcedureDay(Table):
    """How often a procedure, or an editor's answer, was the answer on one day."""

    __tablename__ = "procedure_day"
    __table_args__ = (Index("ix_procedure_day_day", "day", "agency_id"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class DayCounted(Table):
    """Days that are counted; one is counted again while its questions still change."""

    __tablename__ = "day_counted"

    day: Mapped[date] = mapped_column(primary_key=True)
    counted_upto: Mapped[int]
    """The newest question that was seen."""
    final: Mapped[bool] = mapped_column(default=False)
