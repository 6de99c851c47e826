"""What `congdan agency …` does."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import wording
from bot.commands.act import BY, now, on_database
from bot.commands.saying import number, say
from connectors.database import Database
from knowledge.agencies import Agency, Scope, all_agencies, contact_of, find_agency, lineage
from knowledge.editing_agencies import AgencyDetails, known_codes, replace_scope, save_agency
from knowledge.lines import ScopeLine
from knowledge.reasons import reason
from knowledge.refusals import RefusedError
from knowledge.scanning import Faults, good_lines, refuse_bad, told


def add(given: dict[str, Any]) -> None:
    try:
        details = AgencyDetails.model_validate(given)
    except ValidationError as error:
        raise RefusedError(wording.BAD_DETAILS.format(reason=reason(error))) from error

    async def save(database: Database) -> bool:
        async with database.writing() as session:
            return await save_agency(session, details, by=BY, now=now())

    added = on_database(save)
    say((wording.ADDED if added else wording.UPDATED).format(code=details.code))


def list_agencies() -> None:
    async def read(database: Database) -> list[Agency]:
        async with database.reading() as session:
            return await all_agencies(session)

    agencies = on_database(read)
    below: defaultdict[int | None, list[Agency]] = defaultdict(list)
    for agency in agencies:
        below[agency.parent_id].append(agency)
    if not agencies:
        say(wording.NO_AGENCIES)
    for root in below[None]:
        say(_named(root))
        _say_below(root, below, "")


def _say_below(agency: Agency, below: dict[int | None, list[Agency]], margin: str) -> None:
    for child in below[agency.id]:
        last = child is below[agency.id][-1]
        say(f"{margin}{'└─' if last else '├─'} {_named(child)}")
        _say_below(child, below, margin + ("   " if last else "│  "))


def _named(agency: Agency, under: str = "") -> str:
    level = wording.LEVELS[agency.level]
    return wording.SHOWN.format(code=agency.code, name=agency.name, level=level, under=under)


def show(code: str) -> None:
    async def read(database: Database) -> list[str]:
        async with database.reading() as session:
            return await _shown(session, code)

    say("\n".join(on_database(read)))


async def _shown(session: AsyncSession, code: str) -> list[str]:
    agency = await find_agency(session, code)
    line = await lineage(session, agency)
    under = wording.UNDER.format(code=line[1].code) if line[1:] else ""
    own = await known_codes(session, line[:1])
    inherited = await known_codes(session, line[1:]) - own
    counts = wording.COUNTS.format(own=number(len(own)), inherited=number(len(inherited)))
    return [_named(agency, under), *_contact_lines(line), counts, await _scope_line(session, agency)]


def _contact_lines(line: list[Agency]) -> list[str]:
    contact = contact_of(line)
    shown = []
    for name, label in wording.FIELDS.items():
        value: str = getattr(contact, name) or wording.EMPTY
        origin = contact.origin.get(name, line[0].code)
        if origin != line[0].code:
            value = wording.INHERITED.format(value=value, code=origin)
        shown.append(f"  {label}: {value}")
    return shown


async def _scope_line(session: AsyncSession, agency: Agency) -> str:
    query = select(func.count()).select_from(Scope).where(Scope.agency_id == agency.id)
    count = await session.scalar(query) or 0
    return wording.SCOPE.format(count=number(count)) if count else wording.NO_SCOPE


def scope(code: str, path: Path, *, skip_bad: bool) -> None:
    faults = Faults()
    lines = list(good_lines(path, ScopeLine, faults))
    if not skip_bad:
        refuse_bad(path, faults.bad)

    async def replace(database: Database) -> set[str]:
        async with database.writing() as session:
            wanted = [line for _, line in lines]
            return await replace_scope(session, code, wanted, by=BY, now=now())

    unknown = on_database(replace)
    say(wording.SCOPE_SAVED.format(code=code, count=number(len({line.code for _, line in lines}))))
    if faults.bad:
        say("\n".join([wording.SKIPPED.format(count=len(faults.bad)), *told(faults.bad)]))
    _say_unknown(unknown, lines)


def _say_unknown(unknown: set[str], lines: list[tuple[int, ScopeLine]]) -> None:
    if not unknown:
        return
    say(wording.UNKNOWN_CODES.format(count=len(unknown)))
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    for at, line in lines:
        if line.code in unknown:
            numbers[line.code].append(str(at))
    for code, places in numbers.items():
        say(wording.UNKNOWN_CODE.format(numbers=", ".join(places), code=code))
