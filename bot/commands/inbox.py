"""`congdan inbox list|retry`: messages that could not be answered."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from bot import inbox
from bot import service_wording as wording
from bot.inbox import InboxRow, now_utc
from bot.settings import Settings
from connectors.claims import Backlog, backlog
from connectors.database import Database

Ids = Annotated[list[int] | None, typer.Argument(help=wording.HELP_INBOX_IDS)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.HELP_INBOX, no_args_is_help=True)
    group.command("list", help=wording.HELP_INBOX_LIST)(show)
    group.command("retry", help=wording.HELP_INBOX_RETRY)(retry)
    app.add_typer(group, name="inbox")


def show() -> None:
    counts, rows = asyncio.run(_read(Settings().database_url))
    typer.echo(wording.INBOX_COUNTS.format(waiting=counts.waiting, failed=counts.failed))
    for row in rows:
        # Neither who wrote nor what: a terminal's history is no place for it.
        day = f"{row.at:%Y-%m-%d %H:%M} UTC"
        typer.echo(f"{row.id}\t{day}\t{row.channel}\t{row.agency}\t{row.attempts}\t{row.error}")


def retry(ids: Ids = None) -> None:
    count = asyncio.run(_retry(Settings().database_url, ids or None))
    typer.echo(wording.INBOX_RETRIED.format(count=count))


async def _read(url: str) -> tuple[Backlog, Sequence[InboxRow]]:
    database = Database(url)
    try:
        async with database.reading() as session:
            return await backlog(session, InboxRow), await inbox.failed(session)
    finally:
        await database.close()


async def _retry(url: str, ids: Sequence[int] | None) -> int:
    database = Database(url)
    try:
        async with database.writing() as session:
            return await inbox.retry(session, now=now_utc(), ids=ids)
    finally:
        await database.close()
