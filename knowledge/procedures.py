"""Procedures (`thủ tục hành chính`) as the portal publishes them, one row per agency and code."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class Procedure(Table):
    """A procedure of an agency.

    Where a child has a row of a code that an ancestor has too, the child's filled fields and facets
    override the ancestor's and its empty ones are inherited.
    """

    __tablename__ = "procedure"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    code: Mapped[str]
    name: Mapped[str]
    field: Mapped[str] = mapped_column(default="")
    receiver: Mapped[str] = mapped_column(default="")
    """Cơ quan thực hiện, as published (`agency` in files)."""
    ministry: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="")
    """Cấp thực hiện, as published: "Cấp tỉnh, Cấp xã"."""
    decision: Mapped[str] = mapped_column(default="")
    as_of: Mapped[str] = mapped_column(default="")
    """Year and month, or the full date, of the text: "2026-07", "2026-07-15"."""
    facets: Mapped[dict[str, str]] = mapped_column(JSON)
    """Facet name → text as published, line breaks kept; missing facets have no key."""
    url: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]
    """Of everything above that came from the file; an import leaves a row of the same digest alone."""
    imported_at: Mapped[datetime]
