"""What `congdan inbox` does."""

from collections.abc import Sequence

from bot import inbox, oddities
from bot import service_wording as wording
from bot.commands.act import now, on_database
from bot.commands.saying import say
from connectors import claims
from connectors.database import Database


def show() -> None:
    counts, rows = on_database(_read)
    say(wording.INBOX_COUNTS.format(waiting=counts.waiting, failed=counts.failed))
    for row in rows:
        # Neither who wrote nor what: a terminal's history is no place for it.
        facts = (row.id, f"{row.at:%Y-%m-%d %H:%M} UTC", row.channel, row.agency, row.attempts, row.error)
        say("\t".join(map(str, facts)))


def retry(ids: Sequence[int] | None) -> None:
    async def act(database: Database) -> int:
        return await database.at_once(
            lambda session: claims.retry(session, inbox.InboxRow, now=now(), ids=ids)
        )

    say(wording.INBOX_RETRIED.format(count=on_database(act)))


def odd() -> None:
    async def read(database: Database) -> Sequence[oddities.Oddity]:
        return await database.at_once(oddities.oddities, writing=False)

    rows = on_database(read)
    say(wording.INBOX_ODD.format(count=sum(row.count for row in rows)))
    for row in rows:
        facts = (row.name, row.count, f"{row.last_at:%Y-%m-%d %H:%M} UTC", row.channel, row.agency)
        say("\t".join(map(str, facts)))


async def _read(database: Database) -> tuple[claims.Backlog, Sequence[inbox.InboxRow]]:
    async with database.reading() as session:
        counts = await session.run_sync(claims.backlog, inbox.InboxRow)
        return counts, await inbox.failed(session)
