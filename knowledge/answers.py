"""Answers that an editor wrote for questions no procedure answers."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Answer(Table):
    """A written answer of an agency; its children give it too, unless theirs of the same code differs."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    code: Mapped[str]
    """The editor's short name for it: "gio-tiep-dan"."""
    text: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    as_of: Mapped[str] = mapped_column(default="")
    questions: Mapped[list[str]] = mapped_column(JSON)
    """The ways to ask it, at least one."""
    digest: Mapped[str]
    valid_from: Mapped[date | None]
    """Vietnam's days, both included; before and after them it is not given."""
    valid_until: Mapped[date | None]
    review_by: Mapped[date | None]
    """By then somebody is asked whether it still holds."""
    sensitive: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime | None]
