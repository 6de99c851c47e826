"""`congdan explain`: why a message is answered as it is."""

from typing import Annotated

import typer

from bot import ask_wording as wording

Question = Annotated[str, typer.Argument(metavar="CÂU_HỎI", help=wording.QUESTION, show_default=False)]
AgencyCode = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY, show_default=False)
]
After = Annotated[
    list[str] | None, typer.Option("--after", metavar="CÂU", help=wording.AFTER, show_default=False)
]


def add_to(app: typer.Typer) -> None:
    app.command("explain", help=wording.EXPLAIN)(explain)


def explain(question: Question, agency: AgencyCode = None, after: After = None) -> None:
    from bot.commands import explain_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    explain_acts.explain(question, agency, after or [])
