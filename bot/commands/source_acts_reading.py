"""What `congdan source read` does."""

from collections.abc import Sequence
from functools import partial

from rich.console import Console

from bot import source_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import number, say
from bot.connecting.sources import Row, rows_of
from bot.portals import fetcher_of, syncing_of
from bot.settings import Settings
from connectors.database import Database
from knowledge.editing_sources import find_source


def read(numbers: Sequence[int] | None) -> None:
    started = now()
    count, rows = on_database(lambda database: _read(database, numbers))
    done = [row for row in rows if row.source.due_at > started and _was_meant(row, numbers)]
    if numbers is None:
        say(wording.READ_DONE.format(count=number(count)) if count else wording.READ_NONE)
        done = [row for row in done if row.source.error]
    for row in done:
        say(wording.READ_ROW.format(number=row.source.id, told=_told(row)))
    missed = set(numbers or ()) - {row.source.id for row in done}
    if missed and count < len(set(numbers or ())):
        say(wording.READ_BUSY.format(numbers=", ".join(map(str, sorted(missed)))))


async def _read(database: Database, numbers: Sequence[int] | None) -> tuple[int, list[Row]]:
    for each in numbers or ():
        await database.at_once(partial(find_source, number=each))
    fetcher = fetcher_of(Settings(), now)
    console = Console(stderr=True)

    def tell(url: str, done: int, total: int) -> None:
        if total and (console.is_terminal or done in {0, total}):
            end = "\r" if console.is_terminal and done < total else "\n"
            told = wording.READ_PROGRESS.format(url=url, done=done, all=total)
            console.print(told, end=end, markup=False, highlight=False, soft_wrap=True)

    try:
        count = await syncing_of(database, fetcher, now).read_due(numbers, tell)
    finally:
        await fetcher.close()
    return count, await database.at_once(lambda session: rows_of(session, now()), writing=False)


def _was_meant(row: Row, numbers: Sequence[int] | None) -> bool:
    return numbers is None or row.source.id in numbers


def _told(row: Row) -> str:
    if row.source.failures:
        return row.source.error
    counts = {"found": row.source.found, "articles": row.articles, "waiting": row.waiting}
    return wording.READ_WELL.format(**{name: number(count) for name, count in counts.items()})
