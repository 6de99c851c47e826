"""`congdan inbox list|retry|odd`: messages that could not be answered, events that nobody knows."""

from typing import Annotated

import typer

from bot import service_wording as wording

Ids = Annotated[list[int] | None, typer.Argument(help=wording.HELP_INBOX_IDS)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.HELP_INBOX, no_args_is_help=True)
    group.command("list", help=wording.HELP_INBOX_LIST)(show)
    group.command("retry", help=wording.HELP_INBOX_RETRY)(retry)
    group.command("odd", help=wording.HELP_INBOX_ODD)(odd)
    app.add_typer(group, name="inbox")


def show() -> None:
    from bot.commands import inbox_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    inbox_acts.show()


def retry(ids: Ids = None) -> None:
    from bot.commands import inbox_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    inbox_acts.retry(ids or None)


def odd() -> None:
    from bot.commands import inbox_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    inbox_acts.odd()
