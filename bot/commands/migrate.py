"""`congdan migrate`: the database brought to this version."""

import typer

from bot import service_wording as wording
from bot.logs import set_up_logging
from bot.settings import Settings


def add_to(app: typer.Typer) -> None:
    app.command("migrate", help=wording.HELP_MIGRATE)(migrate)


def migrate() -> None:
    set_up_logging()
    from bot import migrate as steps  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    steps.migrate(Settings().database_url)
    typer.echo(wording.MIGRATED)
