"""What can be taken back, noted with each act. Apart from the desk, whose parts a command need not load."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Undo(Table):
    """An act that can be taken back while nothing else has built on it."""

    __tablename__ = "undo"
    __table_args__ = (Index("ix_undo_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    act: Mapped[str]
    """Which kind of act: it names what takes it back."""
    told: Mapped[str]
    """What was done, as a sentence."""
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What is needed to take it back."""
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
