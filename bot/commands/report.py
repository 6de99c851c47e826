"""`congdan report`: what the assistant did in a quarter, as offices report it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import report_wording as wording
from bot.commands.wording import GROUP_KNOWLEDGE

Agency = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
Quarter = Annotated[
    str | None, typer.Option("--quarter", metavar="NĂM-QUÝ", help=wording.QUARTER, show_default=False)
]
Out = Annotated[Path, typer.Option("--out", metavar="TỆP", help=wording.OUT, show_default=False)]


def add_to(app: typer.Typer) -> None:
    app.command("report", help=wording.REPORT, rich_help_panel=GROUP_KNOWLEDGE)(report)


def report(out: Out, agency: Agency = None, quarter: Quarter = None) -> None:
    from bot.commands import report_acts  # noqa: PLC0415 (heavy: `--help` need not wait for it)

    report_acts.report(out, agency, quarter)
