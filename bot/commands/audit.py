"""`congdan audit …`: whether the change log is the one that was written."""

from typing import Annotated

import typer

from bot.commands import editor_wording as wording
from bot.commands import wording as common

Head = Annotated[str, typer.Option("--head", metavar="SỐ:MÃ", help=wording.HEAD, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.AUDIT, no_args_is_help=True)
    group.callback()(lambda: None)  # with a single command, typer would leave its name out
    group.command("verify", help=wording.VERIFY)(verify)
    app.add_typer(group, name="audit", rich_help_panel=common.GROUP_SERVICE)


def verify(head: Head = "") -> None:
    from bot.commands import audit_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    audit_acts.verify(head)
