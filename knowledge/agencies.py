"""Agencies: a tree of province, communes and offices. A child inherits what its ancestors know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, UniqueConstraint, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from connectors.database import Table
from knowledge import wording
from knowledge.refusals import RefusedError

CONTACT_FIELDS = ("address", "hours", "phone", "portal_url", "online_url", "disclaimer")


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


@dataclass(frozen=True, slots=True)
class Contact:
    """How an agency is reached. `origin` names the agency each filled field comes from."""

    address: str
    hours: str
    phone: str
    portal_url: str
    online_url: str
    disclaimer: str
    origin: Mapping[str, str]


async def find_agency(session: AsyncSession, code: str) -> Agency:
    """Raises RefusedError if there is none of this code."""
    agency = await session.scalar(select(Agency).where(Agency.code == code))
    if agency is None:
        raise RefusedError(wording.UNKNOWN_AGENCY.format(code=code))
    return agency


async def only_root(session: AsyncSession) -> Agency:
    """The agency that is meant when none is named. Raises RefusedError unless exactly one has no parent."""
    roots = list(
        await session.scalars(select(Agency).where(Agency.parent_id.is_(None)).order_by(Agency.code))
    )
    if not roots:
        raise RefusedError(wording.NO_AGENCY)
    if len(roots) > 1:
        codes = ", ".join(root.code for root in roots[:5])
        raise RefusedError(wording.NAME_THE_AGENCY.format(count=len(roots), codes=codes))
    return roots[0]


async def all_agencies(session: AsyncSession) -> list[Agency]:
    return list(await session.scalars(select(Agency).order_by(Agency.code)))


async def children(session: AsyncSession, agency: Agency) -> list[Agency]:
    query = select(Agency).where(Agency.parent_id == agency.id).order_by(Agency.code)
    return list(await session.scalars(query))


async def lineage(session: AsyncSession, agency: Agency) -> list[Agency]:
    """The agency, its parent, and so on to the root."""
    line = [agency]
    while line[-1].parent_id is not None:
        line.append(await session.get_one(Agency, line[-1].parent_id))
    return line


def lineage_within(agencies: Mapping[int, Agency], agency: Agency) -> list[Agency]:
    """The same from agencies already read, by their ids."""
    line = [agency]
    while line[-1].parent_id is not None:
        line.append(agencies[line[-1].parent_id])
    return line


async def contact(session: AsyncSession, agency: Agency) -> Contact:
    """Each field of the agency, or where it is empty, that of its nearest ancestor that has one."""
    return contact_of(await lineage(session, agency))


def contact_of(line: Sequence[Agency]) -> Contact:
    """The same from a lineage already read, the agency first."""
    values = dict.fromkeys(CONTACT_FIELDS, "")
    origin: dict[str, str] = {}
    for agency in line:
        for name in CONTACT_FIELDS:
            value: str = getattr(agency, name)
            if value and not values[name]:
                values[name], origin[name] = value, agency.code
    return Contact(**values, origin=origin)
