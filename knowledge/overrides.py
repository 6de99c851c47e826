"""Overrides: a field of a procedure as one agency words it, kept apart from what the portal says.

So a page that is read again, or a file that is imported again, never undoes an editor's correction.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Override(Table):
    """Holds for the agency and for those below it that have no nearer word of their own."""

    __tablename__ = "override"
    __table_args__ = (UniqueConstraint("agency_id", "code", "facet"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    code: Mapped[str]
    facet: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
