"""Questions: what was asked, and what we made of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table

MOST_CANDIDATES = 5
UNCOUNTED = text("counted = 0 OR (counted = 1) = (wrong_at IS NOT NULL)")
"""What the figures do not say yet of a question: that it was asked, or whether its answer is marked now."""


class Question(Table):
    """One message that was understood as a question. `asked` has personal data masked already."""

    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_agency_asked_at", "agency_id", "asked_at"),
        Index("ix_question_group", "group_id", "asked_at"),
        Index("ix_question_talk", "talk", "asked_at"),
        Index(
            "ix_question_ungrouped",
            "id",
            sqlite_where=text("grouped_at IS NULL AND kind IN ('unknown', 'unsure')"),
            postgresql_where=text("grouped_at IS NULL AND kind IN ('unknown', 'unsure')"),
        ),
        Index(
            "ix_question_wrong",
            "agency_id",
            "wrong_at",
            sqlite_where=text("wrong_at IS NOT NULL"),
            postgresql_where=text("wrong_at IS NOT NULL"),
        ),
        Index("ix_question_uncounted", "id", sqlite_where=UNCOUNTED, postgresql_where=UNCOUNTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    channel: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    """`channel:id` of the message, so that an answer tried twice is kept once."""
    asked: Mapped[str]
    kind: Mapped[str]
    """found, written, unsure, unknown, routed; kept: said while a human held the talk."""
    codes: Mapped[list[str]] = mapped_column(JSON)
    facets: Mapped[list[str]] = mapped_column(JSON)
    confidence: Mapped[float]
    asked_at: Mapped[datetime]
    talk: Mapped[str] = mapped_column(default="")
    """Which questions belong to one talk; says nothing about who asked. Empty: of none."""
    seconds: Mapped[float | None]
    """From the person's message to the reply that was decided."""
    candidates: Mapped[list[list[Any]] | None] = mapped_column(JSON(none_as_null=True))
    """Up to five `[code, share]` of what was nearest, best first; of those without a good answer."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("question_group.id", ondelete="SET NULL"))
    grouped_at: Mapped[datetime | None]
    """When it was looked at for a group; it may belong to none."""
    block_id: Mapped[int | None]
    """The number of the switch that kept an answer back; None: none did."""
    wrong_by: Mapped[str] = mapped_column(default="")
    """Who marked the answer as wrong; empty: nobody."""
    wrong_at: Mapped[datetime | None]
    wrong_why: Mapped[str] = mapped_column(default="")
    counted: Mapped[int] = mapped_column(default=0, server_default="0")
    """0: in no figures yet; 1: in them; 2: in them, with its mark. Only counting writes it."""
