"""`congdan rehearse`: the whole service against platforms that misbehave."""

from pathlib import Path
from typing import Annotated

import typer

from bot.rehearsal import wording
from bot.rehearsal.wanted import ALL, NONE, Trial, Wanted, trials_of

NAMES = ", ".join(Trial)
Messages = Annotated[int, typer.Option(min=1, max=1_000_000, help=wording.HELP_MESSAGES)]
Faults = Annotated[str, typer.Option(help=wording.HELP_FAULTS.format(names=NAMES))]
Seed = Annotated[int, typer.Option(help=wording.HELP_SEED)]
Scale = Annotated[float, typer.Option(min=1, max=240, help=wording.HELP_SCALE)]
DatabaseUrl = Annotated[str, typer.Option(help=wording.HELP_DATABASE_URL, show_default=False)]
Serve = Annotated[int, typer.Option(min=1, max=8, help=wording.HELP_SERVE)]
Work = Annotated[int, typer.Option(min=1, max=16, help=wording.HELP_WORK)]
Keep = Annotated[Path | None, typer.Option(metavar="THƯ_MỤC", help=wording.HELP_KEEP, show_default=False)]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="TỆP", help=wording.HELP_JSON, show_default=False)
]


def add_to(app: typer.Typer) -> None:
    app.command("rehearse", help=wording.REHEARSE)(rehearse)


def rehearse(
    messages: Messages = 10_000,
    faults: Faults = ALL,
    seed: Seed = 1,
    scale: Scale = 120.0,
    database_url: DatabaseUrl = "",
    serve: Serve = 1,
    work: Work = 2,
    keep: Keep = None,
    json: Json = None,
) -> None:
    names = [name.strip() for name in faults.split(",") if name.strip()]
    for name in names:
        if name not in {ALL, NONE, *Trial}:
            raise typer.BadParameter(wording.NO_SUCH_FAULT.format(name=name, names=NAMES))
    from bot.commands import rehearse_acts  # noqa: PLC0415 (slow to load: `congdan --help` need not wait for it)

    wanted = Wanted(messages, trials_of(names), seed, scale, serve, work)
    raise typer.Exit(rehearse_acts.rehearse(wanted, database_url, keep, json))
