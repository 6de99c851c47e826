"""The knowledge that is shipped: procedures that communes are asked about most, and a sample agency.

An agency must check it against its own portal; `source` of every line says so. It never replaces a
procedure that the agency brought itself.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import wording
from knowledge.agencies import Agency, AgencyLevel, find_agency
from knowledge.editing_agencies import AgencyDetails, save_agency
from knowledge.importing import Plan, import_lines
from knowledge.lines import ProcedureLine
from knowledge.procedures import Procedure
from knowledge.scanning import scan

FOLDER = Path(__file__).parent / "starter"
SAMPLE_PROVINCE = "tinh-mau"
SAMPLE_COMMUNE = "xa-mau"


def starter_files() -> list[Path]:
    return sorted(FOLDER.glob("*.jsonl"))


async def import_starter(session: AsyncSession, agency: Agency, *, by: str, now: datetime) -> list[Plan]:
    """Loads the starter procedures for the agency; what each file did, in order."""
    query = select(Procedure.code).where(
        Procedure.agency_id == agency.id, ~Procedure.source.startswith(wording.STARTER_SOURCE)
    )
    own = set(await session.scalars(query))
    return [
        await import_lines(session, agency, scan(path, ProcedureLine), by=by, now=now, untouched=own)
        for path in starter_files()
    ]


async def make_sample(session: AsyncSession, *, by: str, now: datetime) -> bool:
    """A sample province and commune with the starter procedures, unless there is any agency already."""
    if await session.scalar(select(func.count()).select_from(Agency)):
        return False
    for details in (_province(), _commune()):
        await save_agency(session, details, by=by, now=now)
    await import_starter(session, await find_agency(session, SAMPLE_PROVINCE), by=by, now=now)
    return True


def _province() -> AgencyDetails:
    return AgencyDetails(
        code=SAMPLE_PROVINCE,
        name=wording.SAMPLE_PROVINCE,
        level=AgencyLevel.PROVINCE,
        portal_url="https://tinh-mau.example/",
        online_url="https://dichvucong.gov.vn/",
        disclaimer=wording.SAMPLE_DISCLAIMER,
    )


def _commune() -> AgencyDetails:
    return AgencyDetails(
        code=SAMPLE_COMMUNE,
        name=wording.SAMPLE_COMMUNE,
        level=AgencyLevel.COMMUNE,
        parent=SAMPLE_PROVINCE,
        address=wording.SAMPLE_ADDRESS,
        hours=wording.SAMPLE_HOURS,
        phone=wording.SAMPLE_PHONE,
        portal_url="https://xa-mau.example/",
    )
