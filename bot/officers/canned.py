"""Words that officers say again and again, kept to be put into an answer with one tap."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class CannedAnswer(Table):
    """For the officers of the agency and of all below it."""

    __tablename__ = "canned_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with each change: the second of two who change it at once is told."""
