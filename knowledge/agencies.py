"""Agencies: a tree of province, communes and offices. A child inherits what its ancestors know."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table


class AgencyLevel(StrEnum):
    PROVINCE = "province"
    COMMUNE = "commune"
    OFFICE = "office"


class Agency(Table):
    """One body with its own channels. Empty contact fields are inherited from the nearest ancestor."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    """Lower-case letters, digits and hyphens: it stands in addresses of pages."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str]
    level: Mapped[AgencyLevel] = mapped_column(
        Enum(AgencyLevel, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    address: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    portal_url: Mapped[str] = mapped_column(default="")
    online_url: Mapped[str] = mapped_column(default="")
    disclaimer: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Scope(Table):
    """That an agency receives a procedure itself, and where. An agency with no row states no scope."""

    __tablename__ = "scope"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    code: Mapped[str]
    counter: Mapped[str] = mapped_column(default="")
    fee: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
