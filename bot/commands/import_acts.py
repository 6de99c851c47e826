"""What `congdan import …` does."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import wording
from bot.commands.act import BY, now, on_database
from bot.commands.saying import number, progress, say
from connectors.database import Database
from knowledge.agencies import Agency, find_agency, only_root
from knowledge.importing import Older, Plan, import_lines, plan_import
from knowledge.lines import AnswerLine, KnowledgeLine, ProcedureLine
from knowledge.scanning import BAD_SHOWN, Scan, refuse_bad, scan, told
from knowledge.starter import import_starter, starter_files

IGNORED_SHOWN, NAME_SHOWN = 10, 40


@dataclass(frozen=True, slots=True)
class How:
    agency: str | None
    skip_bad: bool
    dry_run: bool


def procedures(path: Path, how: How) -> None:
    _import(path, ProcedureLine, how)


def answers(path: Path, how: How) -> None:
    _import(path, AnswerLine, how)


def starter(agency_code: str | None) -> None:
    async def load(database: Database) -> tuple[Agency, list[Plan]]:
        async with database.writing() as session:
            agency = await _agency(session, agency_code)
            return agency, await import_starter(session, agency, by=BY, now=now())

    agency, plans = on_database(load)
    for path, plan in zip(starter_files(), plans, strict=True):
        _report(path, agency, plan, wording.IMPORTED)


def _import(path: Path, kind: type[KnowledgeLine], how: How) -> None:
    with progress(wording.READING.format(name=path.name), path) as tell:
        scanned = scan(path, kind, tell)
    if not how.skip_bad:
        refuse_bad(path, scanned.faults.bad)

    async def act(database: Database) -> tuple[Agency, Plan]:
        return await (_try(database, scanned, how) if how.dry_run else _write(database, scanned, how))

    agency, plan = on_database(act)
    _report(path, agency, plan, wording.WOULD_IMPORT if how.dry_run else wording.IMPORTED)
    _say_ignored(scanned.faults.ignored)


async def _try(database: Database, scanned: Scan, how: How) -> tuple[Agency, Plan]:
    async with database.reading() as session:
        agency = await _agency(session, how.agency)
        plan = await plan_import(session, agency, scanned)
        if not how.skip_bad:
            refuse_bad(scanned.path, plan.bad)
        return agency, plan


async def _write(database: Database, scanned: Scan, how: How) -> tuple[Agency, Plan]:
    words = wording.WRITING.format(name=scanned.path.name)
    with progress(words, scanned.path) as tell:
        async with database.writing() as session:
            agency = await _agency(session, how.agency)
            plan = await import_lines(
                session, agency, scanned, by=BY, now=now(), skip_bad=how.skip_bad, progress=tell
            )
    return agency, plan


async def _agency(session: AsyncSession, code: str | None) -> Agency:
    return await (find_agency(session, code) if code else only_root(session))


def _report(path: Path, agency: Agency, plan: Plan, words: str) -> None:
    counts = {"added": len(plan.added), "updated": len(plan.updated), "unchanged": plan.unchanged}
    shown = {name: number(count) for name, count in counts.items()}
    say(words.format(name=path.name, code=agency.code, **shown))
    if plan.left:
        say(wording.LEFT.format(count=number(len(plan.left))))
    if plan.edited:
        codes = ", ".join(entry.code for entry in list(plan.edited.values())[:IGNORED_SHOWN])
        more = ", …" if len(plan.edited) > IGNORED_SHOWN else ""
        say(wording.EDITED.format(count=number(len(plan.edited)), codes=codes + more))
    _say_older(plan.older)
    if plan.bad:
        say("\n".join([wording.SKIPPED.format(count=number(len(plan.bad))), *told(plan.bad)]))


def _say_older(older: list[Older]) -> None:
    if not older:
        return
    say(wording.OLDER.format(count=number(len(older))))
    for loser in older[:BAD_SHOWN]:
        winner = wording.OF_LINE.format(number=loser.winner) if loser.winner else wording.OF_DATABASE
        line = wording.OLDER_LINE.format(
            number=loser.entry.number,
            code=loser.entry.code,
            as_of=loser.entry.as_of or wording.NO_DATE,
            than=winner,
            newer=loser.newer_as_of or wording.NO_DATE,
        )
        say(line)
    if len(older) > BAD_SHOWN:
        say(wording.AND_MORE.format(count=number(len(older) - BAD_SHOWN)))


def _say_ignored(ignored: set[str]) -> None:
    if ignored:
        names = ", ".join(name[:NAME_SHOWN] for name in sorted(ignored)[:IGNORED_SHOWN])
        say(wording.IGNORED.format(names=names + (", …" if len(ignored) > IGNORED_SHOWN else "")))
