"""Questions: what was asked, and what we made of it."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Question(Table):
    """One message that was understood as a question. `asked` has personal data masked already."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_agency_asked_at", "agency_id", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    channel: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    """`channel:id` of the message, so that an answer tried twice is kept once."""
    asked: Mapped[str]
    kind: Mapped[str]
    """found, written, unsure, unknown."""
    codes: Mapped[list[str]] = mapped_column(JSON)
    facets: Mapped[list[str]] = mapped_column(JSON)
    confidence: Mapped[float]
    asked_at: Mapped[datetime]
