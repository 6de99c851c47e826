"""Phrasings: ways in which citizens ask for a procedure."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Phrasing(Table):
    """One way to ask for the procedure of `code`, in the words of a citizen."""

    __tablename__ = "phrasing"
    __table_args__ = (UniqueConstraint("agency_id", "code", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    code: Mapped[str]
    text: Mapped[str]
