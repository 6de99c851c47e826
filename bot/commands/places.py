"""`congdan places …`: old and new administrative units."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import wording

Text = Annotated[str, typer.Argument(metavar="CÂU", help=wording.PLACES_TEXT, show_default=False)]
Home = Annotated[str | None, typer.Option(metavar="TỈNH", help=wording.PLACES_HOME, show_default=False)]
Out = Annotated[Path | None, typer.Option(metavar="TỆP", help=wording.PLACES_OUT, show_default=False)]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help=wording.PLACES, no_args_is_help=True)
    group.command("find", help=wording.PLACES_FIND)(find)
    group.command("build", help=wording.PLACES_BUILD)(build)
    app.add_typer(group, name="places", rich_help_panel=wording.GROUP_KNOWLEDGE)


def find(text: Text, home: Home = None) -> None:
    from bot.commands import places_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    places_acts.find(text, home)


def build(out: Out = None) -> None:
    from bot.commands import places_acts  # noqa: PLC0415 (heavy: `congdan --help` need not wait for it)

    places_acts.build(out)
