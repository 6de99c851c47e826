"""Files of procedures and answers into their tables, touching only what changed.

First the file is read whole and checked (`scanning.scan`), without the database. Then, in one transaction,
it is compared with what the database has, and only the lines that change something are read again and
written. So a file of any size needs little memory, and the database is locked only while it is written.
What an editor published wins: an answer with a version is left as it is, and a phrasing that an editor took
away does not come back.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import partial_dates, wording
from knowledge.agencies import Agency, lineage
from knowledge.answers import Answer
from knowledge.changes import Change, one_writer
from knowledge.editing_agencies import known_codes
from knowledge.lines import AnswerLine, KnowledgeLine, ProcedureLine
from knowledge.live import published_answers, taken_away
from knowledge.phrasings import Phrasing
from knowledge.procedures import Procedure
from knowledge.reading import Progress, no_progress
from knowledge.refusals import RefusedError
from knowledge.scanning import BadLine, Entry, Faults, Scan, good_lines, refuse_bad

BATCH = 200


@dataclass(frozen=True, slots=True)
class Older:
    """A line that lost against a newer text of the same code: line `winner` of the file, or the database."""

    entry: Entry
    newer_as_of: str
    winner: int | None


@dataclass(frozen=True, slots=True)
class Stored:
    id: int
    digest: str
    as_of: str


@dataclass(slots=True)
class Plan:
    """What an import does, and afterwards its report. `added` and `updated` are by line number."""

    added: dict[int, Entry] = field(default_factory=dict)
    updated: dict[int, tuple[Entry, int]] = field(default_factory=dict)
    unchanged: int = 0
    left: dict[int, Entry] = field(default_factory=dict)
    """Lines of codes that were not to be touched; only their phrasings are added."""
    edited: dict[int, Entry] = field(default_factory=dict)
    """Answers that differ from the file and are left, because an editor published them."""
    phrasings: int = 0
    """How many were added."""
    older: list[Older] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


async def plan_import(
    session: AsyncSession, agency: Agency, scan: Scan, *, untouched: Collection[str] = ()
) -> Plan:
    """Compares the file with what the agency has; `untouched` are codes to leave as they are."""
    plan = Plan(bad=list(scan.faults.bad))
    winners = _newest(scan.entries, plan.older)
    stored = await _stored(session, agency, scan.kind)
    nameless = {entry.code for entry in winners if not entry.named}
    inherited = await known_codes(session, (await lineage(session, agency))[1:]) if nameless else set()
    published = await published_answers(session, agency) if _table(scan.kind) is Answer else set()
    for entry in winners:
        if entry.code in nameless - inherited:
            plan.bad.append(BadLine(entry.number, wording.NAME_NEEDED))
        elif entry.code in untouched:
            plan.left[entry.number] = entry
        elif entry.code in published:
            plan.edited[entry.number] = entry
        else:
            _place(plan, entry, stored.get(entry.code))
    return plan


def _newest(entries: list[Entry], older: list[Older]) -> list[Entry]:
    """One line a code: the newest, and of equally new ones the last; the others go to `older`."""
    winners: dict[str, Entry] = {}
    for entry in entries:
        held = winners.get(entry.code, entry)
        loses = partial_dates.order(entry.as_of) < partial_dates.order(held.as_of)
        winner, loser = (held, entry) if loses else (entry, held)
        if winner.digest != loser.digest:
            older.append(Older(loser, winner.as_of, winner.number))
        winners[entry.code] = winner
    return list(winners.values())


def _place(plan: Plan, entry: Entry, stored: Stored | None) -> None:
    if stored is None:
        plan.added[entry.number] = entry
    elif stored.digest == entry.digest:
        plan.unchanged += 1
    elif partial_dates.order(entry.as_of) < partial_dates.order(stored.as_of):
        plan.older.append(Older(entry, stored.as_of, None))
    else:
        plan.updated[entry.number] = (entry, stored.id)


async def _stored(session: AsyncSession, agency: Agency, kind: type[KnowledgeLine]) -> dict[str, Stored]:
    table = _table(kind)
    query = select(table.code, table.id, table.digest, table.as_of).where(table.agency_id == agency.id)
    rows = await session.execute(query)
    return {code: Stored(id_, digest, as_of) for code, id_, digest, as_of in rows}


def _table(kind: type[KnowledgeLine]) -> type[Procedure] | type[Answer]:
    return Answer if issubclass(kind, AnswerLine) else Procedure


async def import_lines(
    session: AsyncSession,
    agency: Agency,
    scan: Scan,
    *,
    by: str,
    now: datetime,
    skip_bad: bool = False,
    untouched: Collection[str] = (),
    progress: Progress = no_progress,
) -> Plan:
    """Brings the agency's knowledge up to the file, in the transaction of `session`.

    Raises RefusedError for bad lines, unless `skip_bad`; or if the file changed since it was scanned.
    """
    await one_writer(session)
    before = await _counted(session, agency, scan.kind)
    plan = await plan_import(session, agency, scan, untouched=untouched)
    if not skip_bad:
        refuse_bad(scan.path, plan.bad)
    if plan.added or plan.updated or plan.left:
        await _write(session, agency, scan, plan, now, progress)
    if plan.added or plan.updated or plan.phrasings:
        what = wording.IMPORTED.format(
            name=scan.path.name.encode(errors="replace").decode(),
            kind=wording.KINDS[_table(scan.kind).__tablename__],
            added=len(plan.added),
            updated=len(plan.updated),
            phrasings=plan.phrasings,
        )
        after = await _counted(session, agency, scan.kind)
        session.add(Change(agency_id=agency.id, by=by, what=what, at=now, before=before, after=after))
    return plan


async def _counted(session: AsyncSession, agency: Agency, kind: type[KnowledgeLine]) -> dict[str, int]:
    """How much the agency has, for the change log."""
    tables = (Answer,) if _table(kind) is Answer else (Procedure, Phrasing)
    return {
        table.__tablename__: await session.scalar(
            select(func.count()).select_from(table).where(table.agency_id == agency.id)
        )
        or 0
        for table in tables
    }


async def _write(
    session: AsyncSession, agency: Agency, scan: Scan, plan: Plan, now: datetime, progress: Progress
) -> None:
    lines = _wanted(scan, plan, progress)
    written = 0
    while batch := list(islice(lines, BATCH)):
        await _write_batch(session, agency, scan.kind, plan, batch, now)
        written += len(batch)
    if written != len(plan.added) + len(plan.updated) + len(plan.left):
        raise RefusedError(wording.FILE_MOVED.format(path=scan.path))


def _wanted(scan: Scan, plan: Plan, progress: Progress) -> Iterator[tuple[int, KnowledgeLine]]:
    wanted = plan.added | plan.left | {number: entry for number, (entry, _) in plan.updated.items()}
    for number, line in good_lines(scan.path, scan.kind, Faults(), progress):
        if number not in wanted:
            continue
        if line.digest() != wanted[number].digest:
            raise RefusedError(wording.FILE_MOVED.format(path=scan.path))
        yield number, line


async def _write_batch(
    session: AsyncSession,
    agency: Agency,
    kind: type[KnowledgeLine],
    plan: Plan,
    batch: list[tuple[int, KnowledgeLine]],
    now: datetime,
) -> None:
    table = _table(kind)
    added: list[dict[str, Any]] = []
    updated: list[dict[str, Any]] = []
    for number, line in batch:
        row = {**line.values(), "agency_id": agency.id, "digest": line.digest()}
        row["imported_at" if table is Procedure else "updated_at"] = now
        if number in plan.added:
            added.append(row)
        elif number in plan.updated:
            updated.append({**row, "id": plan.updated[number][1]})
    if added:
        await session.execute(insert(table), added)
    if updated:
        await session.execute(update(table), updated)
    lines = [line for _, line in batch if isinstance(line, ProcedureLine)]
    plan.phrasings += await _add_phrasings(session, agency, lines)


async def _add_phrasings(session: AsyncSession, agency: Agency, lines: list[ProcedureLine]) -> int:
    """Adds those that are new, and counts them. None is taken away: an editor may have taught it."""
    asked = {(line.code, text) for line in lines for text in line.phrasings}
    if not asked:
        return 0
    codes = {code for code, _ in asked}
    query = select(Phrasing.code, Phrasing.text).where(
        Phrasing.agency_id == agency.id, Phrasing.code.in_(codes)
    )
    known = {(code, text) for code, text in await session.execute(query)}
    away = await taken_away(session, agency.id, codes)
    known |= {(code, text) for code, texts in away.items() for text in texts}
    rows = [{"agency_id": agency.id, "code": code, "text": text} for code, text in sorted(asked - known)]
    if rows:
        await session.execute(insert(Phrasing), rows)
    return len(rows)
