"""`congdan import …`: knowledge from files."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import wording

File = Annotated[Path, typer.Argument(metavar="TỆP", help=wording.FILE, show_default=False)]
AgencyCode = Annotated[
    str | None, typer.Option("--agency", metavar="MÃ", help=wording.AGENCY_OPTION, show_default=False)
]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help=wording.SKIP_BAD)]
DryRun = Annotated[bool, typer.Option("--dry-run", help=wording.DRY_RUN)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.IMPORT, no_args_is_help=True)
    group.command("procedures", help=wording.IMPORT_PROCEDURES)(procedures)
    group.command("answers", help=wording.IMPORT_ANSWERS)(answers)
    group.command("starter", help=wording.IMPORT_STARTER)(starter)
    app.add_typer(group, name="import", rich_help_panel=wording.GROUP_KNOWLEDGE)


def procedures(
    file: File, agency: AgencyCode = None, skip_bad: SkipBad = False, dry_run: DryRun = False
) -> None:
    from bot.commands import import_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    import_acts.procedures(file, import_acts.How(agency, skip_bad=skip_bad, dry_run=dry_run))


def answers(
    file: File, agency: AgencyCode = None, skip_bad: SkipBad = False, dry_run: DryRun = False
) -> None:
    from bot.commands import import_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    import_acts.answers(file, import_acts.How(agency, skip_bad=skip_bad, dry_run=dry_run))


def starter(agency: AgencyCode = None) -> None:
    from bot.commands import import_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    import_acts.starter(agency)
