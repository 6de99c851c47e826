"""The regression set: questions that must go on being answered as they are, by agency."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Regression(Table):
    """A question, and what answers it: a procedure's code, or `answer:` and an editor's answer's.

    It is asked of its own agency; personal data are masked in it already.
    """

    __tablename__ = "regression"
    __table_args__ = (UniqueConstraint("agency_id", "asked"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    asked: Mapped[str]
    expected: Mapped[str]
    added_by: Mapped[str]
    at: Mapped[datetime]
