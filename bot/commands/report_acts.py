"""What `congdan report` does."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.commands import report_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import say
from bot.numbers import counting
from bot.numbers.facts import facts
from bot.numbers.open_data import open_data
from bot.numbers.periods import Quarter, quarter_of, read_quarter
from bot.numbers.report_docx import docx
from bot.numbers.report_xlsx import xlsx
from connectors.database import Database
from knowledge.agencies import Agency, find_agency, lineage_within, only_root
from knowledge.opening import VIETNAM
from knowledge.refusals import RefusedError

Maker = Callable[[Session, int, list[int], Quarter, date], bytes]
MAKERS: dict[str, Maker] = {
    ".docx": lambda session, agency, sight, quarter, today: docx(
        facts(session, agency, sight, quarter, today)
    ),
    ".xlsx": lambda session, agency, sight, quarter, today: xlsx(
        facts(session, agency, sight, quarter, today)
    ),
    ".csv": lambda session, _agency, sight, quarter, today: open_data(session, sight, quarter, today),
}


def report(out: Path, agency: str | None, quarter: str | None) -> None:
    """Writes the file whole, or not at all. Raises RefusedError for no such quarter or kind of file."""
    today = now().astimezone(VIETNAM).date()
    asked = read_quarter(quarter) if quarter is not None else quarter_of(today)
    if asked is None or asked.first() > today:
        raise RefusedError(wording.BAD_QUARTER.format(quarter=quarter))
    make = MAKERS.get(out.suffix.lower())
    if make is None:
        raise RefusedError(wording.BAD_KIND.format(name=out.name))
    body = on_database(lambda database: _made(database, make, agency, asked, today))
    partial = out.with_name(f"{out.name}.part")
    try:
        partial.write_bytes(body)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    if asked.period.last > today:
        say(wording.RUNNING.format(day=f"{today:%d/%m/%Y}"))
    say(wording.WRITTEN.format(file=out))


async def _made(database: Database, make: Maker, agency: str | None, quarter: Quarter, today: date) -> bytes:
    await counting.count_due(database)
    async with database.reading() as session:
        found = await (find_agency(session, agency) if agency else only_root(session))

    def written(session: Session) -> bytes:
        agencies = {each.id: each for each in session.scalars(select(Agency))}
        below = [key for key, each in agencies.items() if found.id in _line(agencies, each)]
        return make(session, found.id, below, quarter, today)

    return await database.at_once(written, writing=False)


def _line(agencies: dict[int, Agency], agency: Agency) -> set[int]:
    return {each.id for each in lineage_within(agencies, agency)}
