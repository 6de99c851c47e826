"""What needs two people: fees, land, penalties, and what a chief editor added."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class ReviewWord(Table):
    """A word or the name of a field; what holds it, in this agency or below, needs a second person."""

    __tablename__ = "review_word"
    __table_args__ = (UniqueConstraint("agency_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    words: Mapped[str]
    added_by: Mapped[str]
    at: Mapped[datetime]
